package io.skucast.job.io.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.learn.LinearModel;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.score.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a bounded run writes of models, as lines and as the files made of them. */
class ModelCsvFilesTest {
  private static final int DAY = (int) LocalDate.parse("2011-12-09").toEpochDay();
  private static final Contribution SES = new Contribution("ses", 4.5, 12.25);
  private static final Contribution EVENT = new Contribution("event", 0.5, -3);

  @TempDir Path folder;
  private final List<Line> lines = new ArrayList<>();
  private final CsvFiles files =
      new CsvFiles(
          new Calendars(PeriodUnit.DAY, ZoneId.of("UTC"), Map.of()),
          List.of("expected", "ses", "event", "horizon"));

  @Test
  void aVersionIsOneLineWithItsThreeLargestCoefficients() throws IOException {
    files.model(version("toys, wooden"), lines::add);
    assertThat(written(ModelCsvFiles.MODELS, ModelCsvFiles.MODELS_HEADER))
        .containsExactly(
            ModelCsvFiles.MODELS_HEADER,
            "linear,2011-12-09,\"toys, wooden\",1,14,15317,2011-12-08,5000,0.75,1.5,1.0E-6,1234.5,"
                + "0.25,event -2.000; expected 0.7500; horizon 0.1000");
  }

  @Test
  void theCombinationAndTheModelAreExplainedAndTheCombinationSaysWhetherDemandRises()
      throws IOException {
    for (String forecaster : List.of("combined", "linear", "naive")) {
      files.forecast(forecast(forecaster, 1, 0.25, SES, EVENT), lines::add);
    }
    assertThat(written(ModelCsvFiles.CONTRIBUTIONS, "h"))
        .containsExactly(
            "h",
            "A,north,2011-12-09,combined,1,ses,4.5,12.25",
            "A,north,2011-12-09,combined,2,event,0.5,-3",
            "A,north,2011-12-09,linear,1,ses,4.5,12.25",
            "A,north,2011-12-09,linear,2,event,0.5,-3");
    assertThat(written(ModelCsvFiles.DIRECTIONS, "h"))
        .containsExactly("h", "A,north,2011-12-09,0.25");
  }

  @Test
  void aCorrectionTakesBackWhatItDoesNotSayAgain() throws IOException {
    files.forecast(forecast("combined", 2, Double.NaN, EVENT), lines::add);
    files.forecast(forecast("combined", 1, 0.25, SES, EVENT), lines::add);
    assertThat(written(ModelCsvFiles.CONTRIBUTIONS, "h"))
        .containsExactly("h", "A,north,2011-12-09,combined,1,event,0.5,-3");
    assertThat(written(ModelCsvFiles.DIRECTIONS, "h")).containsExactly("h");
  }

  @Test
  void aRefusedModelIsALineOfTheAlerts() throws IOException {
    files.alert(
        new Alert(
            "category:toys", "*", DAY, Alert.Kind.MODEL_REFUSED, 15, Double.NaN, 1, "It stays."),
        lines::add);
    assertThat(written(CsvFiles.ALERTS, "h"))
        .containsExactly("h", "category:toys,*,2011-12-09,model-refused,15,,1,It stays.");
  }

  private List<String> written(String file, String header) throws IOException {
    List<String> encoded =
        lines.stream().filter(line -> line.file().equals(file)).map(SortedFile::encode).toList();
    Files.write(folder.resolve(file + SortedFile.PART + "0"), encoded);
    long count = SortedFile.write(folder, folder, file, header, true);
    List<String> written = Files.readAllLines(folder.resolve(file));
    assertThat(written).hasSize((int) count + 1);
    return written;
  }

  private static Forecast forecast(
      String forecaster, long revision, double rise, Contribution... contributions) {
    return new Forecast(
        "A",
        "north",
        DAY,
        forecaster,
        revision,
        new double[] {1},
        new double[][] {{0.5}},
        contributions,
        rise);
  }

  private static ModelVersion version(String category) {
    return new ModelVersion(
        new ModelGroup(ModelGroup.LINEAR, category, 1, 14),
        DAY,
        DAY,
        DAY - 1,
        5000,
        0.75,
        1.5,
        1e-6,
        1234.5,
        new LinearModel(0.5, new double[] {0.75, 0.01, -2, 0.1}),
        new double[4],
        0.7,
        1,
        0.25,
        "00ff");
  }
}
