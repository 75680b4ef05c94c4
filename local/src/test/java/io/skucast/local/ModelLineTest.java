package io.skucast.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.job.io.file.CsvFiles;
import io.skucast.job.io.file.ModelCsvFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLineTest {
  @TempDir Path folder;

  @Test
  void theLineCountsVersionsAndRefusalsAndNamesTheNewestOfEachKind() throws IOException {
    String models =
        ModelCsvFiles.MODELS_HEADER
            + """

            direction,2024-03-04,*,1,7,1
            linear,2024-03-11,"toys, wooden",1,14,1
            linear,2024-03-04,*,1,14,1
            """;
    String alerts =
        CsvFiles.ALERTS_HEADER
            + """

            A,x,2024-01-05,biased,1,0.5,0.4,Not a model-refused one.
            *,*,2024-01-05,model-refused,15,,1,The last version stays.
            category:toys,*,2024-01-05,direction-model-refused,1,2,1,The last version stays.
            """;
    assertThat(line(models, alerts))
        .hasToString(
            "models: 3 versions served, 2 alerts of refusals; newest direction from 2024-03-04,"
                + " linear from 2024-03-11");
  }

  @Test
  void whereNothingWasTrainedTheLineSaysSo() throws IOException {
    assertThat(line(ModelCsvFiles.MODELS_HEADER + "\n", CsvFiles.ALERTS_HEADER + "\n"))
        .hasToString("models: 0 versions served, 0 alerts of refusals");
  }

  private ModelLine line(String models, String alerts) throws IOException {
    return ModelLine.of(
        Files.writeString(folder.resolve("models.csv"), models),
        Files.writeString(folder.resolve("alerts.csv"), alerts));
  }
}
