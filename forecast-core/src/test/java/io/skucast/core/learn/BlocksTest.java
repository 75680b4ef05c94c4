package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BlocksTest {

  @Property
  void everyPeriodIsInTheBlockWhoseLastPeriodIsTheNextOneDue(
      @ForAll @IntRange(min = -100_000, max = 100_000) int period,
      @ForAll @IntRange(min = 1, max = 400) int every) {
    Blocks blocks = new Blocks(every, 0.9);
    int last = blocks.lastPeriod(blocks.block(period));
    assertThat(last - period).isBetween(0, every - 1);
    assertThat(blocks.block(last)).isEqualTo(blocks.block(period));
    assertThat(blocks.block(last + 1)).isEqualTo(blocks.block(period) + 1);
  }

  @Property
  void discountsOfABlockAndOfBlocksAfterItMultiplyToTheAgeOfTheRow(
      @ForAll @IntRange(min = 0, max = 1000) int period,
      @ForAll @IntRange(min = 0, max = 20) int later,
      @ForAll @DoubleRange(min = 0.5, max = 1) double retained) {
    Blocks blocks = new Blocks(7, retained);
    int age = blocks.lastPeriod(blocks.block(period) + later) - period;
    double expected = Math.pow(retained, age);
    assertThat(blocks.discount(period) * blocks.discountOfBlocks(later))
        .isCloseTo(expected, within(1e-12 * expected));
  }

  @Example
  void aHandfulByHand() {
    Blocks blocks = new Blocks(7, 0.5);
    assertThat(blocks.block(6)).isZero();
    assertThat(blocks.block(7)).isEqualTo(1);
    assertThat(blocks.block(-1)).isEqualTo(-1);
    assertThat(blocks.lastPeriod(1)).isEqualTo(13);
    assertThat(blocks.discount(13)).isEqualTo(1);
    assertThat(blocks.discount(10)).isEqualTo(0.125);
    assertThatThrownBy(() -> new Blocks(0, 1)).hasMessage("every is 0, allowed is from 1");
    assertThatThrownBy(() -> new Blocks(7, 0)).hasMessageStartingWith("retained is 0.0, allowed");
  }

  @Example
  void groupsHaveOneKeyEachAndAreOrderedByIt() {
    ModelGroup shoes = new ModelGroup("linear", "shoes", 1, 7);
    ModelGroup all = shoes.coarser();
    assertThat(shoes.key()).isEqualTo("linear:1-7:shoes");
    assertThat(all).isEqualTo(new ModelGroup("linear", "*", 1, 7));
    assertThat(all.isCoarsest()).isTrue();
    assertThat(shoes.isCoarsest()).isFalse();
    assertThat(all.coarser()).isEqualTo(all);
    assertThat(Stream.of(shoes, all, new ModelGroup("direction", "*", 8, 14)).sorted())
        .extracting(ModelGroup::key)
        .containsExactly("direction:8-14:*", "linear:1-7:*", "linear:1-7:shoes");
    assertThatThrownBy(() -> new ModelGroup("linear", "*", 3, 2))
        .hasMessage("horizons are 3 to 2, allowed is from 1 and in ascending order");
    assertThatThrownBy(() -> new ModelGroup("deep", "*", 1, 2))
        .hasMessage("model is 'deep', allowed is linear or direction");
  }

  @Example
  void optionsOutOfBoundsAreErrors() {
    assertThatThrownBy(() -> new LearnerOptions(new double[] {1, 0.1}, 0, 1, 1, 10, 1, 0))
        .hasMessage("ridge is 0.1, allowed is ascending from 0 to 1e6");
    assertThatThrownBy(() -> new LearnerOptions(new double[] {1}, 0, 1, 1, 10, 0.9, 0))
        .hasMessageStartingWith("tolerance is 0.9, allowed is 1.0 to");
    assertThatThrownBy(() -> new LearnerOptions(new double[] {1}, 2, 1, 1, 10, 1, 0))
        .hasMessage("l1Share is 2.0, allowed is 0.0 to 1.0");
  }
}
