package io.skucast.job.operator;

import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.Refusal;
import io.skucast.core.level.Level;
import io.skucast.core.sale.Series;
import io.skucast.core.score.Alert;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * A trained model that is not served is an alert of its category, at the last period it learned;
 * those that are refused after it until there is a new version are the same episode, and none.
 */
public class RefusalAlert implements FlatMapFunction<Refusal, Alert> {
  private final int every;

  /**
   * @param every periods from one training to the next
   */
  public RefusalAlert(int every) {
    this.every = every;
  }

  @Override
  public void flatMap(Refusal refusal, Collector<Alert> out) {
    if (refusal.inARow() == 1) {
      out.collect(alert(refusal));
    }
  }

  private Alert alert(Refusal refusal) {
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
