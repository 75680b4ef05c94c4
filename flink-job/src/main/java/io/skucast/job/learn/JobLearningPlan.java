package io.skucast.job.learn;

import io.skucast.core.feature.EventCalendar;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.linear.LinearFeatures;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Settings;
import java.util.HashMap;
import java.util.Map;

/** How the job's options say that models are trained. */
public final class JobLearningPlan {
  private JobLearningPlan() {}

  /**
   * @param events known ahead: they are part of the feature layout
   */
  public static LearningPlan of(Settings settings, EventCalendar events) {
    LinearFeatures features =
        new LinearFeatures(LinearOptions.plan(settings), settings.targetCalendar(events));
    Map<String, LearningPlan.Rules> rules = new HashMap<>();
    rules.put(ModelGroup.ALL, rules(settings, ModelGroup.ALL));
    for (String category : settings.get(LinearOptions.BY_CATEGORY).keySet()) {
      rules.put(category, rules(settings, category));
    }
    return new LearningPlan(
        LinearOptions.retrainEvery(settings),
        rules,
        LearningPlan.SAMPLE_ROWS,
        features.fingerprint(),
        false,
        new CalendarSealedClock(settings),
        LinearOptions.effectiveAfter(settings));
  }

  private static LearningPlan.Rules rules(Settings settings, String category) {
    return new LearningPlan.Rules(
        LinearOptions.retained(settings, category), LinearOptions.learner(settings, category));
  }
}
