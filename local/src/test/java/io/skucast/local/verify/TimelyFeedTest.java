package io.skucast.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.generate.SalesPlan;
import io.skucast.job.config.Settings;
import io.skucast.local.demo.Feed;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelyFeedTest {
  private static final Settings SETTINGS = Settings.of(Map.of());
  private static final SalesPlan PLAN = new SalesPlan(40, 60, 1, 3, LocalDate.parse("2024-01-01"));

  @Test
  void whatIsLateForCertainComesAfterTheClockThatSealsEverything() throws Exception {
    List<Feed.Record> timely = new ArrayList<>();
    List<Feed.Record> late = new ArrayList<>();
    long sealed;
    try (TimelyFeed feed = new TimelyFeed(Feed.generated(PLAN), SETTINGS)) {
      while (feed.hasNext()) {
        boolean after = feed.isSealed();
        (after ? late : timely).add(feed.next());
      }
      sealed = feed.sealedMillis();
    }
    long latest = Feed.NO_TIME;
    for (Feed.Record record : timely) {
      if (record.timeMillis() != Feed.NO_TIME) {
        assertThat(latest == Feed.NO_TIME || record.timeMillis() > latest - 2 * 86_400_000L)
            .isTrue();
        latest = Math.max(latest, record.timeMillis());
      }
    }
    assertThat(late).isNotEmpty().allMatch(r -> r.timeMillis() != Feed.NO_TIME);
    assertThat(timely.get(timely.size() - 1).key()).isNull();
    // Every period that has a sale, and the lateness after it, is over by then.
    assertThat(sealed).isGreaterThan(latest + Duration.ofDays(3).toMillis());
    long all = 0;
    try (Feed plain = Feed.generated(PLAN)) {
      for (; plain.hasNext(); plain.next()) {
        all++;
      }
    }
    assertThat(timely.size() + late.size()).isEqualTo(all + 1);
  }

  @Test
  void aClockCountsOnceAPartition() throws Exception {
    FeedPlan plan = FeedPlan.of(() -> Feed.generated(PLAN), SETTINGS, 4);
    FeedPlan one = FeedPlan.of(() -> Feed.generated(PLAN), SETTINGS, 1);
    assertThat(plan.timely()).isEqualTo(one.timely() + 2 * 3);
    assertThat(plan.all() - plan.timely()).isEqualTo(one.all() - one.timely()).isPositive();
    assertThat(plan.upTo(0.5)).isEqualTo(Math.round(plan.timely() / 2.0));
  }

  @Test
  void aFewSalesAreRefused() {
    SalesPlan few = new SalesPlan(1, 5, 1, 3, LocalDate.parse("2024-01-01"));
    assertThatThrownBy(() -> FeedPlan.of(() -> Feed.generated(few), SETTINGS, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000 or more");
  }
}
