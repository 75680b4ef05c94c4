package io.skucast.udf.deep;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.artifact.Vocabulary;
import io.skucast.deep.net.Architecture;
import io.skucast.deep.net.NetPlan;
import io.skucast.deep.net.Precision;
import io.skucast.deep.net.SavedModelWriter;
import io.skucast.deep.net.Untrained;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * Windows a second of DEEP_FORECAST by how many come in one array, on one thread: a network of the
 * size that the job trains by default, whose weights are random. No test: run its main method.
 */
final class DeepForecastThroughput {
  private static final double[] LEVELS = {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95};
  private static final double SECONDS = 4;

  private DeepForecastThroughput() {}

  /** Prints a line a size of the array. */
  public static void main(String[] arguments) throws Exception {
    Path root = Files.createTempDirectory("skucast-sql-models-");
    String model = write(root).toString();
    Row[] windows = DeepForecastITCase.windows(4096).toArray(new Row[0]);
    for (int size : new int[] {1, 16, 256, 1024, 4096}) {
      Row[] array = java.util.Arrays.copyOf(windows, size);
      DeepForecast function = new DeepForecast();
      long[] rows = new long[1];
      function.setCollector(counter(rows));
      function.open(null);
      function.eval(model, PublishedModel.COUNTRY, array);
      rows[0] = 0;
      long began = System.nanoTime();
      while (System.nanoTime() - began < SECONDS * 1e9) {
        function.eval(model, PublishedModel.COUNTRY, array);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      function.close();
      System.out.println(
          String.format(
              Locale.ROOT, "%,5d windows a call: %,9.0f windows/s", size, rows[0] / seconds));
    }
  }

  private static Collector<Row> counter(long[] rows) {
    return new Collector<>() {
      @Override
      public void collect(Row row) {
        rows[0]++;
      }

      @Override
      public void close() {}
    };
  }

  private static Path write(Path root) throws Exception {
    DeepLayout layout = new DeepLayout(56, 28, LEVELS, PublishedModel.calendar().names());
    NetPlan plan = new NetPlan(Architecture.LSTM, layout, 7, false, 2, 1, 2, 192, 1, 0, false);
    Path folder = Files.createDirectories(root.resolve("untrained"));
    SavedModelWriter.write(
        folder,
        plan,
        List.of(Untrained.weights(plan, 1), Untrained.weights(plan, 2), Untrained.weights(plan, 3)),
        Precision.FLOAT32);
    new Vocabulary(List.of("A", "B"), List.of("food"), List.of("CA", "TX")).write(folder);
    new Manifest(
            "untrained",
            "lstm",
            DeepLayout.VERSION,
            layout,
            PeriodUnit.DAY,
            "2024-01-01",
            "2024-01-01",
            19_723,
            0,
            0,
            List.of(1L, 2L, 3L),
            "untrained",
            Precision.FLOAT32.code(),
            Map.of(),
            Map.of(),
            null,
            "untrained",
            Map.of())
        .withFiles(folder)
        .write(folder);
    new ModelStore(root).publish("untrained", null);
    return folder;
  }
}
