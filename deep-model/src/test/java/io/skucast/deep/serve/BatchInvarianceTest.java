package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * A row's forecast has the same bits wherever it stands in a batch and whatever stands beside it:
 * after a crash rows meet others, and must not be forecast differently. With a network of random
 * weights: products of matrices, softmax, norms, embeddings of the calendar.
 */
class BatchInvarianceTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int ROWS = 1024;
  private static final DeepCalendar CALENDAR = TestModels.days();
  private static final DeepLayout LAYOUT =
      new DeepLayout(56, 28, new double[] {0.1, 0.25, 0.5, 0.75, 0.9}, CALENDAR.names());
  private static final float[][] ALL = rows();
  private static final int[][] ALONE = new int[ROWS][];

  private static DeepModel model;

  @BeforeContainer
  static void load() throws Exception {
    model = loaded();
    try (DeepBatch batch = new DeepBatch(LAYOUT, 1)) {
      for (int i = 0; i < ROWS; i++) {
        batch.clear();
        add(batch, i);
        model.run(batch, LONG);
        ALONE[i] = bits(batch, 0);
      }
    }
  }

  @AfterContainer
  static void close() {
    model.close();
  }

  /** Loads one and takes its files away again. */
  private static DeepModel loaded() throws IOException, ModelRefusedException {
    Path root = Files.createTempDirectory("models");
    String sha = TestModels.write(root, "v", Kind.NETWORK, 5, LAYOUT, TestModels.vocabulary(), 0);
    try {
      return DeepModel.load(root, "v", sha, SessionConfig.ONE_THREAD);
    } finally {
      for (String file :
          List.of("v/saved_model.pb", "v/vocabulary.json", "v/manifest.json", "v", "")) {
        Files.delete(root.resolve(file));
      }
    }
  }

  @Property(tries = 60)
  void aRowsBitsDoNotDependOnItsPlaceNorItsNeighbours(
      @ForAll @IntRange(min = 1, max = ROWS) int size, @ForAll long seed) throws Exception {
    assertThat(differing(size, seed)).isZero();
  }

  @Property(tries = 10)
  void notEvenAtTheLastPlaces(@ForAll @IntRange(min = 1, max = 4) int blocks, @ForAll long seed)
      throws Exception {
    assertThat(differing(blocks * model.places().rows().length, seed)).isZero();
  }

  /** As a batch was fed that had as many rows as were in it. */
  @Property(tries = 3)
  void inTensorsOfOtherSizesTheyWould(@ForAll long seed) throws Exception {
    assertThat(differing(3, seed, 3, Places.all(3))).isPositive();
  }

  /** Rows of a batch, picked at random, that came out otherwise than alone. */
  private static int differing(int size, long seed) throws Exception {
    return differing(size, seed, Block.ROWS, model.places());
  }

  private static int differing(int size, long seed, int blockRows, Places places) throws Exception {
    Random random = new Random(seed);
    int[] picked = random.ints(size, 0, ROWS).toArray();
    int differing = 0;
    try (DeepBatch batch = new DeepBatch(LAYOUT, size, blockRows)) {
      for (int i : picked) {
        add(batch, i);
      }
      model.run(batch, places, LONG);
      for (int i = 0; i < size; i++) {
        differing += Arrays.equals(bits(batch, i), ALONE[picked[i]]) ? 0 : 1;
      }
    }
    return differing;
  }

  private static float[][] rows() {
    Random random = new Random(3);
    float[][] rows = new float[ROWS][LAYOUT.rowSize()];
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextInt(4) == 0 ? 20 * random.nextFloat() : 0;
      }
    }
    return rows;
  }

  /** Rows of up to 40 locations, so that calendars too stand at many places. */
  private static void add(DeepBatch batch, int i) {
    int calendar = batch.calendar(20_000 + i % 5, "location " + i % 8, CALENDAR);
    float[] plan = new float[LAYOUT.horizons() * DeepLayout.PLANS];
    plan[i % plan.length] = 0.25f;
    batch.add(ALL[i], new int[] {i % 3, i % 2, i % 3}, calendar, i % 2 == 0 ? null : plan);
  }

  private static int[] bits(DeepBatch batch, int row) {
    int levels = LAYOUT.levels().length;
    int[] bits = new int[LAYOUT.horizons() * (levels + 1)];
    for (int h = 0; h < LAYOUT.horizons(); h++) {
      bits[h * (levels + 1)] = Float.floatToRawIntBits(batch.mean(row, h));
      for (int l = 0; l < levels; l++) {
        bits[h * (levels + 1) + 1 + l] = Float.floatToRawIntBits(batch.quantile(row, h, l));
      }
    }
    return bits;
  }
}
