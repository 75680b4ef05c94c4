package io.skucast.deep.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.net.Architecture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplerTest {
  private static TrainerOptions options(double recency, double scaling) {
    return new TrainerOptions(
        Architecture.MLP,
        7,
        16,
        1,
        0,
        0,
        1e-3,
        512,
        10,
        5,
        5,
        2,
        1,
        3,
        recency,
        scaling,
        0,
        0,
        0,
        false,
        0.5,
        false,
        false);
  }

  @Test
  void whatIsHeldOutIsNeverLearned() {
    int days = 120;
    int lastOrigin = Histories.FIRST + 80;
    List<TrainingSeries> changed = new ArrayList<>();
    for (TrainingSeries series : Histories.set(5, days).series()) {
      changed.add(withMarksAfter(series, lastOrigin + Histories.layout().horizons()));
    }
    TrainingSet set =
        new TrainingSet(
            Histories.layout(),
            Histories.calendar(),
            Histories.plans(),
            changed,
            Histories.FIRST + days - 1);
    Sampler sampler = new Sampler(set, options(0, 0), lastOrigin);
    RowBatch batch = new RowBatch(set, 512);
    for (long step = 1; step <= 20; step++) {
      sampler.draw(batch, 0, step);
      for (float number : batch.target) {
        assertThat(number).isLessThan(1e6f);
      }
      for (float number : batch.rows) {
        assertThat(number).isLessThan(1e6f);
      }
      for (float scale : batch.inverseScale) {
        assertThat(scale).isGreaterThan(1e-3f);
      }
    }
  }

  private static TrainingSeries withMarksAfter(TrainingSeries series, int period) {
    int days = series.last() - series.first() + 1;
    float[] units = new float[days];
    float[] ones = new float[days];
    for (int i = 0; i < days; i++) {
      units[i] = series.first() + i > period ? 1e9f : (float) series.units(series.first() + i);
      ones[i] = 1;
    }
    return new TrainingSeries(
        series.sku(), series.location(), "", series.first(), units, ones, new float[days], ones);
  }

  @Test
  void aStepDrawsTheSameWheneverItIsAskedFor() {
    TrainingSet set = Histories.set(5, 120);
    Sampler sampler = new Sampler(set, options(100, 0.3), Histories.FIRST + 90);
    RowBatch once = new RowBatch(set, 512);
    RowBatch again = new RowBatch(set, 512);
    sampler.draw(once, 1, 7);
    sampler.draw(again, 1, 6);
    assertThat(again.rows).isNotEqualTo(once.rows);
    sampler.draw(again, 0, 7);
    assertThat(again.rows).isNotEqualTo(once.rows);
    sampler.draw(again, 1, 7);
    assertThat(again.rows).isEqualTo(once.rows);
    assertThat(again.target).isEqualTo(once.target);
  }

  @Test
  void aFactorIsOnARowItsTargetsAndItsScaleAlike() {
    TrainingSet set = Histories.set(5, 120);
    RowBatch plain = new RowBatch(set, 512);
    RowBatch scaled = new RowBatch(set, 512);
    new Sampler(set, options(0, 0), Histories.FIRST + 90).draw(plain, 0, 1);
    new Sampler(set, options(0, 1), Histories.FIRST + 90).draw(scaled, 0, 1);
    // The first row is drawn before any factor is, so it is the same one.
    float factor = scaled.target[0] / plain.target[0];
    assertThat(factor).isNotEqualTo(1f);
    DeepLayout layout = set.layout();
    for (int i = 0; i < layout.window(); i++) {
      assertThat(scaled.rows[i]).isCloseTo(factor * plain.rows[i], within(scaled.rows[i]));
    }
    assertThat(scaled.inverseScale[0] * factor)
        .isCloseTo(plain.inverseScale[0], within(plain.inverseScale[0]));
  }

  private static org.assertj.core.data.Offset<Float> within(float size) {
    return org.assertj.core.data.Offset.offset(1e-5f * (1 + Math.abs(size)));
  }

  @Test
  void recentOriginsAreDrawnMoreOften() {
    TrainingSet set = Histories.set(1, 800);
    int lastOrigin = Histories.FIRST + 780;
    RowBatch batch = new RowBatch(set, 512);
    new Sampler(set, options(100, 0), lastOrigin).draw(batch, 0, 1);
    double sum = 0;
    for (int i = 0; i < 512; i++) {
      double age = Math.expm1(batch.rows[i * set.layout().rowSize() + set.layout().ageAt()]);
      sum += 781 - age;
    }
    assertThat(sum / 512).isBetween(85.0, 115.0);
  }
}
