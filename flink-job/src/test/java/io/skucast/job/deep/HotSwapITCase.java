package io.skucast.job.deep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred versions take over from each other while sales flow, see {@link HotSwapRun}. In a
 * process of its own, whose heap is in memory from the start: what memory grows by is not the
 * heap's.
 */
class HotSwapITCase {
  private static final double MOST_GROWTH = 1.02;

  @TempDir Path models;

  @Test
  void everyForecastIsThatOfTheVersionOfItsOriginAndNoMemoryIsLeftBehind() throws Exception {
    List<String> said =
        JobProcess.run(
            JobProcess.classPath(),
            List.of("-Xms600m", "-Xmx600m", "-XX:+AlwaysPreTouch", "-XX:+UseParallelGC"),
            HotSwapRun.class,
            models.toString());
    long[] resident = numbers(said, "RESIDENT ");
    long[] pointers = numbers(said, "POINTERS ");
    System.out.println(String.join("\n", said.subList(said.size() - 2, said.size())));
    assertThat((double) resident[1] / resident[0]).isLessThan(MOST_GROWTH);
    assertThat(pointers[1]).isLessThanOrEqualTo((long) (MOST_GROWTH * pointers[0]));
  }

  private static long[] numbers(List<String> said, String name) {
    String line = said.stream().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
    String[] numbers = line.substring(name.length()).split(" ");
    return new long[] {Long.parseLong(numbers[0]), Long.parseLong(numbers[1])};
  }
}
