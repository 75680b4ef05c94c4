package io.skucast.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.job.observe.CountName;
import io.skucast.job.observe.JobCounts;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CountCheckTest {
  private static JobCounts counts(String name, long value) {
    Map<String, Long> counts = new HashMap<>();
    counts.put(CountName.ACCEPTED, 100L);
    counts.put(CountName.REJECTED, 3L);
    counts.put(CountName.CLOCKS, 4L);
    counts.put(CountName.AGGREGATED, 90L);
    counts.put(CountName.CORRECTION, 5L);
    counts.put(CountName.DUPLICATE, 3L);
    counts.put(CountName.LATE, 2L);
    counts.put(name, value);
    return JobCounts.of(counts);
  }

  private static final JobCounts RIGHT = counts(CountName.LATE, 2);

  @Test
  void countsThatAddUpAndAreTheSameHaveNoProblem() {
    assertThat(CountCheck.problems(107, RIGHT, RIGHT)).isEmpty();
  }

  @Test
  void aRecordThatWasNotReadIsNamed() {
    assertThat(CountCheck.problems(108, RIGHT, RIGHT))
        .containsExactly("read 103 and clocks 4 are not the 108 records that were fed");
  }

  @Test
  void aSaleThatIsNowhereIsNamed() {
    JobCounts lost = counts(CountName.AGGREGATED, 89);
    assertThat(CountCheck.problems(107, RIGHT, lost))
        .containsExactly(
            "accepted 100 is not aggregated 94 + duplicate 3 + late 2",
            "aggregated is 94 and not 95");
  }

  @Test
  void moreOrFewerCorrectionsOfTheSameSalesAreNoProblem() {
    Map<String, Long> counts =
        Map.of(
            CountName.ACCEPTED, 100L,
            CountName.REJECTED, 3L,
            CountName.CLOCKS, 4L,
            CountName.AGGREGATED, 88L,
            CountName.CORRECTION, 7L,
            CountName.DUPLICATE, 3L,
            CountName.LATE, 2L);
    assertThat(CountCheck.problems(107, RIGHT, JobCounts.of(counts))).isEmpty();
  }
}
