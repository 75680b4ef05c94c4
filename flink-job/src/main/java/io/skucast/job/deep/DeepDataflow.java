package io.skucast.job.deep;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.TrialSums;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.score.Alert;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.operator.Share;
import io.skucast.job.state.CompactType;
import io.skucast.job.state.Uids;
import org.apache.flink.api.common.operators.SlotSharingGroup;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.transformations.SideOutputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.OutputTag;

/**
 * The part of the dataflow that deep models have: registry, trial, judge, and forecasts with the
 * version that was decided on. Nothing of it leads back to what it comes from.
 */
public final class DeepDataflow {
  private static final OutputTag<DeepFault> FAULTS =
      new OutputTag<>("deep-faults", TypeInformation.of(DeepFault.class));

  /** Subtasks that run models on a GPU share no slot with others. */
  private static final String GPU_SLOTS = "deep";

  private static final int MEGABYTES = 1024;

  /**
   * What comes out.
   *
   * @param outlooks of all models together
   * @param forecasts of the deep model, and of the combination before it is reconciled
   * @param shares what sealed periods add to their cells
   * @param alerts of the deep models; null where there are none
   */
  public record Blended(
      DataStream<Outlook> outlooks,
      DataStream<Forecast> forecasts,
      DataStream<Share> shares,
      DataStream<Alert> alerts) {}

  private DeepDataflow() {}

  /**
   * @param modelled outlooks of smoothers and linear models, on the subtasks that have their keys
   * @param lessons what sealed periods teach of deep models
   * @param forecasts and {@code shares}: side outputs of {@code modelled}, and of what follows
   */
  public static Blended connect(
      SingleOutputStreamOperator<Outlook> modelled,
      DataStream<DeepLesson> lessons,
      Settings settings,
      EventCalendar events,
      OutputTag<Forecast> forecasts,
      OutputTag<Share> shares) {
    DeepOptions.check(settings);
    ModelSource source = new TensorFlowSource(settings, events);

    // The registry is told the time and nothing else.
    SingleOutputStreamOperator<Candidate> candidates =
        lessons
            .filter(lesson -> false)
            .uid(Uids.DEEP_CLOCK)
            .name("deep clock")
            .global()
            .transform(
                "deep registry",
                TypeInformation.of(Candidate.class),
                new DeepRegistry(settings, FAULTS))
            .uid(Uids.DEEP_REGISTRY)
            .setParallelism(1)
            .setMaxParallelism(1);

    SingleOutputStreamOperator<TrialSums> sums =
        lessons
            .connect(candidates.broadcast())
            .transform(
                "deep trial", TypeInformation.of(TrialSums.class), new DeepTrial(settings, source))
            .uid(Uids.DEEP_TRIAL);

    SingleOutputStreamOperator<DeepVersion> versions =
        sums.global()
            .connect(candidates)
            .transform(
                "deep judge",
                TypeInformation.of(DeepVersion.class),
                new DeepJudge(settings, FAULTS))
            .uid(Uids.DEEP_JUDGE)
            .setParallelism(1)
            .setMaxParallelism(1);

    // Connected by hand: the stream interface keys both of two inputs or none.
    TwoInputTransformation<Outlook, DeepVersion, Outlook> blended =
        new TwoInputTransformation<>(
            DataStreamUtils.reinterpretAsKeyedStream(modelled, Outlook::seriesKey, Types.STRING)
                .getTransformation(),
            versions.broadcast().getTransformation(),
            "deep forecasts",
            SimpleOperatorFactory.of(
                new DeepForecasts(settings, source, forecasts, shares, FAULTS)),
            CompactType.outlooks(),
            modelled.getParallelism(),
            false);
    blended.setStateKeySelectors(Outlook::seriesKey, null);
    blended.setStateKeyType(Types.STRING);
    blended.setUid(Uids.DEEP_FORECASTS);
    modelled.getExecutionEnvironment().addOperator(blended);
    if (settings.get(DeepOptions.DEVICE).equals("gpu")) {
      SlotSharingGroup slots = slots(settings);
      sums.slotSharingGroup(slots);
      blended.setSlotSharingGroup(slots);
    }

    DataStream<DeepFault> faults =
        sideOutput(modelled, blended, FAULTS)
            .union(candidates.getSideOutput(FAULTS), versions.getSideOutput(FAULTS));
    return new Blended(
        new DataStream<>(modelled.getExecutionEnvironment(), blended),
        modelled.getSideOutput(forecasts).union(sideOutput(modelled, blended, forecasts)),
        sideOutput(modelled, blended, shares),
        faults
            .global()
            .transform("deep alerts", TypeInformation.of(Alert.class), new DeepAlerts(settings))
            .uid(Uids.DEEP_ALERTS)
            .setParallelism(1)
            .setMaxParallelism(1));
  }

  private static <T> DataStream<T> sideOutput(
      DataStream<?> of, TwoInputTransformation<?, ?, ?> transformation, OutputTag<T> tag) {
    return new DataStream<>(
        of.getExecutionEnvironment(), new SideOutputTransformation<>(transformation, tag));
  }

  private static SlotSharingGroup slots(Settings settings) {
    double gpus = settings.get(DeepOptions.SLOT_GPUS);
    SlotSharingGroup.Builder slots = SlotSharingGroup.newBuilder(GPU_SLOTS);
    return gpus == 0
        ? slots.build()
        : slots
            .setCpuCores(1)
            .setTaskHeapMemoryMB(MEGABYTES)
            .setExternalResource("gpu", gpus)
            .build();
  }
}
