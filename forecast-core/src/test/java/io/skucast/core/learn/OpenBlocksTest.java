package io.skucast.core.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OpenBlocksTest {
  private static final ModelGroup SHOES = new ModelGroup(ModelGroup.LINEAR, "shoes", 1, 7);
  private static final ModelGroup TOYS = new ModelGroup(ModelGroup.LINEAR, "toys", 1, 7);
  private static final ModelGroup RISES = new ModelGroup(ModelGroup.DIRECTION, "toys", 1, 7);
  private static final List<ModelGroup> GROUPS = List.of(SHOES, TOYS, RISES);
  private static final int SAMPLE_ROWS = 5;

  @Test
  void blocksAreTakenInOrderAndGroupsByTheirKeys() {
    OpenBlocks open = new OpenBlocks(SAMPLE_ROWS);
    open.add(7, lesson(TOYS, 1));
    open.add(3, lesson(TOYS, 2));
    open.add(3, lesson(RISES, 3));
    open.add(3, lesson(SHOES, 4));
    assertThat(open.first()).isEqualTo(3);
    assertThat(open.takeFirst()).extracting(BlockSums::group).containsExactly(RISES, SHOES, TOYS);
    assertThat(open.takeFirst()).extracting(BlockSums::block).containsExactly(7);
    assertThat(open.isEmpty()).isTrue();
  }

  /** However lessons are split into parts and dealt out, and in whatever order they come. */
  @Property(tries = 100)
  void partsAddUpToTheSameBits(@ForAll long seed) {
    Random random = new Random(seed);
    List<Lesson> lessons = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      lessons.add(lesson(GROUPS.get(random.nextInt(3)), random.nextLong()));
    }
    OpenBlocks whole = new OpenBlocks(SAMPLE_ROWS);
    lessons.forEach(lesson -> whole.add(lesson.period() / 4, lesson));

    Collections.shuffle(lessons, random);
    List<OpenBlocks> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parts.add(new OpenBlocks(SAMPLE_ROWS));
    }
    for (Lesson lesson : lessons) {
      parts.get(random.nextInt(3)).add(lesson.period() / 4, lesson);
    }
    OpenBlocks together = new OpenBlocks(SAMPLE_ROWS);
    Collections.shuffle(parts, random);
    parts.forEach(part -> part.all().forEach(together::add));

    assertThat(together.all().stream().map(OpenBlocksTest::text).toList())
        .isEqualTo(whole.all().stream().map(OpenBlocksTest::text).toList());
  }

  @Test
  void sumsAddedStayAsTheyWere() {
    BlockSums part = BlockSums.none(TOYS, 1, SAMPLE_ROWS);
    part.add(lesson(TOYS, 1));
    OpenBlocks open = new OpenBlocks(SAMPLE_ROWS);
    open.add(part);
    open.add(part);
    assertThat(part.sums().samples).isEqualTo(1);
    assertThat(open.all().get(0).sums().samples).isEqualTo(2);
  }

  @Test
  void aCategoryAddsToTheGroupOfAllCategories() {
    OpenBlocks open = new OpenBlocks(SAMPLE_ROWS);
    for (int i = 0; i < 4; i++) {
      open.add(0, lesson(TOYS, i));
      open.add(0, lesson(RISES, i));
      open.add(0, lesson(SHOES, 10 + i));
      open.add(0, lesson(SHOES.coarser(), 20 + i));
    }
    NavigableMap<ModelGroup, BlockSums> all = BlockSums.withCoarser(open.takeFirst());
    assertThat(all.keySet()).containsExactly(RISES.coarser(), RISES, TOYS.coarser(), SHOES, TOYS);
    assertThat(all.get(TOYS).sums().samples).isEqualTo(4);
    assertThat(all.get(TOYS.coarser()).sums().samples).isEqualTo(12);
    assertThat(all.get(RISES.coarser()).rows().tags).isEqualTo(all.get(RISES).rows().tags);
  }

  @Test
  void aLessonWithANumberThatIsNotFiniteIsCounted() {
    for (ModelGroup group : List.of(TOYS, RISES)) {
      BlockSums sums = BlockSums.none(group, 0, SAMPLE_ROWS);
      sums.add(new Lesson(group, 0, new double[] {Double.NaN}, 1, 1, 1));
      assertThat(sums.refused()).isEqualTo(1);
    }
  }

  @Test
  void sumsOfAnotherBlockOrKindOfModelAreRefused() {
    BlockSums sums = BlockSums.none(TOYS, 4, SAMPLE_ROWS);
    assertThatThrownBy(() -> sums.add(BlockSums.none(TOYS, 5, SAMPLE_ROWS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sums are of linear:1-7:toys in block 5, allowed is linear in block 4");
    assertThatThrownBy(() -> sums.add(BlockSums.none(RISES, 4, SAMPLE_ROWS)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BlockSums(RISES, 4, new GramSums(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sums of direction:1-7:toys are there and rows are missing");
  }

  private static Lesson lesson(ModelGroup group, long seed) {
    Random random = new Random(seed);
    double[] x = {random.nextGaussian(), 1e6 * random.nextDouble()};
    int target = random.nextInt(2);
    return new Lesson(group, random.nextInt(12), x, target, random.nextDouble(), seed);
  }

  private static String text(BlockSums part) {
    StringBuilder text = new StringBuilder(part.group().key() + " " + part.block());
    if (part.sums() != null) {
      for (int i = 0; i < part.sums().low.length; i++) {
        text.append(' ').append(part.sums().high[i]).append(':').append(part.sums().low[i]);
      }
      return text.append(" of ").append(part.sums().samples).toString();
    }
    RowSample rows = part.rows();
    for (int n = 0; n < rows.rows; n++) {
      text.append(' ').append(rows.tags[n]).append(':').append(rows.y[n]);
      text.append(':').append(rows.x[2 * n]).append(':').append(rows.x[2 * n + 1]);
    }
    return text.append(" of ").append(rows.offered).toString();
  }
}
