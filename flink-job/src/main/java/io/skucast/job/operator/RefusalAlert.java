package io.skucast.job.operator;

import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.Refusal;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;
import io.skucast.core.score.Alert;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * A trained model that is not served is an alert of its category, at the last period it learned.
 */
public class RefusalAlert implements MapFunction<Refusal, Alert> {
  private final int every;

  /**
   * @param every periods from one training to the next
   */
  public RefusalAlert(int every) {
    this.every = every;
  }

  @Override
  public Alert map(Refusal refusal) {
    ModelGroup group = refusal.group();
    Series series =
        group.isCoarsest()
            ? new Series(Series.ALL, Series.ALL)
            : Level.series(group.category(), Series.ALL);
    return new Alert(
        series.sku(),
        series.location(),
        new Blocks(every, 1).lastPeriod(refusal.block()),
        group.model().equals(ModelGroup.LINEAR)
            ? Alert.Kind.MODEL_REFUSED
            : Alert.Kind.DIRECTION_MODEL_REFUSED,
        group.firstHorizon(),
        refusal.value(),
        refusal.limit(),
        refusal.message());
  }
}
