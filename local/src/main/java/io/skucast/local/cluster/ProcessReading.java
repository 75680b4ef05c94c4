package io.skucast.local.cluster;

import java.util.Map;

/**
 * What a Java process holds right after a full collection.
 *
 * @param metaspaceBytes used by loaded classes
 * @param residentBytes the process's memory in RAM (VmRSS)
 * @param jobLoaders class loaders of jobs that are still there
 * @param threads how many there are of each name, numbers in names left out
 */
public record ProcessReading(
    long metaspaceBytes, long residentBytes, long jobLoaders, Map<String, Integer> threads) {

  /** All threads but those of the reading itself. */
  public int threadCount() {
    return threads.values().stream().mapToInt(Integer::intValue).sum();
  }
}
