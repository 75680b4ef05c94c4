package io.skucast.job;

import io.skucast.job.config.Arguments;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.publish.LiveOutlet;
import io.skucast.job.state.Uids;
import io.skucast.job.time.SaleWatermarks;
import io.skucast.job.time.SignalWatermarks;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The live job: {@code flink run skucast.jar --config FILE --key=value …}. */
public final class SkucastJob {
  private SkucastJob() {}

  public static void main(String[] args) throws Exception {
    try {
      Settings settings = Settings.of(Arguments.parse(args));
      var env = StreamExecutionEnvironment.getExecutionEnvironment(JobConfiguration.live(settings));
      build(env, settings);
      env.execute("skucast " + KafkaEnds.salesTopic(settings));
    } catch (IllegalArgumentException e) {
      // Of this one, flink run shows the message alone.
      throw new ProgramParametrizationException(e.getMessage());
    }
  }

  /** Adds the job with its live ends to the environment. */
  public static void build(StreamExecutionEnvironment env, Settings settings) {
    var watermarks =
        SaleWatermarks.strategy(settings.get(Options.DISORDER), settings.get(Options.IDLE_AFTER));
    var sales = env.fromSource(KafkaEnds.source(settings), watermarks, "sales").uid(Uids.SALES);
    var signals =
        env.fromSource(KafkaEnds.signals(settings), SignalWatermarks.strategy(), "signals")
            .uid(Uids.SIGNALS);
    SalesForecastPipeline.build(sales, signals, settings, new LiveOutlet(settings));
  }
}
