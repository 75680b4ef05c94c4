package io.skucast.job.learn;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.GroupLearner;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.OpenBlocks;
import io.skucast.core.learn.Outcome;
import io.skucast.core.learn.Refusal;
import io.skucast.core.learn.TrainingProgress;
import io.skucast.job.state.States;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * From the sums of blocks to model versions: the {@link GroupLearner}s over operator state, in one
 * subtask, which takes one record a group, block and subtask, whatever the number of lessons.
 *
 * <p>A block is trained on when the watermark says that it is complete everywhere, blocks in order
 * and groups by their keys; what comes of it leaves before that watermark. Every group also adds to
 * the group of all categories.
 */
public class TrainingOperator extends AbstractStreamOperator<ModelVersion>
    implements OneInputStreamOperator<BlockSums, ModelVersion>, BoundedOneInput {
  private final LearningPlan plan;
  private final OutputTag<Refusal> refusals;

  private transient Blocks blocks;
  private transient OpenBlocks open;
  private transient NavigableMap<ModelGroup, GroupLearner> learners;

  private transient TrainingProgress progress;
  private transient TrainingMetrics metrics;
  private transient ListState<BlockSums> openState;
  private transient ListState<GroupLearner> learnerState;
  private transient ListState<TrainingProgress> progressState;

  public TrainingOperator(LearningPlan plan, OutputTag<Refusal> refusals) {
    this.plan = plan;
    this.refusals = refusals;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    blocks = plan.blocks(ModelGroup.ALL);
    open = new OpenBlocks(plan.sampleRows());
    learners = new TreeMap<>();
    progress = new TrainingProgress(plan.every());
    openState = context.getOperatorStateStore().getListState(States.openBlockSums());
    learnerState = context.getOperatorStateStore().getListState(States.learners());
    progressState = context.getOperatorStateStore().getListState(States.trainingProgress());
    for (BlockSums part : openState.get()) {
      open.add(part);
    }
    for (GroupLearner learner : learnerState.get()) {
      learners.put(learner.group(), learner);
    }
    for (TrainingProgress stored : progressState.get()) {
      progress.restore(stored);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    openState.update(open.all());
    learnerState.update(new ArrayList<>(learners.values()));
    progressState.update(List.of(progress));
  }

  @Override
  public void open() throws Exception {
    super.open();
    metrics = new TrainingMetrics(getMetricGroup());
    learners.forEach(metrics::show);
  }

  @Override
  public void processElement(StreamRecord<BlockSums> record) {
    BlockSums part = record.getValue();
    if (progress.isComplete(part.block(), blocks)) {
      throw new IllegalStateException(
          "Sums of "
              + part.group().key()
              + " are of block "
              + part.block()
              + ", which was complete when period "
              + progress.sealed
              + " was sealed; allowed is a later block.");
    }
    metrics.count(part);
    open.add(part);
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() != Long.MAX_VALUE) {
      progress.sealTo(plan.clock().sealedThrough(mark.getTimestamp()));
      while (!open.isEmpty() && progress.isComplete(open.first(), blocks)) {
        train();
      }
    } else if (plan.trainsAtEnd()) {
      // Says that input ends, not how far time went: the last versions go before it.
      return;
    }
    super.processWatermark(mark);
  }

  @Override
  public void endInput() throws Exception {
    if (plan.trainsAtEnd()) {
      while (!open.isEmpty()) {
        progress.sealTo(blocks.lastPeriod(open.first()));
        train();
      }
      super.processWatermark(Watermark.MAX_WATERMARK);
    }
  }

  /** On the earliest block. */
  private void train() {
    BlockSums.withCoarser(open.takeFirst()).forEach(this::train);
  }

  private void train(ModelGroup group, BlockSums sums) {
    GroupLearner learner = learners.get(group);
    if (learner == null) {
      learner = GroupLearner.of(group);
      learners.put(group, learner);
      metrics.show(group, learner);
    }
    Outcome outcome =
        learner.learn(
            sums,
            plan.blocks(group.category()),
            plan.options(group.category()),
            plan.effectiveAfter(),
            plan.layout());
    if (outcome instanceof Outcome.Published published) {
      LOG.debug(
          "Version {} of {} is effective from origin {}: held-out loss {}, naive {}, {} rows.",
          published.version().version(),
          group.key(),
          published.version().effectiveOrigin(),
          published.version().loss(),
          published.version().naiveLoss(),
          published.version().samples());
      output.collect(new StreamRecord<>(published.version()));
    } else if (outcome instanceof Outcome.Refused refused) {
      LOG.warn(refused.refusal().message());
      output.collect(refusals, new StreamRecord<>(refused.refusal()));
    }
  }
}
