package io.skucast.job.learn;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.Lesson;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.learn.Refusal;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * Training on a stream: lessons in, model versions out. The versions are the same to the last bit
 * for any parallelism, any order of the lessons between two watermarks, and after any crash or
 * rescale.
 */
public final class OnlineLearning {
  private static final OutputTag<Refusal> REFUSALS =
      new OutputTag<>("model-refusals", TypeInformation.of(Refusal.class));

  private OnlineLearning() {}

  /**
   * What comes out.
   *
   * @param versions each before the watermark that made its last block complete
   * @param refusals trained models that were not fit to be published
   */
  public record Trained(DataStream<ModelVersion> versions, DataStream<Refusal> refusals) {}

  /**
   * @param lessons with watermarks by which {@link LearningPlan#clock} counts; none may come for a
   *     block that is complete. They are summed where they are: no lesson crosses the network
   * @param sumsUid uid of the sums, never to be changed; its words are the operator's name
   * @param trainingUid the same of the training
   */
  public static Trained versions(
      DataStream<Lesson> lessons, LearningPlan plan, String sumsUid, String trainingUid) {
    SingleOutputStreamOperator<ModelVersion> versions =
        lessons
            .transform(
                name(sumsUid), TypeInformation.of(BlockSums.class), new LessonSummingOperator(plan))
            .uid(sumsUid)
            .setParallelism(lessons.getParallelism())
            .global()
            .transform(
                name(trainingUid),
                TypeInformation.of(ModelVersion.class),
                new TrainingOperator(plan, REFUSALS))
            .uid(trainingUid)
            .setParallelism(1)
            .setMaxParallelism(1);
    return new Trained(versions, versions.getSideOutput(REFUSALS));
  }

  private static String name(String uid) {
    return uid.replace('-', ' ');
  }
}
