package io.skucast.job.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What is on its way between operators. Each channel keeps its order, but which of them an operator
 * reads next is drawn by lot, and some may lag behind for long.
 */
final class Channels {
  /** Reads one record or watermark. */
  interface Reader {
    void read(Object next) throws Exception;
  }

  /** One channel. */
  final class Channel {
    private final ArrayDeque<Object> queue = new ArrayDeque<>();
    private final boolean lags;
    private final Reader reader;

    private Channel(boolean lags, Reader reader) {
      this.lags = lags;
      this.reader = reader;
    }

    void send(Object record) {
      queue.add(record);
    }
  }

  private final Random random;
  private final List<Channel> channels = new ArrayList<>();

  /**
   * @param random null: everything is read at once
   */
  Channels(Random random) {
    this.random = random;
  }

  Channel channel(boolean lags, Reader reader) {
    Channel channel = new Channel(lags, reader);
    channels.add(channel);
    return channel;
  }

  /** Reads some of what there is: all but what lags, and of that a little. */
  void read() throws Exception {
    if (random == null || random.nextInt(25) == 0) {
      readAll();
      return;
    }
    int fromLagging = random.nextInt(3);
    for (Channel next = draw(fromLagging > 0); next != null; next = draw(fromLagging > 0)) {
      fromLagging -= next.lags ? 1 : 0;
      next.reader.read(next.queue.poll());
    }
  }

  void readAll() throws Exception {
    for (Channel next = draw(true); next != null; next = draw(true)) {
      next.reader.read(next.queue.poll());
    }
  }

  private Channel draw(boolean fromLagging) {
    List<Channel> ready =
        channels.stream().filter(c -> !c.queue.isEmpty() && (fromLagging || !c.lags)).toList();
    if (ready.isEmpty()) {
      return null;
    }
    return ready.get(random == null ? 0 : random.nextInt(ready.size()));
  }
}
