package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.testing.TestModels;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Which places of a block treat rows alike, with models made up to treat some otherwise. */
class PlacesTest {
  private final DeepLayout layout = TestModels.layout();

  @Test
  void allWhereAModelTreatsAllAlike() throws Exception {
    assertPlaces(row -> false, calendar -> false, Block.ROWS, Block.CALENDARS);
  }

  @Test
  void notThoseOfRowsThatComeOutOtherwise() throws Exception {
    Places places = assertPlaces(Set.of(254, 255)::contains, calendar -> false, 254, 64);
    assertThat(places.rows()).isEqualTo(IntStream.range(0, 254).toArray());
  }

  @Test
  void notThoseOfCalendarsThatComeOutOtherwiseAndTheirRowsAreNoWorse() throws Exception {
    Places places = assertPlaces(row -> false, Set.of(0, 63)::contains, 256, 62);
    assertThat(places.calendars()).isEqualTo(IntStream.range(1, 63).toArray());
  }

  @Test
  void bothAtOnce() throws Exception {
    assertPlaces(row -> row % 4 == 3, calendar -> calendar == 5, 192, 63);
  }

  @Test
  void oneWhereEachComesOutOtherwise() throws Exception {
    Places places = Places.measured(layout, block -> answer(block, place -> place));
    assertThat(places.rows()).containsExactly(0);
    assertThat(places.calendars()).containsExactly(0);
  }

  private Places assertPlaces(
      IntPredicate oddRow, IntPredicate oddCalendar, int rows, int calendars) throws Exception {
    Places places =
        Places.measured(
            layout,
            block -> {
              TInt32 calendarRow = (TInt32) block.inputs().get(Contract.CALENDAR_ROW);
              answer(
                  block,
                  place ->
                      oddRow.test(place) || oddCalendar.test(calendarRow.getInt(place))
                          ? Math.nextUp(1f)
                          : 1f);
            });
    assertThat(IntStream.of(places.rows()).filter(oddRow)).isEmpty();
    assertThat(places.rows()).hasSize(rows);
    assertThat(IntStream.of(places.calendars()).filter(oddCalendar)).isEmpty();
    assertThat(places.calendars()).hasSize(calendars);
    return places;
  }

  private interface Number {
    float at(int place);
  }

  /** Every place's last quantile is a number of its own, all else is 0. */
  private void answer(Block block, Number number) {
    int levels = layout.levels().length;
    int last = layout.horizons() * levels - 1;
    float[] quantiles = new float[Block.ROWS * (last + 1)];
    for (int i = 0; i < Block.ROWS; i++) {
      quantiles[i * (last + 1) + last] = number.at(i);
    }
    Shape shape = Shape.of(Block.ROWS, layout.horizons());
    try (TFloat32 mean =
            TFloat32.tensorOf(shape, DataBuffers.of(new float[Block.ROWS * layout.horizons()]));
        TFloat32 quantile = TFloat32.tensorOf(shape.append(levels), DataBuffers.of(quantiles))) {
      block.take(mean, quantile);
    }
  }
}
