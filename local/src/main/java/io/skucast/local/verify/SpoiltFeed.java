package io.skucast.local.verify;

import io.skucast.local.demo.Feed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A feed with records that are no sales among it: they are accounted for too. */
final class SpoiltFeed implements Feed {
  private static final int ONE_OF = 200;
  private static final byte[] BROKEN =
      "{\"sku\":\"SKU-00001\",\"quantity\":\"many\"}".getBytes(StandardCharsets.UTF_8);

  private final Feed feed;
  private long count;

  SpoiltFeed(Feed feed) {
    this.feed = feed;
  }

  @Override
  public boolean hasNext() {
    return feed.hasNext();
  }

  @Override
  public Record next() {
    return ++count % ONE_OF == 0 ? new Record("broken-" + count, NO_TIME, BROKEN) : feed.next();
  }

  @Override
  public void close() throws IOException {
    feed.close();
  }
}
