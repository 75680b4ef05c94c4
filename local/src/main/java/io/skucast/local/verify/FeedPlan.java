package io.skucast.local.verify;

import io.skucast.job.config.Settings;
import io.skucast.local.demo.Feed;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * What is fed, known before it is: counted by reading it once.
 *
 * @param source opens the feed anew, with the same records every time
 * @param partitions of the topic of sales
 * @param timely records up to the clock that seals the last period; a clock is one in each
 *     partition
 * @param all those and the ones that are late
 * @param sealedMillis the instant that this clock says
 */
record FeedPlan(
    Supplier<TimelyFeed> source, int partitions, long timely, long all, long sealedMillis) {
  private static final long FEWEST = 1000;

  /**
   * @throws IllegalArgumentException if there is too little to cut into parts
   */
  static FeedPlan of(Supplier<Feed> feed, Settings settings, int partitions) throws IOException {
    Supplier<TimelyFeed> source = () -> new TimelyFeed(feed.get(), settings);
    long timely = 0;
    long all = 0;
    try (TimelyFeed counted = source.get()) {
      while (counted.hasNext()) {
        boolean late = counted.isSealed();
        int copies = counted.next().key() == null ? partitions : 1;
        all += copies;
        timely += late ? 0 : copies;
      }
      if (timely < FEWEST) {
        throw new IllegalArgumentException(
            "there are " + timely + " sales: faults between them need " + FEWEST + " or more");
      }
      return new FeedPlan(source, partitions, timely, all, counted.sealedMillis());
    }
  }

  /**
   * @param share of what is timely, 0 to 1
   * @return records up to there
   */
  long upTo(double share) {
    return Math.round(share * timely);
  }
}
