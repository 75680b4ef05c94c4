package io.skucast.core.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeepWindowTest {
  private static final DeepLayout LAYOUT =
      new DeepLayout(14, 7, new double[] {0.5}, List.of("weekday"));
  private static final int KEPT = 10;

  private record Period(long units, long revenue, int sales, int promoted, int inStock) {}

  /** All that was ever put, as it is now. */
  private static final class Everything implements Past {
    private static final Period NOTHING = new Period(0, 0, 0, 0, -1);
    private final Map<Integer, Period> periods = new HashMap<>();
    private int first = Integer.MAX_VALUE;

    void put(int period, Period is) {
      first = Math.min(first, period);
      periods.put(period, is);
    }

    private Period at(int period) {
      return periods.getOrDefault(period, NOTHING);
    }

    @Override
    public int first() {
      return first;
    }

    @Override
    public double units(int period) {
      return Math.max(0, at(period).units()) / 1000.0;
    }

    @Override
    public double price(int period) {
      Period is = at(period);
      return is.units() > 0 && is.revenue() > 0 ? (double) is.revenue() / is.units() : 0;
    }

    @Override
    public double promotion(int period) {
      Period is = at(period);
      return is.sales() == 0 ? 0 : 1000 * is.promoted() / is.sales() / 1000.0;
    }

    @Override
    public double inStock(int period) {
      return at(period).inStock() < 0 ? 1 : at(period).inStock() / 1000.0;
    }

    @Override
    public double blockUnits(int block) {
      long sum = 0;
      for (int i = 0; i < DeepLayout.BLOCK_LENGTH; i++) {
        sum += Math.max(0, at(block * DeepLayout.BLOCK_LENGTH + i).units());
      }
      return sum / 1000.0;
    }
  }

  @Property(tries = 200)
  void aRowIsWhatAllThatWasPutSays(@ForAll @IntRange(min = 1, max = 1_000_000) int seed) {
    Random random = new Random(seed);
    int start = random.nextInt(2000) - 1000;
    DeepWindow window = new DeepWindow(LAYOUT, KEPT);
    Everything everything = new Everything();
    int newest = start;
    for (int i = 0; i < 40 + random.nextInt(500); i++) {
      // Mostly the next period; now and then a gap or a correction.
      newest += random.nextInt(10) < 7 ? 1 : random.nextInt(40) == 0 ? 30 : 0;
      int period = newest - (random.nextInt(4) == 0 ? random.nextInt(4) : 0);
      Period is =
          new Period(
              random.nextInt(5000) - 800,
              random.nextInt(9000) - 900,
              1 + random.nextInt(5),
              random.nextInt(6),
              random.nextInt(4) == 0 ? random.nextInt(1001) : -1);
      Period cut =
          new Period(
              is.units(),
              is.revenue(),
              is.sales(),
              Math.min(is.promoted(), is.sales()),
              is.inStock());
      window.put(period, cut.units(), cut.revenue(), cut.sales(), cut.promoted(), cut.inStock());
      everything.put(period, cut);
      newest = Math.max(newest, period);
      for (int back = 0; back <= KEPT - 1; back += 3) {
        int origin = window.last - back;
        if (origin >= window.first) {
          assertThat(window.has(origin, LAYOUT)).isTrue();
          assertThat(row(window, origin)).isEqualTo(row(everything, origin));
        }
      }
    }
    assertThat(row(window.copy(), window.last)).isEqualTo(row(everything, window.last));
  }

  private static float[] row(Past past, int origin) {
    float[] row = new float[LAYOUT.rowSize()];
    LAYOUT.fill(past, origin, row, 0);
    return row;
  }

  @Test
  void beforeASeriesBeganThereIsNoStockAndNoBlock() {
    DeepWindow window = new DeepWindow(LAYOUT, KEPT);
    window.put(100, 2000, 6000, 1, 0, -1);
    window.put(101, 4000, 16000, 2, 1, 500);
    float[] row = row(window, 101);
    assertThat(row[13]).isEqualTo(4);
    assertThat(row[12]).isEqualTo(2);
    assertThat(row[11]).isZero();
    // Prices of 3 and 4 about their mean of 3.5.
    assertThat(row[14 + 12]).isEqualTo((float) Math.log(3 / 3.5));
    assertThat(row[14 + 13]).isEqualTo((float) Math.log(4 / 3.5));
    assertThat(row[28 + 13]).isEqualTo(0.5f);
    assertThat(row[42 + 13]).isEqualTo(0.5f);
    assertThat(row[42 + 12]).isEqualTo(1);
    assertThat(row[42 + 11]).isZero();
    assertThat(row[LAYOUT.usualPriceAt()]).isEqualTo(3.5f);
    for (int b = 0; b < DeepLayout.BLOCKS; b++) {
      assertThat(row[LAYOUT.blocksAt() + b]).isEqualTo(DeepLayout.UNKNOWN);
    }
    assertThat(row[LAYOUT.ageAt()]).isEqualTo((float) Math.log(3));
  }

  @Test
  void aPeriodThatIsNoLongerKeptIsRefused() {
    DeepWindow window = new DeepWindow(LAYOUT, KEPT);
    window.put(100, 1, 1, 1, 0, -1);
    window.put(124, 1, 1, 1, 0, -1);
    assertThatThrownBy(() -> window.put(100, 1, 1, 1, 0, -1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("100")
        .hasMessageContaining("124");
  }
}
