package io.skucast.job.learn;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.OpenBlocks;
import io.skucast.job.state.States;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Adds the lessons of one subtask up by group and block, where they are: one record a group and
 * block leaves it, before the watermark that makes the block complete. Sums of blocks still open
 * are operator state; as they are exact and any split of them adds up to the same, a rescale may
 * deal them out as it likes.
 */
public class LessonSummingOperator extends AbstractStreamOperator<BlockSums>
    implements OneInputStreamOperator<Lesson, BlockSums>, BoundedOneInput {
  private final LearningPlan plan;

  private transient Blocks blocks;
  private transient OpenBlocks open;

  /** The last period sealed, from the watermarks since the start: Flink does not keep them. */
  private transient int sealed;

  private transient ListState<BlockSums> openState;

  public LessonSummingOperator(LearningPlan plan) {
    this.plan = plan;
    // A lesson is large and goes no further: it is not to be written out on its way here.
    setChainingStrategy(ChainingStrategy.ALWAYS);
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    blocks = plan.blocks(ModelGroup.ALL);
    open = new OpenBlocks(plan.sampleRows());
    sealed = Integer.MIN_VALUE;
    openState = context.getOperatorStateStore().getListState(States.openLessonSums());
    for (BlockSums part : openState.get()) {
      open.add(part);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    openState.update(open.all());
  }

  @Override
  public void processElement(StreamRecord<Lesson> record) {
    Lesson lesson = record.getValue();
    int block = blocks.block(lesson.period());
    if (blocks.lastPeriod(block) <= sealed) {
      throw new IllegalStateException(
          "A lesson of "
              + lesson.group().key()
              + " has period "
              + lesson.period()
              + " in block "
              + block
              + ", which was complete when period "
              + sealed
              + " was sealed; allowed is a later block.");
    }
    open.add(block, lesson);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() == Long.MAX_VALUE) {
      // Says that input ends, not how far time went. Where the end is trained on, what comes of it
      // goes first.
      if (!plan.trainsAtEnd()) {
        super.processWatermark(mark);
      }
      return;
    }
    sealed = Math.max(sealed, plan.clock().sealedThrough(mark.getTimestamp()));
    while (!open.isEmpty() && blocks.lastPeriod(open.first()) <= sealed) {
      send();
    }
    super.processWatermark(mark);
  }

  /** While this subtask is idle, time goes on without it: nothing may wait here. */
  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    if (status.isIdle()) {
      sendAll();
    }
    super.processWatermarkStatus(status);
  }

  @Override
  public void endInput() throws Exception {
    if (plan.trainsAtEnd()) {
      sendAll();
      super.processWatermark(Watermark.MAX_WATERMARK);
    }
  }

  private void sendAll() {
    while (!open.isEmpty()) {
      send();
    }
  }

  private void send() {
    open.takeFirst().forEach(sums -> output.collect(new StreamRecord<>(sums)));
  }
}
