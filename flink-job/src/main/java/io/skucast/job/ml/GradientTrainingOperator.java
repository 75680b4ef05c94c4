package io.skucast.job.ml;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Blocks;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.OpenBlocks;
import io.skucast.core.learn.Outcome;
import io.skucast.core.learn.Refusal;
import io.skucast.core.learn.TrainingProgress;
import io.skucast.job.learn.LearningPlan;
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
 * From samples of blocks to model versions by gradients, in one subtask: as {@link
 * io.skucast.job.learn.TrainingOperator}, with {@link GradientLearner}s. A block is trained on when
 * it is complete everywhere, blocks in order and groups by their keys; what comes of it leaves
 * before the watermark.
 */
public class GradientTrainingOperator extends AbstractStreamOperator<ModelVersion>
    implements OneInputStreamOperator<BlockSums, ModelVersion>, BoundedOneInput {
  private final LearningPlan plan;
  private final GradientRule rule;
  private final OutputTag<Refusal> refusals;

  private transient Blocks blocks;
  private transient OpenBlocks open;
  private transient NavigableMap<ModelGroup, GradientLearner> learners;
  private transient TrainingProgress progress;
  private transient ListState<BlockSums> openState;
  private transient ListState<GradientLearner> learnerState;
  private transient ListState<TrainingProgress> progressState;

  GradientTrainingOperator(LearningPlan plan, GradientRule rule, OutputTag<Refusal> refusals) {
    this.plan = plan;
    this.rule = rule;
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
    learnerState = context.getOperatorStateStore().getListState(States.gradientLearners());
    progressState = context.getOperatorStateStore().getListState(States.trainingProgress());
    for (BlockSums part : openState.get()) {
      open.add(part);
    }
    for (GradientLearner learner : learnerState.get()) {
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
  public void processElement(StreamRecord<BlockSums> record) {
    open.add(record.getValue());
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
    BlockSums.withCoarser(open.takeFirst())
        .forEach(
            (group, sums) -> {
              GradientLearner learner = learners.computeIfAbsent(group, GradientLearner::of);
              Outcome outcome = learner.learn(sums, blocks, rule, plan.effectiveAfter());
              if (outcome instanceof Outcome.Published published) {
                output.collect(new StreamRecord<>(published.version()));
              } else if (outcome instanceof Outcome.Refused refused) {
                LOG.warn(refused.refusal().message());
                output.collect(refusals, new StreamRecord<>(refused.refusal()));
              }
            });
  }
}
