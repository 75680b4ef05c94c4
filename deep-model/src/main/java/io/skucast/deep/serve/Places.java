package io.skucast.deep.serve;

import io.skucast.core.deep.DeepLayout;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Places of a {@link Block} that treat rows alike: the same row comes out of each with the same
 * bits. They are measured, when a model is loaded, by letting it run on blocks full of one row;
 * which they are depends on the network, the processor and how TensorFlow was built. Other places
 * stay empty.
 *
 * @param rows places of rows, ascending, one at least
 * @param calendars places of calendars, ascending, one at least
 */
record Places(int[] rows, int[] calendars) {
  /** Different rows that are tried: rounding hides a difference from some of the numbers. */
  private static final int ROUNDS = 4;

  /** Moves the calendars along the rows, prime to their number, so that each meets many rows. */
  private static final int SHIFT = 17;

  private static final long SEED = 11;

  /** What runs a block. */
  interface Run {
    void accept(Block block) throws ModelFailedException;
  }

  /** All places of blocks of so many rows. */
  static Places all(int rows) {
    return new Places(upTo(rows), upTo(Block.CALENDARS));
  }

  private static int[] upTo(int end) {
    return IntStream.range(0, end).toArray();
  }

  /** Those that agree with the most others. */
  static Places measured(DeepLayout layout, Run model) throws ModelFailedException {
    Random random = new Random(SEED);
    boolean[][] odd = new boolean[ROUNDS][];
    try (Block block = new Block(layout, Block.ROWS)) {
      for (int round = 0; round < ROUNDS; round++) {
        fill(block, layout, round, random);
        model.accept(block);
        odd[round] = odd(results(block, layout));
      }
    }
    boolean[] oddCalendar = oddCalendars(odd);
    boolean[] oddRow = new boolean[Block.ROWS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int place = 0; place < Block.ROWS; place++) {
        oddRow[place] |= odd[round][place] && !oddCalendar[calendarOf(place, round)];
      }
    }
    Places usable = new Places(places(oddRow), places(oddCalendar));
    // One place alone cannot differ from itself.
    return usable.rows.length == 0 || usable.calendars.length == 0
        ? new Places(new int[1], new int[1])
        : usable;
  }

  private static int calendarOf(int place, int round) {
    return (place + SHIFT * round) % Block.CALENDARS;
  }

  /** One row and one calendar, of random numbers, at all places. */
  private static void fill(Block block, DeepLayout layout, int round, Random random) {
    float[] calendar = numbers(layout.calendarPeriods() * layout.calendar().size(), 1, random);
    for (int place = 0; place < Block.CALENDARS; place++) {
      block.putCalendar(place, calendar, 0);
    }
    float[] row = numbers(layout.rowSize(), 10, random);
    float[] plan = numbers(layout.horizons() * DeepLayout.PLANS, 1, random);
    int[] codes = new int[DeepLayout.CODES];
    for (int place = 0; place < Block.ROWS; place++) {
      block.putRow(place, row, codes, plan, 0, calendarOf(place, round));
    }
  }

  private static float[] numbers(int size, float largest, Random random) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = largest * random.nextFloat();
    }
    return numbers;
  }

  private static float[][] results(Block block, DeepLayout layout) {
    float[][] results = new float[Block.ROWS][];
    int means = layout.horizons();
    int quantiles = means * layout.levels().length;
    for (int place = 0; place < Block.ROWS; place++) {
      float[] mean = new float[means];
      float[] quantile = new float[quantiles];
      block.copyResults(place, mean, quantile, 0);
      results[place] = Arrays.copyOf(mean, means + quantiles);
      System.arraycopy(quantile, 0, results[place], means, quantiles);
    }
    return results;
  }

  /** Which differ, bit by bit, from what the most are. */
  private static boolean[] odd(float[][] results) {
    IntBuffer[] bits = new IntBuffer[results.length];
    Map<IntBuffer, Integer> counts = new HashMap<>();
    for (int i = 0; i < results.length; i++) {
      float[] result = results[i];
      int[] raw =
          IntStream.range(0, result.length).map(k -> Float.floatToRawIntBits(result[k])).toArray();
      bits[i] = IntBuffer.wrap(raw);
      counts.merge(bits[i], 1, Integer::sum);
    }
    int most = Collections.max(counts.values());
    // Where two are equally many, the one that stands first.
    IntBuffer usual = Arrays.stream(bits).filter(b -> counts.get(b) == most).findFirst().get();
    boolean[] odd = new boolean[results.length];
    for (int i = 0; i < results.length; i++) {
      odd[i] = !bits[i].equals(usual);
    }
    return odd;
  }

  /** A calendar is odd where most of the rows that had it are. */
  private static boolean[] oddCalendars(boolean[][] odd) {
    int[] balance = new int[Block.CALENDARS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int place = 0; place < Block.ROWS; place++) {
        balance[calendarOf(place, round)] += odd[round][place] ? 1 : -1;
      }
    }
    boolean[] oddCalendar = new boolean[Block.CALENDARS];
    for (int i = 0; i < Block.CALENDARS; i++) {
      oddCalendar[i] = balance[i] > 0;
    }
    return oddCalendar;
  }

  private static int[] places(boolean[] odd) {
    return IntStream.range(0, odd.length).filter(i -> !odd[i]).toArray();
  }
}
