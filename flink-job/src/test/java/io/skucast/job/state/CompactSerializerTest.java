package io.skucast.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.deep.DeepWindow;
import io.skucast.core.demand.Observation;
import io.skucast.core.demand.PeriodBucket;
import io.skucast.core.demand.SeriesClock;
import io.skucast.core.demand.SignalBucket;
import io.skucast.core.demand.StockChanges;
import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.level.CellSums;
import io.skucast.core.level.Factors;
import io.skucast.core.level.LevelNode;
import io.skucast.core.level.LevelStep;
import io.skucast.core.sale.Series;
import io.skucast.core.score.Alert;
import io.skucast.core.score.Ledger;
import io.skucast.core.score.LedgerPage;
import io.skucast.core.score.LedgerStep;
import io.skucast.core.score.Pages;
import io.skucast.core.score.ScoreSink;
import io.skucast.core.score.Scored;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What is written is read back, by this release and by every later one. */
class CompactSerializerTest {
  @Test
  void aSeriesAtAnyAgeIsReadBackToTheLastBit() throws Exception {
    Random random = new Random(3);
    for (int series = 0; series < 40; series++) {
      SeriesDemand demand = new SeriesDemand(PeriodUnit.DAY, BankOptions.DEFAULT);
      for (int period = 19_700; period < 19_700 + series * 5; period++) {
        long units = random.nextInt(3) == 0 ? 0 : random.nextLong(-2_000, 5_000_000_000L);
        demand.observe(
            new Observation(
                "k",
                period,
                units,
                0,
                units * 3,
                random.nextInt(9),
                9,
                period - 1,
                random.nextInt(99),
                random.nextInt(9),
                random.nextInt(-1, 1001),
                random.nextInt(9),
                random.nextBoolean() ? "" : "toys"),
            (p, revision, place, bank, drivers) -> {});
      }
      assertSame(demand, new SeriesDemandSerializer());
      assertThat(demand.sealedDrivers.usualPrice > 0)
          .as("drivers of %d periods", series * 5)
          .isEqualTo(series > 0);
    }
  }

  @Test
  void aBucketIsReadBackAndTakesTheNextSale() throws Exception {
    for (int sales = 0; sales < 20; sales++) {
      PeriodBucket bucket = new PeriodBucket();
      bucket.sales = sales;
      bucket.unitsMilli = -1_000L * sales;
      bucket.revenueMilli = Long.MIN_VALUE + sales;
      bucket.returnedMilli = 5;
      bucket.promoted = 1;
      bucket.dirty = sales % 2 == 0;
      bucket.ids = new Random(sales).longs(2L * sales).toArray();
      PeriodBucket read = roundTrip(bucket, new PeriodBucketSerializer());
      assertThat(Arrays.copyOf(read.ids, 2 * sales)).isEqualTo(bucket.ids);
      read.ids = bucket.ids;
      assertThat(read).usingRecursiveComparison().isEqualTo(bucket);
    }
  }

  @Test
  void aClockIsReadBack() throws Exception {
    SeriesClock clock = new SeriesClock();
    clock.first = Integer.MIN_VALUE;
    clock.lastClosed = Integer.MAX_VALUE;
    clock.lastSealed = -1;
    clock.held = new int[] {0, 7, -7};
    assertSame(clock, new SeriesClockSerializer());
    clock.signalled = new int[] {-7, 8};
    clock.stockMilli = -5_000;
    clock.stockSignals = 3;
    assertSame(clock, new SeriesClockSerializer());
    SeriesClock notStarted = SeriesClock.notStarted();
    notStarted.signalled = new int[] {19_750};
    assertSame(notStarted, new SeriesClockSerializer());
  }

  @Test
  void aBucketOfSignalsIsReadBackAndTakesTheNextSignal() throws Exception {
    Random random = new Random(4);
    for (int signals = 0; signals < 20; signals++) {
      SignalBucket bucket = new SignalBucket();
      bucket.views = 7;
      bucket.carts = Integer.MAX_VALUE;
      bucket.signals = signals;
      bucket.stockSignals = signals / 2;
      bucket.dirty = signals % 2 == 0;
      bucket.stockDirty = signals % 3 == 0;
      bucket.stock.slotShift = signals;
      bucket.stock.timeMillis = random.longs(signals).sorted().toArray();
      bucket.stock.levelMilli = random.longs(signals).toArray();
      bucket.ids = random.longs(signals + 1).toArray();
      bucket.ids[signals] = 0;
      assertSame(bucket, new SignalBucketSerializer());
    }
  }

  @Test
  void theFormatOfVersionOneIsReadForEver() throws Exception {
    // Written by the first release; never to be changed here.
    byte[] written = HexFormat.of().parseHex("01c8b402" + "04" + "01" + "02" + "0204");
    SeriesClock clock = new SeriesClockSerializer().deserialize(new DataInputDeserializer(written));
    assertThat(clock.first).isEqualTo(19_748);
    assertThat(clock.lastClosed).isEqualTo(19_750);
    assertThat(clock.lastSealed).isEqualTo(19_747);
    assertThat(clock.held).containsExactly(19_749, 19_750);
    assertThat(clock.signalled).isEmpty();
    assertThat(clock.stockMilli).isEqualTo(StockChanges.UNKNOWN);
  }

  @Test
  void theFormatsWithSignalsAreReadForEver() throws Exception {
    byte[] clock =
        HexFormat.of().parseHex("02c8b402" + "04" + "01" + "00" + "01ccb402" + "01d00f05");
    SeriesClock read = new SeriesClockSerializer().deserialize(new DataInputDeserializer(clock));
    assertThat(read.first).isEqualTo(19_748);
    assertThat(read.signalled).containsExactly(19_750);
    assertThat(read.stockMilli).isEqualTo(1000);
    assertThat(read.stockSignals).isEqualTo(5);
    byte[] signals =
        HexFormat.of()
            .parseHex(
                "01" + "03" + "0201" + "01" + "00" + "01c801d00f" + "01" + "00000000000000ff");
    SignalBucket bucket =
        new SignalBucketSerializer().deserialize(new DataInputDeserializer(signals));
    assertThat(bucket.dirty && bucket.stockDirty).isTrue();
    assertThat(bucket.views).isEqualTo(2);
    assertThat(bucket.carts).isEqualTo(1);
    assertThat(bucket.stock.timeMillis).containsExactly(100);
    assertThat(bucket.stock.levelMilli).containsExactly(1000);
    assertThat(bucket.contains(255)).isTrue();
  }

  @Test
  void aDemandFromBeforeTheFirstReleaseIsRefusedWithARemedy() {
    assertThatThrownBy(
            () ->
                new SeriesDemandSerializer()
                    .deserialize(new DataInputDeserializer(new byte[] {3, 1, 2})))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "a SeriesDemand of version 3 was written before the first release: replay the sales"
                + " instead");
  }

  @Test
  void aBucketWithACategoryIsReadBackAndOneWithoutFromBeforeToo() throws Exception {
    PeriodBucket bucket = new PeriodBucket();
    bucket.category = "Spielzeug für Öfen";
    bucket.categoryMillis = -5;
    bucket.ids = new long[2];
    assertSame(bucket, new PeriodBucketSerializer());
    byte[] old = HexFormat.of().parseHex("01" + "d00f" + "00" + "d00f" + "00" + "00" + "01");
    PeriodBucket read = new PeriodBucketSerializer().deserialize(new DataInputDeserializer(old));
    assertThat(read.unitsMilli).isEqualTo(1000);
    assertThat(read.dirty).isTrue();
    assertThat(read.category).isEmpty();
  }

  @Test
  void aLevelIsReadBackToTheLastBit() throws Exception {
    TreeMap<String, LevelNode> nodes = new TreeMap<>();
    LevelStep step =
        new LevelStep(PeriodUnit.DAY, 28, 2, new double[] {0.1, 0.9}, BankOptions.DEFAULT);
    Random random = new Random(8);
    for (int period = 19_700; period < 19_760; period++) {
      long[] expected = random.longs(step.reach(), 0, 9_000_000).toArray();
      step.advance(
          nodes,
          period,
          List.of(
              new CellSums(
                  "toys", "north", period, random.nextInt(9000), 3_000_000, 500_000, expected)),
          new TreeMap<>(),
          new LevelStep.Outlet() {
            @Override
            public void factors(Factors factors) {}

            @Override
            public void forecast(Forecast forecast) {}
          });
    }
    assertThat(nodes).hasSize(4);
    for (LevelNode node : nodes.values()) {
      assertSame(node, new LevelNodeSerializer());
    }
  }

  @Test
  void aLedgerAndItsPagesAreReadBackToTheLastBit() throws Exception {
    LedgerStep step = new LedgerStep(Settings.of(Map.of()).ledgerPlan());
    Ledger ledger = step.start();
    Map<Integer, LedgerPage> pages = new HashMap<>();
    Pages kept =
        new Pages() {
          @Override
          public LedgerPage get(int page) {
            return pages.get(page);
          }

          @Override
          public void put(int page, LedgerPage written) {
            pages.put(page, written);
          }
        };
    Random random = new Random(9);
    assertSameBytes(ledger, new LedgerSerializer());
    for (int period = 100; period < 180; period++) {
      if (period >= 102) {
        step.score(new Series("A", "all"), ledger, kept, period - 2, random.nextInt(5), NOWHERE);
      }
      float[][] means = new float[6][4];
      float[][] quantiles = new float[7][4];
      for (float[] row : means) {
        Arrays.fill(row, random.nextFloat());
      }
      step.remember(ledger, kept, period, period, means, quantiles);
      assertSameBytes(ledger, new LedgerSerializer());
    }
    for (LedgerPage page : pages.values()) {
      assertSameBytes(page, new LedgerPageSerializer());
    }
  }

  @Test
  void aSegmentOfUnitsIsReadBackAndTakesAByteAPeriodWhereUnitsAreWhole() throws Exception {
    long[] units = new long[28];
    Arrays.fill(units, UnitsHistory.UNKNOWN);
    assertSame(units, new UnitsSegmentSerializer());
    for (int i = 0; i < 20; i++) {
      units[i] = (i - 5) * 1000L;
    }
    assertSame(units, new UnitsSegmentSerializer());
    DataOutputSerializer out = new DataOutputSerializer(64);
    new UnitsSegmentSerializer().serialize(units, out);
    assertThat(out.length()).isEqualTo(3 + 28);
    units[3] = 1_234_567;
    units[4] = Long.MAX_VALUE;
    units[5] = Long.MIN_VALUE + 1;
    assertSame(units, new UnitsSegmentSerializer());
  }

  @Test
  void shortNumbersAreReadBackToTheLastBit() throws Exception {
    float[] floats = {
      0f,
      -0f,
      Float.NaN,
      0.1f,
      0.98f,
      2097.15f,
      2097.152f,
      1e9f,
      -1f,
      1f / 3,
      Float.MIN_VALUE,
      Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      16.001f,
      5f,
      7f
    };
    double[] doubles = {
      0, -0.0, Double.NaN, 0.1, 1e16, 9.3e15, -3, 1.0 / 3, Double.MIN_VALUE, Double.MAX_VALUE, 12.5
    };
    DataOutputSerializer out = new DataOutputSerializer(64);
    CompactSerializer.writeFloats(floats, out);
    CompactSerializer.writeDemands(doubles, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    float[] readFloats = CompactSerializer.readFloats(in);
    double[] readDoubles = CompactSerializer.readDemands(in);
    assertThat(in.available()).isZero();
    for (int i = 0; i < floats.length; i++) {
      assertThat(Float.floatToIntBits(readFloats[i])).isEqualTo(Float.floatToIntBits(floats[i]));
    }
    for (int i = 0; i < doubles.length; i++) {
      assertThat(Double.doubleToLongBits(readDoubles[i]))
          .isEqualTo(Double.doubleToLongBits(doubles[i]));
    }
  }

  @Test
  void aBankOfAnyUnitIsReadBackAfterAnEndAndARestartToo() throws Exception {
    for (PeriodUnit unit : PeriodUnit.values()) {
      BankOptions tuned =
          new BankOptions(0.17, 0.0077, 0.03, 0.2, 0.81, 0.04, 0.3, 0.01, 0.97, 0.02, 0, 9);
      for (BankOptions options : List.of(BankOptions.DEFAULT, tuned)) {
        SeriesDemand demand = new SeriesDemand(unit, options);
        Random random = new Random(unit.ordinal());
        for (int period = 0; period < 900; period++) {
          boolean sleeps = period > 300 && period < 600;
          demand.sealed.update(sleeps ? 0 : 1000L * random.nextInt(9), Double.NaN);
          if (period % 90 == 0) {
            assertSame(demand, new SeriesDemandSerializer());
          }
        }
        assertSame(demand, new SeriesDemandSerializer());
      }
    }
  }

  private static final ScoreSink NOWHERE =
      new ScoreSink() {
        @Override
        public void score(Scored scored) {}

        @Override
        public void alert(Alert alert) {}
      };

  @Test
  void aWindowOfDeepModelsIsReadBackAndTakesAByteAPeriodThatHadNothing() throws Exception {
    DeepLayout layout = new DeepLayout(56, 28, new double[] {0.5}, List.of());
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      DeepWindow window = new DeepWindow(layout, 10);
      assertSame(window, new DeepWindowSerializer());
      for (int period = 19_000; period < 19_000 + seed * 3; period++) {
        window.put(
            period,
            1000L * (random.nextInt(9) - 2),
            random.nextInt(100_000),
            random.nextInt(5),
            random.nextInt(3),
            random.nextInt(1200) - 199);
      }
      assertSame(window, new DeepWindowSerializer());
    }
    DeepWindow silent = new DeepWindow(layout, 10);
    for (int period = 19_000; period < 19_100; period++) {
      silent.put(period, 0, 0, 0, 0, -1);
    }
    assertThat(bytes(silent, new DeepWindowSerializer())).hasSizeLessThan(66 + 16 + 12);
  }

  @Test
  void aNewerFormatIsRefusedByName() {
    assertThatThrownBy(
            () ->
                new SeriesDemandSerializer()
                    .deserialize(new DataInputDeserializer(new byte[] {9, 1, 2})))
        .isInstanceOf(IOException.class)
        .hasMessage("a SeriesDemand of version 9 was written by a newer release");
  }

  @Test
  void aSavepointKnowsItsSerializer() throws Exception {
    for (TypeSerializer<?> serializer :
        Arrays.asList(
            new SeriesDemandSerializer(),
            new PeriodBucketSerializer(),
            new SignalBucketSerializer(),
            new LevelNodeSerializer(),
            new LedgerSerializer(),
            new LedgerPageSerializer(),
            new UnitsSegmentSerializer(),
            new OutlookSerializer(),
            new LessonRowsSerializer(),
            new SeriesClockSerializer())) {
      DataOutputSerializer out = new DataOutputSerializer(64);
      TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
      TypeSerializerSnapshot<?> read =
          TypeSerializerSnapshot.readVersionedSnapshot(
              new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
      assertThat(read.restoreSerializer()).isEqualTo(serializer);
    }
  }

  /** Of values that are partly NaN, which equals nothing: what is read back is written alike. */
  private static <T> void assertSameBytes(T value, TypeSerializer<T> serializer)
      throws IOException {
    assertThat(bytes(roundTrip(value, serializer), serializer)).isEqualTo(bytes(value, serializer));
    assertThat(bytes(serializer.copy(value), serializer)).isEqualTo(bytes(value, serializer));
  }

  private static <T> byte[] bytes(T value, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> void assertSame(T value, TypeSerializer<T> serializer) throws IOException {
    assertEqualBits(roundTrip(value, serializer), value);
    T copy = serializer.copy(value);
    assertThat(copy).isNotSameAs(value);
    assertEqualBits(copy, value);
  }

  /** Left to itself the comparison forgives a little, and finds NaN different from itself. */
  private static void assertEqualBits(Object value, Object expected) {
    assertThat(value)
        .usingRecursiveComparison()
        .withComparatorForType(Float::compare, Float.class)
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(expected);
  }

  private static <T> T roundTrip(T value, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
