package io.skucast.core.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StockChangesTest {
  private static final long DAY = 86_400_000L;

  @Property(tries = 200)
  void whatIsKeptDependsOnWhatWasSaidAndNotOnTheOrder(
      @ForAll @IntRange(min = 1, max = 400) int changes, @ForAll int seed) {
    Random random = new Random(seed);
    List<long[]> said = new ArrayList<>();
    for (int i = 0; i < changes; i++) {
      // Few instants in some tries, so that several levels are said of the same one.
      said.add(new long[] {random.nextInt(1 << 5 + random.nextInt(22)), random.nextInt(4)});
    }
    StockChanges inOrder = taken(said);
    Collections.shuffle(said, random);
    assertThat(taken(said)).usingRecursiveComparison().isEqualTo(inOrder);
    assertThat(inOrder.timeMillis.length).isBetween(1, StockChanges.MAX);
  }

  @Test
  void upToTheLimitEveryChangeIsKept() {
    StockChanges changes = new StockChanges();
    for (int i = 0; i < StockChanges.MAX; i++) {
      changes.add(i, i % 2);
    }
    assertThat(changes.slotShift).isZero();
    assertThat(changes.inStockPermille(0, StockChanges.MAX, 0)).isEqualTo(500);
    changes.add(StockChanges.MAX, 0);
    assertThat(changes.slotShift).isEqualTo(1);
    assertThat(changes.closing(9)).isZero();
  }

  @Test
  void ofTwoLevelsOfOneInstantTheLowerHolds() {
    StockChanges changes = new StockChanges();
    changes.add(100, 3);
    changes.add(100, 0);
    changes.add(100, 2);
    assertThat(changes.closing(9)).isZero();
  }

  @Test
  void aShareIsWholeOnlyWhereStockWasThereOrMissingThroughout() {
    StockChanges almostAlways = new StockChanges();
    almostAlways.add(DAY - 1, 0);
    assertThat(almostAlways.inStockPermille(0, DAY, 5)).isEqualTo(999);
    StockChanges almostNever = new StockChanges();
    almostNever.add(DAY - 1, 5);
    assertThat(almostNever.inStockPermille(0, DAY, -5)).isEqualTo(1);
    assertThat(new StockChanges().inStockPermille(0, DAY, 5)).isEqualTo(1000);
    assertThat(new StockChanges().inStockPermille(0, DAY, 0)).isZero();
    assertThat(new StockChanges().inStockPermille(0, DAY, StockChanges.UNKNOWN))
        .isEqualTo(StockChanges.NO_SHARE);
  }

  private static StockChanges taken(List<long[]> said) {
    StockChanges changes = new StockChanges();
    said.forEach(each -> changes.add(each[0], each[1]));
    return changes;
  }
}
