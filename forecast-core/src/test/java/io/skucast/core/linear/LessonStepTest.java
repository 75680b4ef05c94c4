package io.skucast.core.linear;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.forecast.SealedRow;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LessonStepTest {
  private static final int DAYS = 80;

  private final LinearFeatures features = new LinearFeatures(Shop.PLAN, Shop.calendar());
  private final LessonRows rows = new LessonRows();

  private static Shop.Course course(String sku, int outOfStock) throws Exception {
    Shop.Course course = new Shop.Course(sku);
    for (int day = 0; day < DAYS; day++) {
      boolean isOut = Shop.FIRST + day == outOfStock;
      course.observe(isOut ? 0 : 1000L * (1 + day * day % 7), isOut ? 0 : Double.NaN);
    }
    return course;
  }

  private Map<SealedRow, List<Lesson>> taught(Shop.Course course, LinearPlan plan) {
    LessonStep step = new LessonStep(plan, Shop.calendar());
    Map<SealedRow, List<Lesson>> taught = new HashMap<>();
    for (SealedRow sealed : course.sealed) {
      List<Lesson> lessons = new ArrayList<>();
      step.sealed(rows, sealed, lessons::add);
      taught.put(sealed, lessons);
    }
    return taught;
  }

  @Test
  void aLessonHasTheRowOfItsOriginAndTheDemandOfItsTarget() throws Exception {
    Shop.Course course = course("a", -1);
    int lessons = 0;
    double[] x = new double[features.size()];
    for (var taught : taught(course, Shop.PLAN).entrySet()) {
      SealedRow target = taught.getKey();
      for (Lesson lesson : taught.getValue()) {
        if (lesson.group().model().equals(ModelGroup.LINEAR)) {
          int horizon = (int) Math.round(lesson.features()[horizonPlace()] * Shop.HORIZONS);
          SealedRow origin = course.sealed.get(target.period() - horizon - Shop.FIRST);
          features.fill(origin.row(), origin.period(), horizon, "all", Transform.RATIO, x);
          assertThat(lesson.features()).containsExactly(x);
          assertThat(lesson.period()).isEqualTo(target.period());
          assertThat(lesson.group()).isEqualTo(Shop.PLAN.linear("toys", horizon));
          assertThat(lesson.weight()).isEqualTo(features.level(origin.row()));
          assertThat(lesson.target() * lesson.weight())
              .isCloseTo(target.demand(), org.assertj.core.data.Offset.offset(1e-9));
          lessons++;
        }
      }
    }
    // Every third origin of the last 53 that are old enough, and those at the end in part.
    assertThat(lessons).isBetween(13 * Shop.HORIZONS, 18 * Shop.HORIZONS);
  }

  private int horizonPlace() {
    for (int i = 0; i < features.size(); i++) {
      if (features.features().get(i).name().equals("horizon")) {
        return i;
      }
    }
    throw new AssertionError("no horizon");
  }

  @Test
  void aTargetWithoutStockTeachesNoDemand() throws Exception {
    int out = Shop.FIRST + 60;
    taught(course("a", out), Shop.PLAN)
        .forEach(
            (target, lessons) -> {
              boolean teaches =
                  lessons.stream().anyMatch(l -> l.group().model().equals(ModelGroup.LINEAR));
              if (target.period() == out) {
                assertThat(teaches).isFalse();
              } else if (target.period() > Shop.FIRST + 40) {
                assertThat(teaches).as("period %d", target.period()).isTrue();
              }
            });
  }

  @Test
  void aDirectionIsTaughtOnceAnOriginByTheWeekAfterIt() throws Exception {
    Shop.Course course = course("a", -1);
    taught(course, Shop.PLAN)
        .forEach(
            (target, lessons) ->
                lessons.stream()
                    .filter(l -> l.group().model().equals(ModelGroup.DIRECTION))
                    .forEach(
                        lesson -> {
                          int last = target.period() - Shop.FIRST;
                          double week = 0;
                          for (int day = last - 6; day <= last; day++) {
                            week += course.sealed.get(day).demand() / 7;
                          }
                          double usual = 0;
                          for (int day = last - 34; day <= last - 7; day++) {
                            usual += course.sealed.get(day).demand() / 28;
                          }
                          assertThat(lesson.target()).isEqualTo(week > 1.2 * usual ? 1 : 0);
                        }));
  }

  @Test
  void seriesTeachFromEveryNthOriginAndTakeTurns() throws Exception {
    TreeSet<Integer> turns = new TreeSet<>();
    for (int series = 0; series < 12; series++) {
      LessonStep step = new LessonStep(Shop.plan(Shop.HORIZONS, 3), Shop.calendar());
      LessonRows own = new LessonRows();
      List<Integer> origins = new ArrayList<>();
      for (SealedRow sealed : course("sku" + series, -1).sealed) {
        if (step.sealed(own, sealed, lesson -> {})
            && own.origins.length > 0
            && own.origins[own.origins.length - 1] == sealed.period()) {
          origins.add(sealed.period());
        }
      }
      for (int i = 1; i < origins.size(); i++) {
        assertThat(origins.get(i) - origins.get(i - 1)).isEqualTo(3);
      }
      assertThat(origins.get(0)).isBetween(Shop.FIRST + 27, Shop.FIRST + 30);
      turns.add(Math.floorMod(origins.get(0), 3));
    }
    assertThat(turns).containsExactly(0, 1, 2);
  }

  @Test
  void noMoreRowsAreKeptThanTargetsAreStillToCome() throws Exception {
    LessonStep step = new LessonStep(Shop.PLAN, Shop.calendar());
    for (SealedRow sealed : course("a", -1).sealed) {
      boolean changed = step.sealed(rows, sealed, lesson -> {});
      assertThat(rows.origins.length).isLessThanOrEqualTo(Shop.HORIZONS / 3 + 1);
      assertThat(rows.numbers).hasSize(rows.origins.length * Shop.PLAN.originRow().size());
      assertThat(changed || rows.origins.length > 0 || sealed.period() < Shop.FIRST + 30).isTrue();
    }
  }

  @Test
  void aSeriesWithoutDemandTeachesNothing() throws Exception {
    Shop.Course silent = new Shop.Course("silent");
    for (int day = 0; day < DAYS; day++) {
      silent.observe(0, Double.NaN);
    }
    assertThat(taught(silent, Shop.PLAN).values()).allMatch(List::isEmpty);
    assertThat(rows.origins).isEmpty();
  }
}
