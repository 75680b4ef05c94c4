package io.skucast.core.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.demand.SignalWindow.Verdict;
import io.skucast.core.sale.Signal;
import io.skucast.core.sale.SignalKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SignalWindowTest {
  private final OneSeries series = new OneSeries(2);

  @Test
  void stockThatIsOutAtNoonIsThereForHalfTheDay() throws Exception {
    series.sale("s", 10, 1);
    series.stock("a", 10, 0, 5);
    series.stock("b", 10, 12, 0);
    series.endDay(10);
    assertThat(series.last().get(10).inStockPermille()).isEqualTo(500);
  }

  @Test
  void withoutSignalsStockIsNotKnownAndTheRevisionIsTheNumberOfSales() throws Exception {
    series.sale("s", 10, 4);
    series.sale("t", 10, 4);
    series.endDay(11);
    assertThat(series.last().get(10))
        .isEqualTo(new Observation(series.last().get(10).seriesKey(), 10, 8000, 0, 0, 0, 2, 10));
    assertThat(series.last().get(11).inStockPermille()).isEqualTo(StockChanges.NO_SHARE);
  }

  @Test
  void aDayBeginsWithTheStockOfTheDayBefore() throws Exception {
    series.sale("s", 10, 1);
    series.stock("a", 10, 18, 3);
    series.stock("b", 12, 6, 0);
    for (int day = 10; day <= 16; day++) {
      series.endDay(day);
    }
    assertThat(series.last().values())
        .extracting(Observation::inStockPermille)
        // Of the first day only the part after the first signal is known.
        .containsExactly(1000, 1000, 250, 0, 0, 0, 0);
    assertThat(series.signals).as("buckets of sealed periods").isEmpty();
  }

  @Test
  void stockThatWasKnownBeforeTheFirstSaleIsKnownWithIt() throws Exception {
    series.stock("a", 3, 6, 7);
    series.stock("b", 10, 12, 0);
    series.endDay(9);
    assertThat(series.issued).as("a signal starts no series").isEmpty();
    series.sale("s", 10, 1);
    series.endDay(10);
    assertThat(series.issued).hasSize(1);
    assertThat(series.issued.get(0).inStockPermille()).isEqualTo(500);
    assertThat(series.issued.get(0).revision()).as("a sale and two signals").isEqualTo(3);
    assertThat(series.issued.get(0).sales()).isEqualTo(1);
  }

  @Test
  void viewsOfAProductThatNeverSellsLeaveNothingBehind() throws Exception {
    series.views("v", 3, 5);
    series.carts("c", 3, 5);
    series.endDay(5);
    assertThat(series.signals).isEmpty();
    assertThat(series.clock).isNull();
    assertThat(series.timers).isEmpty();
    assertThat(series.issued).isEmpty();
  }

  @Test
  void viewsAndCartsAddUpAndARepeatChangesNothing() throws Exception {
    series.sale("s", 10, 1);
    assertThat(series.views("v", 10, 5)).isEqualTo(Verdict.AGGREGATED);
    assertThat(series.views("v", 10, 5)).isEqualTo(Verdict.DUPLICATE);
    series.views("w", 10, 2);
    // The same id of another kind is another signal.
    assertThat(series.carts("v", 10, 3)).isEqualTo(Verdict.AGGREGATED);
    series.endDay(10);
    assertThat(series.views("v", 10, 5)).isEqualTo(Verdict.DUPLICATE);
    series.endDay(11);
    Observation observation = series.last().get(10);
    assertThat(observation.views()).isEqualTo(7);
    assertThat(observation.carts()).isEqualTo(3);
    assertThat(series.issued).as("a repeat issues nothing again").hasSize(2);
  }

  @Test
  void aCorrectedStockIssuesItsPeriodAndThoseThatItCarriesOverTo() throws Exception {
    series.sale("s", 10, 1);
    series.stock("a", 10, 0, 5);
    series.endDay(11);
    assertThat(series.stock("b", 10, 12, 0)).isEqualTo(Verdict.CORRECTION);
    series.endDay(12);
    assertThat(series.issued)
        .extracting(o -> o.period() + ":" + o.inStockPermille() + " r" + o.revision())
        .containsExactly("10:1000 r2", "11:1000 r1", "10:500 r3", "11:0 r2", "12:0 r2");
  }

  @Test
  void aCorrectedViewIssuesItsPeriodAlone() throws Exception {
    series.sale("s", 10, 1);
    series.endDay(11);
    series.views("v", 10, 1);
    series.endDay(12);
    assertThat(series.issued)
        .extracting(o -> o.period() + " r" + o.revision())
        .containsExactly("10 r1", "11 r0", "10 r2", "12 r0");
  }

  @Test
  void stockBeforeTheFirstPeriodThatComesLateCorrectsWhatWasIssued() throws Exception {
    series.endDay(9);
    series.sale("s", 10, 1);
    series.endDay(10);
    series.stock("a", 9, 12, 4);
    series.endDay(11);
    assertThat(series.last().get(10).inStockPermille()).isEqualTo(1000);
    assertThat(series.last().firstKey()).as("no observation before the first sale").isEqualTo(10);
  }

  @Test
  void aSignalOfASealedPeriodIsLate() throws Exception {
    series.sale("s", 10, 1);
    series.endDay(12);
    assertThat(series.stock("a", 10, 1, 1)).isEqualTo(Verdict.LATE);
    assertThat(series.stock("a", 11, 1, 1)).isEqualTo(Verdict.CORRECTION);
  }

  @Test
  void moreThanAThousandSignalsOfAPeriodAreTooMany() throws Exception {
    for (int i = 0; i < SignalBucket.MAX_SIGNALS; i++) {
      assertThat(series.views("v" + i, 10, 1_000_000)).isEqualTo(Verdict.AGGREGATED);
    }
    assertThat(series.views("one more", 10, 1)).isEqualTo(Verdict.TOO_MANY);
    assertThat(series.views("v0", 10, 1)).isEqualTo(Verdict.DUPLICATE);
    assertThat(series.signals.get(10).views).as("fits").isEqualTo(1_000_000_000);
  }

  @Test
  void aSignalClosesNoPeriodAtTheEndOfInput() throws Exception {
    series.sale("s", 10, 1);
    series.endDay(10);
    series.views("v", 10, 1); // a correction: issued
    series.views("w", 12, 1); // after the last sale: not issued
    series.stock("a", 20, 1, 1);
    series.endInput();
    assertThat(series.issued)
        .extracting(o -> o.period() + " r" + o.revision())
        .containsExactly("10 r1", "10 r2");
  }

  @Test
  void correctionsOfTwoPeriodsAreBothIssuedWhenTimeThenJumpsFarAhead() throws Exception {
    series.sale("s", 10, 1);
    series.endDay(11);
    series.sale("t", 10, 1);
    series.sale("u", 11, 1);
    series.endDay(40);
    assertThat(series.last().get(10).unitsMilli()).isEqualTo(2000);
    assertThat(series.last().get(11).unitsMilli()).isEqualTo(1000);
    // The first correction must not seal the second, which waits for its own timer.
    assertThat(series.issued.subList(2, 5))
        .extracting(o -> o.period() + " open from " + o.openFrom())
        .containsExactly("10 open from 11", "11 open from 12", "12 open from 39");
  }

  @Test
  void theLastObservationsAreTheSameInEveryOrderInsideTheLateness() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Signal> signals = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        SignalKind kind = SignalKind.values()[random.nextInt(3)];
        long milli = 1000L * (kind == SignalKind.STOCK ? random.nextInt(3) : 1);
        long time = OneSeries.at(10, 0) + random.nextInt(30) * 4 * OneSeries.HOUR;
        signals.add(new Signal("i" + random.nextInt(30), "A", "all", time, kind, milli));
      }
      // Repeats are repeats of the whole signal.
      signals.replaceAll(
          s ->
              signals.stream()
                  .filter(t -> t.id().equals(s.id()) && t.kind() == s.kind())
                  .findFirst()
                  .orElseThrow());
      TreeMap<Integer, Observation> inOrder = observations(signals, new Random(1), false);
      Collections.shuffle(signals, random);
      TreeMap<Integer, Observation> shuffled = observations(signals, random, true);
      assertThat(shuffled).as("seed %d", seed).isEqualTo(inOrder);
    }
  }

  /** Days 8 to 18 with sales on some, no signal late: days end while signals are coming. */
  private static TreeMap<Integer, Observation> observations(
      List<Signal> signals, Random random, boolean correcting) throws Exception {
    OneSeries series = new OneSeries(12);
    series.sale("s8", 12, 1);
    series.sale("s13", 13, 1);
    int day = 8;
    for (Signal signal : signals) {
      series.signal(signal);
      while (correcting && day < 18 && random.nextInt(3) == 0) {
        series.endDay(day++);
      }
    }
    series.endDay(18);
    TreeMap<Integer, Observation> last = series.last();
    last.replaceAll((period, o) -> withoutOpenFrom(o));
    return last;
  }

  private static Observation withoutOpenFrom(Observation o) {
    return new Observation(
        o.seriesKey(),
        o.period(),
        o.unitsMilli(),
        o.returnedMilli(),
        o.revenueMilli(),
        o.promoted(),
        o.revision(),
        0,
        o.views(),
        o.carts(),
        o.inStockPermille(),
        o.signals(),
        o.category());
  }
}
