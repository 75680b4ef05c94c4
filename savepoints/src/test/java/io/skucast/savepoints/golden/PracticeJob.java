package io.skucast.savepoints.golden;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Trend;
import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Signal;
import io.skucast.core.sale.SignalKind;
import io.skucast.core.score.Scored;
import io.skucast.job.JobConfiguration;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.time.SaleWatermarks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * The job's dataflow over a file of lines, through a {@link Gate}. Its source is compiled into
 * edited jars too, so that every release is run by the same ends.
 */
public final class PracticeJob {
  private PracticeJob() {}

  /**
   * @param options of the job
   * @param feed file of lines, see {@link SalesFeed}
   */
  public static JobGraph graph(Map<String, String> options, String feed, int parallelism)
      throws Exception {
    Settings settings = Settings.of(options);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(JobConfiguration.of(settings));
    env.setParallelism(parallelism);
    DataStream<Incoming> incoming =
        env.fromSource(
                new DataGeneratorSource<>(
                    new Lines(feed),
                    Files.readAllLines(Path.of(feed)).size(),
                    subtasks -> Gate::acquire,
                    TypeInformation.of(Incoming.class)),
                SaleWatermarks.strategy(settings.get(Options.DISORDER)),
                "sales")
            .setParallelism(1)
            .uid("sales");
    SalesForecastPipeline.build(incoming, settings, PracticeJob::connect);
    return env.getStreamGraph().getJobGraph();
  }

  private static void connect(SalesForecastPipeline.Results results) {
    discard(results.forecasts(), new Forecasts(), "forecasts");
    discard(results.trends(), new Trends(), "trends");
    discard(results.accuracy(), new Scores(), "scores");
  }

  private static <T> void discard(DataStream<T> stream, MapFunction<T, Long> taken, String uid) {
    stream
        .map(taken)
        .returns(Types.LONG)
        .uid(uid + "-taken")
        .sinkTo(new DiscardingSink<>())
        .uid(uid + "-end");
  }

  /** A line to what a reader would make of it. */
  private static final class Lines implements GeneratorFunction<Long, Incoming> {
    private final String feed;
    private transient List<String> lines;

    Lines(String feed) {
      this.feed = feed;
    }

    @Override
    public void open(SourceReaderContext context) throws Exception {
      lines = Files.readAllLines(Path.of(feed));
    }

    @Override
    public Incoming map(Long index) {
      Gate.emitted(index);
      String[] f = lines.get(index.intValue()).split(",", -1);
      long time = Long.parseLong(f[4]);
      long quantity = Long.parseLong(f[5]);
      return f[0].equals("sale")
          ? Incoming.accepted(
              new Sale(
                  f[1], f[2], f[3], time, quantity, Long.parseLong(f[6]), f[7].equals("1"), f[8]))
          : Incoming.accepted(
              new Signal(f[1], f[2], f[3], time, SignalKind.valueOf(f[0]), quantity));
    }
  }

  private static final class Forecasts implements MapFunction<Forecast, Long> {
    @Override
    public Long map(Forecast f) {
      Gate.result(
          "forecast " + f.sku() + "|" + f.location() + "|" + f.origin() + "|" + f.forecaster(),
          f.revision(),
          Arrays.toString(f.mean()) + Arrays.deepToString(f.quantiles()) + f.riseProbability());
      return f.revision();
    }
  }

  private static final class Trends implements MapFunction<Trend, Long> {
    @Override
    public Long map(Trend t) {
      Gate.result("trend " + t.sku() + "|" + t.location() + "|" + t.period(), t.revision(), t + "");
      return t.revision();
    }
  }

  private static final class Scores implements MapFunction<Scored, Long> {
    @Override
    public Long map(Scored s) {
      Gate.result(
          "score " + s.sku() + "|" + s.location() + "|" + s.period() + "|" + s.forecaster(),
          1,
          s.demand() + Arrays.toString(s.lags()));
      return (long) s.period();
    }
  }
}
