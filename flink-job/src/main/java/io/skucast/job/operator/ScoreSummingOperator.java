package io.skucast.job.operator;

import io.skucast.core.score.RollUp;
import io.skucast.core.score.ScoreSums;
import io.skucast.job.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds the scores of the series of one subtask up by category, location and in total, so that one
 * record a level and period leaves it and not one a series. What it holds goes out before a
 * watermark and before a checkpoint's barrier, and is no state.
 */
public class ScoreSummingOperator extends AbstractStreamOperator<ScoreSums>
    implements OneInputStreamOperator<SeriesScore, ScoreSums> {
  private final Settings settings;
  private transient RollUp rollUp;
  private transient Map<Place, long[]> open;

  private record Place(String seriesKey, int period) {}

  public ScoreSummingOperator(Settings settings) {
    this.settings = settings;
    // A score goes no further: it is not to be written out on its way here.
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  public void open() throws Exception {
    super.open();
    rollUp = new RollUp(settings.ledgerPlan());
    open = new HashMap<>();
  }

  @Override
  public void processElement(StreamRecord<SeriesScore> record) {
    SeriesScore scored = record.getValue();
    for (String level : ScoreSums.levelsOf(scored.category(), scored.scored().location())) {
      Place place = new Place(level, scored.scored().period());
      rollUp.add(open.computeIfAbsent(place, p -> rollUp.empty()), scored.scored());
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    flush();
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    flush();
  }

  private void flush() {
    open.forEach(
        (place, sums) ->
            output.collect(new StreamRecord<>(new ScoreSums(place.seriesKey, place.period, sums))));
    open.clear();
  }
}
