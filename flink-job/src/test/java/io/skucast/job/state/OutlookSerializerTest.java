package io.skucast.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.linear.LessonRows;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** Outlooks and rows of lessons are read back to the last bit. */
class OutlookSerializerTest {
  private static final OutlookSerializer SERIALIZER = new OutlookSerializer();

  @Test
  void anOutlookIsReadBackToTheLastBit() throws Exception {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Outlook outlook =
          outlook(
              random,
              random.nextInt(60),
              random.nextInt(8),
              random.nextInt(4),
              random.nextBoolean());
      if (random.nextBoolean()) {
        outlook = outlook.with(floats(random, random.nextInt(9)), "v" + seed);
        for (int i = 0; i < outlook.sealed().length; i++) {
          outlook.sealed()[i] = outlook.sealed()[i].with(floats(random, random.nextInt(9)));
        }
      }
      Outlook read = roundTrip(outlook, SERIALIZER);
      assertEqualBits(read, outlook);
      assertThat(bytes(read, SERIALIZER)).isEqualTo(bytes(outlook, SERIALIZER));
    }
  }

  @Test
  void theFormatOfVersionOneIsReadForEver() throws Exception {
    // Written by the first release; never to be changed here.
    byte[] written =
        HexFormat.of()
            .parseHex(
                "01"
                    + "026b" // series k
                    + "0274" // category t
                    + "ccb402" // origin
                    + "06" // revision
                    + "08" // observations
                    + "01"
                    + "3ff0000000000000" // lot
                    + "02" // means
                    + "3ff8000000000000"
                    + "4000000000000000"
                    + "0102" // quantiles: a row of two
                    + "3fe0000000000000"
                    + "3ff0000000000000"
                    + "0101" // of lags
                    + "3f000000"
                    + "0101" // means of others at lags
                    + "7fc00000"
                    + "01" // row
                    + "40400000"
                    + "01" // sealed: one, in stock, of the same series and of another category
                    + "05"
                    + "0275"
                    + "c8b402"
                    + "d00f"
                    + "3fe0000000000000"
                    + "00"
                    + "00"
                    + "01" // contributions
                    + "0266"
                    + "4000000000000000"
                    + "bff0000000000000"
                    + "7ff8000000000000");
    Outlook outlook =
        new Outlook(
            "k",
            "t",
            19_750,
            3,
            4,
            true,
            1,
            new double[] {1.5, 2},
            new double[][] {{0.5, 1}},
            new float[][] {{0.5f}},
            new float[][] {{Float.NaN}},
            new float[] {3},
            new SealedRow[] {
              new SealedRow("k", "u", 19_748, 1000, true, 0.5, new double[0], new float[0])
            },
            new Contribution[] {new Contribution("f", 2, -1)},
            Double.NaN);
    assertEqualBits(SERIALIZER.deserialize(new DataInputDeserializer(written)), outlook);
    assertThat(bytes(outlook, SERIALIZER)).isEqualTo(written);
  }

  @Test
  void rowsOfSeveralLengthsAreRefused() {
    float[][] rows = {{1, 2}, {3}};
    assertThatThrownBy(() -> BulkNumbers.write(rows, new DataOutputSerializer(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("row 1 has 1 numbers: allowed are as many as row 0 has, 2");
  }

  @Test
  void aNewerFormatIsRefusedByName() {
    assertThatThrownBy(() -> SERIALIZER.deserialize(new DataInputDeserializer(new byte[] {3, 0})))
        .isInstanceOf(IOException.class)
        .hasMessage("a Outlook of version 3 was written by a newer release");
  }

  @Test
  void rowsOfLessonsAreReadBackAndACopySharesNothing() throws Exception {
    LessonRows rows = new LessonRows();
    assertSame(rows);
    rows.origins = new int[] {-1, 19_700, 19_712};
    rows.numbers = new float[] {0.1f, Float.NaN, -0f, Float.MAX_VALUE};
    assertSame(rows);
    LessonRows copy = new LessonRowsSerializer().copy(rows);
    assertThat(copy.numbers).isNotSameAs(rows.numbers);
    assertThat(copy.origins).isNotSameAs(rows.origins);
  }

  @Test
  void theTypeOfAStreamGoesToTheClusterAndWritesWithoutReflection() throws Exception {
    TypeInformation<Outlook> type = CompactType.outlooks();
    TypeInformation<Outlook> sent = InstantiationUtil.clone(type);
    assertThat(sent).isEqualTo(type).hasSameHashCodeAs(type);
    assertThat(sent.createSerializer(new ExecutionConfig().getSerializerConfig()))
        .isEqualTo(SERIALIZER);
    assertThat(type).isNotEqualTo(TypeInformation.of(Outlook.class));
  }

  private static Outlook outlook(
      Random random, int horizons, int levels, int sealed, boolean issued) {
    SealedRow[] rows = new SealedRow[sealed];
    for (int i = 0; i < sealed; i++) {
      rows[i] =
          new SealedRow(
              random.nextInt(4) == 0 ? "other" : "key\u001fÖl",
              random.nextBoolean() ? "" : "toys",
              random.nextInt(),
              random.nextLong(),
              random.nextBoolean(),
              random.nextDouble(),
              doubles(random, random.nextInt(3) * horizons),
              floats(random, random.nextInt(3) * horizons));
    }
    Contribution[] contributions = new Contribution[random.nextInt(4)];
    for (int i = 0; i < contributions.length; i++) {
      contributions[i] = new Contribution("f" + i, random.nextGaussian(), -random.nextDouble());
    }
    double[][] quantiles = new double[issued ? levels : 0][];
    float[][] lagQuantiles = new float[levels][];
    for (int l = 0; l < levels; l++) {
      lagQuantiles[l] = floats(random, 4);
      if (issued) {
        quantiles[l] = doubles(random, horizons);
      }
    }
    return new Outlook(
        "key\u001fÖl",
        random.nextBoolean() ? "" : "toys",
        random.nextInt(),
        random.nextLong(),
        random.nextLong(),
        issued,
        random.nextDouble(),
        doubles(random, horizons),
        quantiles,
        lagQuantiles,
        new float[][] {floats(random, 4), floats(random, 4)},
        floats(random, 2 * horizons),
        rows,
        contributions,
        random.nextBoolean() ? Double.NaN : random.nextDouble());
  }

  private static double[] doubles(Random random, int number) {
    return random.doubles(number).map(d -> d < 0.1 ? Double.NaN : d < 0.2 ? -0.0 : 1 / d).toArray();
  }

  private static float[] floats(Random random, int number) {
    float[] floats = new float[number];
    for (int i = 0; i < number; i++) {
      floats[i] = random.nextInt(9) == 0 ? Float.NaN : Float.intBitsToFloat(random.nextInt());
    }
    return floats;
  }

  private static void assertSame(LessonRows rows) throws IOException {
    assertEqualBits(roundTrip(rows, new LessonRowsSerializer()), rows);
  }

  private static void assertEqualBits(Object value, Object expected) {
    assertThat(value)
        .usingRecursiveComparison()
        .withComparatorForType(Float::compare, Float.class)
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(expected);
  }

  private static <T> byte[] bytes(T value, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> T roundTrip(T value, TypeSerializer<T> serializer) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(bytes(value, serializer));
    T read = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }
}
