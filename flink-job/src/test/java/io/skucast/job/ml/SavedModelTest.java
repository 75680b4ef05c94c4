package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.local.LocalDataInputStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is saved is what is loaded, to the last bit, by a process that knows nothing else. */
class SavedModelTest {
  @RegisterExtension private static final MiniClusterExtension CLUSTER = TestTables.cluster();

  private static final int PATIENCE_SECONDS = 120;

  @TempDir Path folder;

  /** In the other process: loads the model at the path and writes predictions to the file. */
  public static final class Loader {
    public static void main(String[] args) throws Exception {
      TestTables tables = new TestTables(1);
      OnlineLinearRegressionModel model = OnlineLinearRegressionModel.load(tables.tables, args[0]);
      Files.write(Path.of(args[1]), predictions(model, tables));
    }
  }

  private static List<String> predictions(OnlineLinearRegressionModel model, TestTables tables)
      throws Exception {
    List<Row> asked = new ArrayList<>();
    for (int t = 1; t <= 9; t++) {
      asked.add(TestTables.row(t % 2 == 0 ? "A" : "B", t, null, t * Math.PI));
    }
    Table predicted = model.transform(tables.bounded(asked))[0];
    List<String> lines = new ArrayList<>();
    for (Row row : TestTables.rows(predicted)) {
      Double prediction = row.getFieldAs("prediction");
      String bits =
          prediction == null ? "none" : Long.toHexString(Double.doubleToLongBits(prediction));
      lines.add(row.getField("period") + " " + bits + " " + row.getField("version"));
    }
    return lines;
  }

  @Test
  void aFreshProcessPredictsTheSameBits() throws Exception {
    TestTables tables = new TestTables(2);
    OnlineLinearRegressionModel model =
        new OnlineLinearRegression()
            .setGroupCol("product")
            .setPeriodCol("period")
            .setFeaturesSize(1)
            .setLeastSamples(3L)
            .setHeldOutBlocks(1)
            .setReg(1e-3)
            .setTolerance(100.0)
            .fit(tables.bounded(TestTables.twoProducts()));
    String path = folder + "/model";
    model.save(path);
    tables.env.execute("save");
    List<String> expected = predictions(model, tables);
    Path answer = folder.resolve("answer");
    run(path, answer);
    assertThat(Files.readAllLines(answer)).isEqualTo(expected).hasSize(9);
    assertThat(expected).anyMatch(line -> line.endsWith(" 7")).anyMatch(l -> l.contains("none"));
  }

  private void run(String path, Path answer) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-opens")) {
        command.add(argument);
      }
    }
    command.add("-Xmx512m");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Loader.class.getName());
    command.add(path);
    command.add(answer.toString());
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }

  @Test
  void whatIsNoModelIsNotLoaded() throws Exception {
    TestTables tables = new TestTables(1);
    assertThatThrownBy(() -> OnlineLinearRegressionModel.load(tables.tables, folder + "/none"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new OnlineLinearRegressionModel().save(folder + "/none"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFileOfAnotherFormatIsRefused() throws Exception {
    Path file = folder.resolve("data");
    Files.write(file, new byte[] {0, 0, 0, 2, 9});
    try (var in = new LocalDataInputStream(file.toFile())) {
      var reader = new ModelDataFile.Format().createReader(null, in);
      assertThatThrownBy(reader::read).hasMessage("model data has format 2, allowed is 1");
    }
  }
}
