package io.skucast.udf.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.deep.DeepLayout;
import io.skucast.core.deep.DeepWindow;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.serve.DeepBatch;
import io.skucast.deep.serve.DeepModel;
import io.skucast.deep.serve.DeepModels;
import io.skucast.deep.serve.SessionConfig;
import io.skucast.deep.testing.TestModels;
import io.skucast.deep.testing.TestModels.Kind;
import io.skucast.udf.Functions;
import io.skucast.udf.SqlSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function on real models: alone, and through the planner. */
class DeepForecastITCase {
  private static final LocalDate ORIGIN = LocalDate.of(2024, 3, 8);
  private static final int MEAN = 5;
  private static final int QUANTILES = 7;
  @TempDir private static Path root;
  private static Path network;

  @BeforeAll
  static void publish() throws Exception {
    network = PublishedModel.of(root, "net", Kind.NETWORK);
  }

  @AfterEach
  void aTaskThatIsOverHoldsNoModel() {
    assertThat(DeepModels.size()).isZero();
  }

  /** The window that the job keeps and the array that an analyst has are one row of the model. */
  @Test
  void aWindowIsForecastAsTheJobForecastsIt() throws Exception {
    List<Row> windows = windows(5);
    List<Row> rows = forecast(network, windows);
    DeepLayout layout = PublishedModel.layout();
    try (DeepModel model = DeepModel.open(Artifact.read(root, "net"), SessionConfig.ONE_THREAD);
        DeepBatch batch = new DeepBatch(layout, 1)) {
      for (int i = 0; i < windows.size(); i++) {
        int origin = (int) windows.get(i).<LocalDate>getFieldAs(3).toEpochDay();
        float[] numbers = new float[layout.rowSize()];
        layout.fill(jobs(windows.get(i), origin), origin, numbers, 0);
        batch.clear();
        int[] codes = {i % 2 == 0 ? 1 : 0, 1, 2};
        batch.add(numbers, codes, batch.calendar(origin, "TX", PublishedModel.calendar()), null);
        model.run(batch, Duration.ofMinutes(1));
        for (int h = 0; h < layout.horizons(); h++) {
          assertThat(rows.get(i).<Double[]>getFieldAs(MEAN)[h]).isEqualTo(batch.mean(0, h));
          for (int l = 0; l < layout.levels().length; l++) {
            assertThat(rows.get(i).<Double[][]>getFieldAs(QUANTILES)[l][h])
                .isEqualTo(batch.quantile(0, h, l));
          }
        }
      }
    }
  }

  /** More than one chunk, and whatever else is in it. */
  @Test
  void aForecastDoesNotDependOnWhatElseIsAsked() throws Exception {
    List<Row> windows = windows(ServedModel.CHUNK + 3);
    windows.set(7, null);
    windows.set(8, Row.of("C", "food", "TX", null, new Double[] {1.0}, null, null, null));
    List<Row> rows = forecast(network, windows);
    assertThat(rows).hasSize(windows.size() - 1);
    Row unknown = rows.get(7);
    assertThat(unknown.getField(0)).isEqualTo("C");
    assertThat(unknown.getField(MEAN)).isNull();
    for (int i : new int[] {0, 6, 500, ServedModel.CHUNK, ServedModel.CHUNK + 2}) {
      Row alone = forecast(network, List.of(windows.get(i))).get(0);
      assertThat(rows.get(i < 7 ? i : i - 1)).isEqualTo(alone);
    }
  }

  @Test
  void aRowSaysWhatItIsTheForecastOf() throws Exception {
    Row row = forecast(network, windows(1)).get(0);
    assertThat(row.getField(0)).isEqualTo("A");
    assertThat(row.getField(1)).isEqualTo("TX");
    assertThat(row.getField(2)).isEqualTo("2024-03-08");
    assertThat(row.getField(3)).isEqualTo("deep");
    assertThat(row.<String[]>getFieldAs(4)).startsWith("2024-03-09").endsWith("2024-03-15");
    assertThat(row.<Double[]>getFieldAs(6)).containsExactly(0.1, 0.5, 0.9);
  }

  @Test
  void aForecastThatIsNotSoundIsNoNumber() throws Exception {
    Path unsound = PublishedModel.of(root, "unsound", Kind.NAN_FOR_LARGE);
    List<Row> windows = windows(2);
    Double[] large = new Double[40];
    Arrays.fill(large, 2.0 * TestModels.LARGE);
    windows.get(1).setField(4, large);
    windows.get(1).setField(5, null);
    windows.get(1).setField(6, null);
    windows.get(1).setField(7, null);
    List<Row> rows = forecast(unsound, windows);
    assertThat(rows.get(0).<Double[]>getFieldAs(MEAN)).doesNotContainNull();
    assertThat(rows.get(1).getField(MEAN)).isNull();
    assertThat(rows.get(1).getField(QUANTILES)).isNull();
    new ModelStore(root).withdraw("unsound");
  }

  @Test
  void aModelThatMayNotServeIsRefusedWithTheRemedy() throws Exception {
    assertRefused(root.resolve("absent"), "DEEP_FORECAST: model is '", "published in ", "[net");
    assertRefused(root.resolve("no/x"), "which is not published");
    assertRefused(Path.of("/"), "DEEP_FORECAST: model is '/': allowed is the folder of");
    TestModels.write(root, "unpublished", Kind.GOOD, 1);
    assertRefused(root.resolve("unpublished"), "publish it with skucast models publish");
    Path changed = PublishedModel.of(root, "changed", Kind.NETWORK);
    Files.writeString(changed.resolve(Artifact.MODEL_FILE), "other");
    assertRefused(changed, "DEEP_FORECAST: model: version 'changed' is refused", "checksum");
    new ModelStore(root).withdraw("changed");
    TestModels.write(root, "other", Kind.GOOD, 1);
    new ModelStore(root).publish("other", null);
    assertRefused(root.resolve("other"), "has the calendar features [weekend, holiday]");
    new ModelStore(root).withdraw("other");
  }

  @Test
  void aWindowThatIsNotAllowedIsNamed() {
    Row window = windows(1).get(0);
    window.setField(4, new Double[] {1.0, 1e13});
    assertThatThrownBy(() -> forecast(network, List.of(window)))
        .hasMessageContaining("DEEP_FORECAST: windows.units[2] is 1.0E13: allowed is");
    window.setField(4, new Double[] {1.0});
    assertThatThrownBy(() -> forecast(network, List.of(window)))
        .hasMessageContaining("DEEP_FORECAST: windows.prices is of 60 elements: allowed is");
    assertThatThrownBy(
            () -> forecast(new DeepForecast(), network.toString(), "atlantis", windows(1)))
        .hasMessageContaining("DEEP_FORECAST: holiday country is 'atlantis'");
  }

  @Test
  void nothingIsForecastOfNothing() throws Exception {
    assertThat(forecast(new DeepForecast(), null, "us", windows(1))).isEmpty();
    assertThat(forecast(new DeepForecast(), network.toString(), "us", List.of())).isEmpty();
  }

  /** From rows of sales to rows of horizons, as the page of functions shows it. */
  @Test
  void sqlCollectsWindowsAndExplodesForecasts() throws Exception {
    SqlSession sql =
        SqlSession.batch(
            Stream.concat(Functions.thin().stream(), Functions.deep().stream()).toList());
    sql.execute(
        "CREATE TEMPORARY VIEW sold AS SELECT * FROM (VALUES ('A', 'food', 'TX', DATE '2024-03-07', 3), ('A', 'food', 'TX', DATE"
            + " '2024-03-04', 5), ('B', 'food', 'CA', DATE '2024-03-07', 2)) AS s (sku, category, location, sold_on, units)");
    String query =
        Functions.doc(DeepForecast.class)
            .example()
            .replace("'/models/2026-01-05'", "'" + network + "', 'us'");
    List<Row> rows = sql.rows(query);
    assertThat(rows).hasSize(14);
    Row alone =
        forecast(
                network,
                List.of(Row.of("B", "food", "CA", LocalDate.of(2024, 3, 7), new Double[] {2.0})))
            .get(0);
    for (Row row : rows) {
      if (row.getField(0).equals("B")) {
        int horizon = row.getFieldAs(1);
        assertThat(row.getField(2))
            .isEqualTo("2024-03-" + (horizon < 3 ? "0" : "") + (7 + horizon));
        assertThat(row.getField(3)).isEqualTo(alone.<Double[]>getFieldAs(MEAN)[horizon - 1]);
      }
    }
    assertThat(
            sql.rows(
                "SELECT d.sku, CARDINALITY(d.mean) FROM TABLE(DEEP_FORECAST('"
                    + network
                    + "', 'us', ARRAY[ROW('A', 'food', 'TX', DATE '2024-03-07', ARRAY[1, NULL, 3], ARRAY[2.5, 2.5, 2], ARRAY[0, 0, 1],"
                    + " ARRAY[1, 0, 1])])) AS d"))
        .containsExactly(Row.of("A", 7));
  }

  private static void assertRefused(Path model, String... messages) {
    for (String message : messages) {
      assertThatThrownBy(() -> forecast(model, windows(1))).hasMessageContaining(message);
    }
  }

  private static List<Row> forecast(Path model, List<Row> windows) throws Exception {
    return forecast(new DeepForecast(), model.toString(), PublishedModel.COUNTRY, windows);
  }

  private static List<Row> forecast(
      DeepForecast function, String model, String country, List<Row> windows) throws Exception {
    List<Row> rows = new ArrayList<>();
    function.setCollector(
        new Collector<>() {
          @Override
          public void collect(Row row) {
            rows.add(row);
          }

          @Override
          public void close() {}
        });
    function.open(null);
    try {
      function.eval(model, country, windows.toArray(new Row[0]));
    } finally {
      function.close();
    }
    return rows;
  }

  /** Series of 60 days and more, some out of stock, some new; every other one has another name. */
  static List<Row> windows(int count) {
    List<Row> windows = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      SplittableRandom random = new SplittableRandom(s);
      int days = s == 3 ? 9 : 60 + 100 * (s % 5);
      Double[] units = new Double[days];
      Double[] prices = new Double[days];
      Double[] promotions = new Double[days];
      Double[] inStock = new Double[days];
      for (int i = 0; i < days; i++) {
        units[i] = random.nextInt(10) == 0 ? null : Double.valueOf(random.nextInt(1 + s % 9));
        boolean sold = units[i] != null && units[i] > 0;
        prices[i] = sold ? Double.valueOf(2 + random.nextInt(2)) : null;
        promotions[i] = sold ? (double) random.nextInt(2) : 0;
        inStock[i] = i % 7 == 0 ? null : Double.valueOf(units[i] == null ? 0 : 0.75);
      }
      String sku = s % 2 == 0 ? "A" : "unknown";
      windows.add(
          Row.of(sku, "food", "TX", ORIGIN.plusDays(s % 3), units, prices, promotions, inStock));
    }
    return windows;
  }

  /** What the job's state has of the same periods. */
  private static DeepWindow jobs(Row row, int origin) {
    Double[] units = row.getFieldAs(4);
    Double[] prices = row.getFieldAs(5);
    Double[] promotions = row.getFieldAs(6);
    Double[] inStock = row.getFieldAs(7);
    DeepWindow window = new DeepWindow(PublishedModel.layout(), 3);
    for (int i = 0; i < units.length; i++) {
      long milli = units[i] == null ? 0 : Math.round(1000 * units[i]);
      window.put(
          origin - units.length + 1 + i,
          milli,
          prices[i] == null ? 0 : Math.round(milli * prices[i]),
          1,
          promotions[i].intValue(),
          units[i] == null ? 0 : inStock[i] == null ? -1 : (int) (1000 * inStock[i]));
    }
    return window;
  }
}
