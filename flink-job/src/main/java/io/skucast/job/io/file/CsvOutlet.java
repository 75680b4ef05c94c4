package io.skucast.job.io.file;

import io.skucast.job.SalesForecastPipeline.Outlet;
import io.skucast.job.SalesForecastPipeline.Results;
import io.skucast.job.config.Settings;
import io.skucast.job.state.Uids;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;

/** Writes all results as lines of csv files; {@link SortedFile} makes the files of them. */
public final class CsvOutlet implements Outlet {
  private final Settings settings;
  private final Path parts;

  /**
   * @param parts folder that takes the unsorted parts
   */
  public CsvOutlet(Settings settings, Path parts) {
    this.settings = settings;
    this.parts = parts;
  }

  @Override
  public void connect(Results results) {
    DataStream<Line> lines =
        lines(results, results.trends(), CsvFiles::trend, Uids.TRENDS_TEXT)
            .union(
                lines(results, results.forecasts(), CsvFiles::forecast, Uids.FORECASTS_TEXT),
                lines(results, results.accuracy(), CsvFiles::accuracy, Uids.ACCURACY_TEXT),
                lines(results, results.rollUps(), CsvFiles::rollUp, Uids.ROLL_UPS_TEXT),
                lines(results, results.alerts(), CsvFiles::alert, Uids.ALERTS_TEXT),
                lines(results, results.models(), CsvFiles::model, Uids.MODELS_TEXT),
                lines(results, results.rejected(), CsvFiles::rejection, Uids.REJECTED_TEXT),
                lines(results, results.late(), CsvFiles::late, Uids.LATE_TEXT));
    lines.sinkTo(new LineSink(parts)).uid(Uids.FILES).name("csv files");
  }

  private interface Format<T> extends Serializable {
    void write(CsvFiles files, T value, Consumer<Line> out);
  }

  private <T> DataStream<Line> lines(
      Results all, DataStream<T> results, Format<T> format, String uid) {
    return results
        .flatMap(new ToLines<>(settings, all.features(), format))
        .returns(Line.class)
        .uid(uid);
  }

  private static final class ToLines<T> extends RichFlatMapFunction<T, Line> {
    private final Settings settings;
    private final ArrayList<String> features;
    private final Format<T> format;
    private transient CsvFiles files;

    ToLines(Settings settings, List<String> features, Format<T> format) {
      this.settings = settings;
      this.features = new ArrayList<>(features);
      this.format = format;
    }

    @Override
    public void open(OpenContext context) {
      files = new CsvFiles(settings.calendars(), features);
    }

    @Override
    public void flatMap(T value, Collector<Line> out) {
      format.write(files, value, out::collect);
    }
  }
}
