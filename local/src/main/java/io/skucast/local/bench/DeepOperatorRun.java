package io.skucast.local.bench;

import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.sale.Series;
import io.skucast.deep.artifact.Artifact;
import io.skucast.job.JobConfiguration;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.deep.DeepForecasts;
import io.skucast.job.deep.TensorFlowSource;
import io.skucast.job.operator.Share;
import io.skucast.job.time.OriginClock;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.apache.flink.util.OutputTag;

/**
 * The operator that asks the deep model, in a pipeline of its own on a Flink cluster in this
 * process, one subtask: outlooks made beforehand go in through an exchange by series, as in the
 * job, and what comes out is timed and let go.
 */
final class DeepOperatorRun {
  private final Settings settings;
  private final Artifact artifact;
  private final DeepBenchRows rows;

  /**
   * @param settings with the folder of the models and the chunk
   * @param rows one of each series; each origin has all of them
   */
  DeepOperatorRun(Settings settings, Artifact artifact, DeepBenchRows rows) {
    this.settings = settings;
    this.artifact = artifact;
    this.rows = rows;
  }

  /**
   * Rows per second from the end of the first fifth of the outlooks to the last.
   *
   * @throws IllegalStateException if an outlook did not come out, or without the model's part
   */
  @SuppressWarnings("try") // The environment's close declares Exception.
  DeepSpeed measure(long outlooks, int chunk) throws Exception {
    int series = rows.rows().length;
    // A lambda that named the field would take this object along.
    Settings given = settings;
    try (StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(1, JobConfiguration.of(settings))) {
      KeyedStream<Outlook, String> keyed =
          env.fromSource(
                  new NumberSequenceSource(0, outlooks - 1),
                  WatermarkStrategy.noWatermarks(),
                  "numbers")
              .uid("numbers")
              .map(new ToOutlook(settings, rows))
              .returns(Outlook.class)
              .uid("outlooks")
              .assignTimestampsAndWatermarks(
                  WatermarkStrategy.<Outlook>forGenerator(c -> new AfterEachOrigin(given))
                      .withTimestampAssigner((outlook, t) -> outlook.origin()))
              .uid("watermarks")
              .keyBy(Outlook::seriesKey, Types.STRING);
      DeepVersion version =
          new DeepVersion(
              artifact.manifest().version(), artifact.manifestSha256(), 1, rows.origin());
      DataStream<DeepVersion> versions =
          env.fromData(List.of(version), TypeInformation.of(DeepVersion.class)).uid("versions");
      DeepForecasts operator =
          new DeepForecasts(
              settings,
              new TensorFlowSource(settings, settings.events(), settings.plans()),
              new OutputTag<>("forecasts", TypeInformation.of(Forecast.class)),
              new OutputTag<>("shares", TypeInformation.of(Share.class)),
              new OutputTag<>("faults", TypeInformation.of(DeepFault.class)));
      TwoInputTransformation<Outlook, DeepVersion, Outlook> deep =
          new TwoInputTransformation<>(
              keyed.getTransformation(),
              versions.broadcast().getTransformation(),
              "deep forecasts",
              SimpleOperatorFactory.of(operator),
              TypeInformation.of(Outlook.class),
              1);
      deep.setUid("deep");
      deep.setStateKeySelectors(keyed.getKeySelector(), null);
      deep.setStateKeyType(keyed.getKeyType());
      env.addOperator(deep);
      new DataStream<Outlook>(env, deep)
          .map(new OutlookTimes(outlooks / 5 / series * series, chunk))
          .returns(Types.BOOLEAN)
          .uid("times")
          .sinkTo(new DiscardingSink<>())
          .uid("discarded");
      JobExecutionResult result = env.execute("bench deep");
      return OutlookTimes.speed(result, outlooks);
    }
  }

  /** Outlook i is of series i modulo their number, an origin later with each round. */
  private static final class ToOutlook extends RichMapFunction<Long, Outlook> {
    private static final float[] NO_ROW = new float[0];

    private final Settings settings;
    private final int first;
    private final float[][] rows;
    private transient double[] mean;
    private transient double[][] quantiles;
    private transient float[][] lagQuantiles;
    private transient float[][] lagMeans;

    ToOutlook(Settings settings, DeepBenchRows rows) {
      this.settings = settings;
      this.first = rows.origin();
      this.rows = rows.rows();
    }

    @Override
    public void open(OpenContext context) {
      int horizons = settings.get(Options.HORIZONS);
      int levels = settings.get(Options.LEVELS).length;
      int lags = settings.lags().length;
      mean = new double[horizons];
      quantiles = new double[levels][horizons];
      lagQuantiles = new float[levels][lags];
      lagMeans = new float[settings.scored().size()][lags];
    }

    @Override
    public Outlook map(Long number) {
      int which = (int) (number % rows.length);
      return new Outlook(
          new Series("sku-" + which, "all").key(),
          "all",
          first + (int) (number / rows.length),
          1,
          400,
          true,
          1,
          mean,
          quantiles,
          lagQuantiles,
          lagMeans,
          NO_ROW,
          new SealedRow[0],
          new Contribution[0],
          Double.NaN,
          rows[which],
          Outlook.NO_DEEP_VERSION);
    }
  }

  /** When the first outlook of an origin comes, all of the one before have. */
  private static final class AfterEachOrigin implements WatermarkGenerator<Outlook> {
    private final OriginClock clock;
    private int newest = Integer.MIN_VALUE;

    AfterEachOrigin(Settings settings) {
      clock = new OriginClock(settings.calendars());
    }

    @Override
    public void onEvent(Outlook outlook, long timestamp, WatermarkOutput out) {
      if (outlook.origin() > newest) {
        newest = outlook.origin();
        out.emitWatermark(new Watermark(clock.end(newest - 1) - 1));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput out) {}
  }
}
