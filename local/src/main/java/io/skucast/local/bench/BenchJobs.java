package io.skucast.local.bench;

import io.skucast.core.sale.Incoming;
import io.skucast.core.sale.Sale;
import io.skucast.job.SalesForecastPipeline;
import io.skucast.job.config.LinearOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import io.skucast.job.time.SaleWatermarks;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/** The jobs that are compared, from the same source to sinks that discard. */
enum BenchJobs {
  /** This job, with all it issues. */
  SKUCAST {
    @Override
    void build(StreamExecutionEnvironment env, BenchInput input, Settings settings) {
      SalesForecastPipeline.build(
          source(env, input, settings),
          settings,
          results -> {
            discard(results.trends(), "trends");
            discard(results.forecasts(), "forecasts");
            discard(results.accuracy(), "accuracy");
            discard(results.models(), "models");
            discard(results.rejected(), "rejected");
            discard(results.late(), "late");
          });
    }
  },
  /** The same without linear models. */
  WITHOUT_LINEAR {
    @Override
    void build(StreamExecutionEnvironment env, BenchInput input, Settings settings) {
      SKUCAST.build(env, input, settings.with(Map.of(LinearOptions.ENABLED.key(), "false")));
    }
  },
  /** Units and revenue per series and day by Flink's own tumbling window. */
  PLAIN {
    @Override
    void build(StreamExecutionEnvironment env, BenchInput input, Settings settings) {
      SingleOutputStreamOperator<long[]> sums =
          source(env, input, settings)
              .map(Incoming::sale)
              .returns(Sale.class)
              .uid("sale")
              .keyBy(Sale::seriesKey, Types.STRING)
              .window(TumblingEventTimeWindows.of(Duration.ofDays(1)))
              .aggregate(new Sum(), LONGS, LONGS)
              .uid("window");
      discard(sums, "sums");
    }
  };

  private static final TypeInformation<long[]> LONGS =
      PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO;

  /** Accumulator of the events that the source has made. */
  static final String EVENTS = "events";

  abstract void build(StreamExecutionEnvironment env, BenchInput input, Settings settings);

  private static SingleOutputStreamOperator<Incoming> source(
      StreamExecutionEnvironment env, BenchInput input, Settings settings) {
    return env.fromSource(
            new NumberSequenceSource(0, input.events() - 1),
            WatermarkStrategy.noWatermarks(),
            "numbers")
        .uid("numbers")
        .map(new ToSale(input))
        .returns(Incoming.class)
        .uid("sales")
        .assignTimestampsAndWatermarks(SaleWatermarks.strategy(settings.get(Options.DISORDER)))
        .uid("watermarks");
  }

  private static void discard(DataStream<?> results, String uid) {
    results.sinkTo(new DiscardingSink<>()).uid(uid);
  }

  private static final class ToSale extends RichMapFunction<Long, Incoming> {
    private final BenchInput input;
    private transient LongCounter made;

    ToSale(BenchInput input) {
      this.input = input;
    }

    @Override
    public void open(OpenContext context) {
      made = getRuntimeContext().getLongCounter(EVENTS);
    }

    @Override
    public Incoming map(Long number) {
      made.add(1);
      return input.event(number);
    }
  }

  /** Units and revenue. */
  private static final class Sum implements AggregateFunction<Sale, long[], long[]> {
    @Override
    public long[] createAccumulator() {
      return new long[2];
    }

    @Override
    public long[] add(Sale sale, long[] sum) {
      sum[0] += sale.quantityMilli();
      sum[1] += sale.revenueMilli();
      return sum;
    }

    @Override
    public long[] getResult(long[] sum) {
      return sum;
    }

    @Override
    public long[] merge(long[] a, long[] b) {
      return new long[] {a[0] + b[0], a[1] + b[1]};
    }
  }
}
