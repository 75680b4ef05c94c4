package io.skucast.job.operator;

import io.skucast.core.feature.EventCalendar;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.learn.Lesson;
import io.skucast.core.linear.LessonRows;
import io.skucast.core.linear.LessonStep;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.state.States;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** From sealed periods to lessons, per series: {@link LessonStep} over keyed state. */
public class LessonFunction extends KeyedProcessFunction<String, SealedRow, Lesson> {
  private final Settings settings;
  private final EventCalendar events;

  private transient LessonStep step;
  private transient ValueState<LessonRows> rows;

  public LessonFunction(Settings settings, EventCalendar events) {
    this.settings = settings;
    this.events = events;
  }

  @Override
  public void open(OpenContext context) {
    step = new LessonStep(LinearOptions.plan(settings), settings.targetCalendar(events));
    rows = getRuntimeContext().getState(States.lessonRows());
  }

  @Override
  public void processElement(SealedRow sealed, Context context, Collector<Lesson> out)
      throws Exception {
    LessonRows known = rows.value();
    LessonRows waiting = known == null ? new LessonRows() : known;
    if (step.sealed(waiting, sealed, out::collect)) {
      rows.update(waiting);
    }
  }
}
