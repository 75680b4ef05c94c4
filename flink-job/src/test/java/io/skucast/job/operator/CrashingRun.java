package io.skucast.job.operator;

import io.skucast.core.sale.Entry;
import java.util.List;
import java.util.Random;

/**
 * Feeds a cluster entries in their order of arrival. Now and then it takes a checkpoint, and some
 * times it crashes: a cluster of another parallelism goes on from the last checkpoint, and all that
 * came after it is read again.
 *
 * @param disorder how far the watermark stays behind the latest sale, in milliseconds
 * @param lastWatermark the one before the end of input
 * @param checkpointEvery entries from one checkpoint to the next, on average
 * @param crashes at most
 */
record CrashingRun(
    List<Entry> arrivals, long disorder, long lastWatermark, int checkpointEvery, int crashes) {
  private static final int MOST_SUBTASKS = 3;
  private static final long HOUR = 3_600_000L;

  /** Starts a cluster that hands all its results to the same taker. */
  interface Start<C> {
    C cluster(int parallelism) throws Exception;
  }

  /** Runs to the end of input; the last cluster is still open. */
  <C extends SimulatedCluster> C run(Random random, Start<C> start) throws Exception {
    C cluster = start.cluster(1 + random.nextInt(MOST_SUBTASKS));
    cluster.open(null);
    Checkpoint checkpoint = null;
    int checkpointAt = 0;
    long checkpointMaxTime = Long.MIN_VALUE;
    long maxTime = Long.MIN_VALUE;
    int crashesLeft = crashes;
    long quietUntil = Long.MIN_VALUE;
    int i = 0;
    while (i < arrivals.size()) {
      if (random.nextInt(checkpointEvery) == 0) {
        checkpoint = cluster.snapshot(i);
        checkpointAt = i;
        checkpointMaxTime = maxTime;
      }
      if (checkpoint != null && crashesLeft > 0 && random.nextInt(25) == 0) {
        crashesLeft--;
        cluster.close();
        cluster = start.cluster(1 + random.nextInt(MOST_SUBTASKS));
        cluster.open(checkpoint);
        i = checkpointAt;
        maxTime = checkpointMaxTime;
        // After a restart the first watermark comes late, as from a source that starts anew.
        quietUntil = maxTime + random.nextInt(30) * HOUR;
        continue;
      }
      Entry entry = arrivals.get(i++);
      cluster.process(entry);
      // Sales alone move the clock.
      maxTime = entry.sale() == null ? maxTime : Math.max(maxTime, entry.sale().timeMillis());
      if (maxTime > quietUntil && random.nextInt(3) > 0) {
        cluster.watermark(maxTime - disorder - 1);
      }
    }
    finish(cluster);
    return cluster;
  }

  /** The same without a checkpoint, a crash or a watermark left out. */
  <C extends SimulatedCluster> C runUndisturbed(C cluster) throws Exception {
    cluster.open(null);
    long maxTime = Long.MIN_VALUE;
    for (Entry entry : arrivals) {
      cluster.process(entry);
      if (entry.sale() != null && entry.sale().timeMillis() > maxTime) {
        maxTime = entry.sale().timeMillis();
        cluster.watermark(maxTime - disorder - 1);
      }
    }
    finish(cluster);
    return cluster;
  }

  private void finish(SimulatedCluster cluster) throws Exception {
    cluster.watermark(lastWatermark);
    cluster.watermark(Long.MAX_VALUE);
    cluster.endInput();
  }
}
