package io.skucast.local.backtest;

import io.skucast.core.forecast.Forecast;
import io.skucast.core.sale.Series;
import io.skucast.job.SalesForecastPipeline.Outlet;
import io.skucast.job.SalesForecastPipeline.Results;
import io.skucast.job.state.Uids;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Writes the forecasts from the asked origins to one part file a subtask, for {@link
 * ForecastParts}; all other results are left. For bounded runs that are not restarted.
 */
@SuppressWarnings("deprecation") // Sink still declares its older createWriter without a default.
final class ForecastPartSink implements Sink<Forecast> {
  private final String folder;
  private final int[] origins;

  private ForecastPartSink(Path folder, int[] origins) {
    this.folder = folder.toString();
    this.origins = origins.clone();
  }

  /**
   * The end of a pipeline that keeps only forecasts.
   *
   * @param origins ascending
   */
  static Outlet outlet(Path folder, int[] origins) {
    return (Results results) ->
        results
            .forecasts()
            .sinkTo(new ForecastPartSink(folder, origins))
            .uid(Uids.FORECAST_PARTS)
            .name("forecast parts");
  }

  @Override
  public SinkWriter<Forecast> createWriter(Sink.InitContext context) throws IOException {
    return new Writer(part(context.getTaskInfo().getIndexOfThisSubtask()), origins);
  }

  @Override
  public SinkWriter<Forecast> createWriter(WriterInitContext context) throws IOException {
    return new Writer(part(context.getTaskInfo().getIndexOfThisSubtask()), origins);
  }

  private Path part(int subtask) {
    return Path.of(folder).resolve(ForecastParts.PREFIX + subtask);
  }

  /** One part file. */
  static final class Writer implements SinkWriter<Forecast> {
    private final int[] origins;
    private final DataOutputStream out;
    private final Map<String, Integer> names = new HashMap<>();

    Writer(Path part, int[] origins) throws IOException {
      this.origins = origins;
      this.out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part), 1 << 16));
    }

    @Override
    public void write(Forecast forecast, Context context) throws IOException {
      if (Arrays.binarySearch(origins, forecast.origin()) < 0) {
        return;
      }
      int series = name(Series.key(forecast.sku(), forecast.location()));
      int forecaster = name(forecast.forecaster());
      out.writeByte(ForecastParts.FORECAST);
      out.writeInt(series);
      out.writeInt(forecaster);
      out.writeInt(forecast.origin());
      out.writeLong(forecast.revision());
      write(forecast.mean());
      for (double[] quantile : forecast.quantiles()) {
        write(quantile);
      }
    }

    private void write(double[] values) throws IOException {
      for (double value : values) {
        out.writeFloat((float) value);
      }
    }

    private int name(String name) throws IOException {
      Integer known = names.get(name);
      if (known == null) {
        known = names.size();
        names.put(name, known);
        ForecastParts.writeName(name, out);
      }
      return known;
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
