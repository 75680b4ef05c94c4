package io.skucast.job.learn;

import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.LearnerOptions;
import io.skucast.core.learn.ModelGroup;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * When and how models are trained on a stream.
 *
 * @param every periods in a block, for all categories alike: models are trained at the end of each
 * @param rules by category; those of {@link ModelGroup#ALL} hold for every category not named
 * @param sampleRows most rows of a block that a model of directions is trained on, from 1
 * @param layout fingerprint of the feature layout; empty if none
 * @param trainsAtEnd whether the end of input completes the blocks still open; where it does not,
 *     they stay in the checkpoint
 * @param clock which periods are sealed
 * @param effectiveAfter origins from the last period trained on to the first that uses the version:
 *     as many as make it known in time everywhere
 */
public record LearningPlan(
    int every,
    Map<String, Rules> rules,
    int sampleRows,
    String layout,
    boolean trainsAtEnd,
    SealedClock clock,
    int effectiveAfter)
    implements Serializable {

  /** Rows kept of a block unless said otherwise: as a sample of odds, precise to about 2 %. */
  public static final int SAMPLE_ROWS = 2000;

  /**
   * What may differ by category.
   *
   * @param retained what remains of a row's weight with each later period, above 0 to 1; within a
   *     block nothing is forgotten
   */
  public record Rules(double retained, LearnerOptions options) implements Serializable {
    public Rules {
      Objects.requireNonNull(options, "options");
    }
  }

  public LearningPlan {
    rules = Map.copyOf(rules);
    if (!rules.containsKey(ModelGroup.ALL)) {
      throw new IllegalArgumentException(
          "rules are for " + rules.keySet() + ", allowed is with " + ModelGroup.ALL);
    }
    for (Rules each : rules.values()) {
      new Blocks(every, each.retained());
    }
    if (sampleRows < 1) {
      throw new IllegalArgumentException("sampleRows is " + sampleRows + ", allowed is from 1");
    }
    if (effectiveAfter < 0) {
      throw new IllegalArgumentException(
          "effectiveAfter is " + effectiveAfter + ", allowed is from 0");
    }
    Objects.requireNonNull(layout, "layout");
    Objects.requireNonNull(clock, "clock");
  }

  /** The same for every category, without a layout, with nothing trained at the end of input. */
  public static LearningPlan of(
      Blocks blocks, LearnerOptions options, SealedClock clock, int effectiveAfter) {
    return new LearningPlan(
        blocks.every(),
        Map.of(ModelGroup.ALL, new Rules(blocks.retained(), options)),
        SAMPLE_ROWS,
        "",
        false,
        clock,
        effectiveAfter);
  }

  /** This plan with rules of its own for a category. */
  public LearningPlan withRules(String category, Rules own) {
    Map<String, Rules> more = new HashMap<>(rules);
    more.put(category, own);
    return new LearningPlan(every, more, sampleRows, layout, trainsAtEnd, clock, effectiveAfter);
  }

  public LearningPlan withSampleRows(int rows) {
    return new LearningPlan(every, rules, rows, layout, trainsAtEnd, clock, effectiveAfter);
  }

  public LearningPlan withLayout(String fingerprint) {
    return new LearningPlan(
        every, rules, sampleRows, fingerprint, trainsAtEnd, clock, effectiveAfter);
  }

  public LearningPlan withTrainingAtEnd(boolean trains) {
    return new LearningPlan(every, rules, sampleRows, layout, trains, clock, effectiveAfter);
  }

  public LearningPlan withClock(SealedClock other) {
    return new LearningPlan(every, rules, sampleRows, layout, trainsAtEnd, other, effectiveAfter);
  }

  public Blocks blocks(String category) {
    return new Blocks(every, rules(category).retained());
  }

  public LearnerOptions options(String category) {
    return rules(category).options();
  }

  private Rules rules(String category) {
    Rules own = rules.get(category);
    return own == null ? rules.get(ModelGroup.ALL) : own;
  }
}
