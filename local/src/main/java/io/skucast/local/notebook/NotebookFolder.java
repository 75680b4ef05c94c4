package io.skucast.local.notebook;

import io.skucast.local.Skucast;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * What notebooks read and write: sales, the results of a run over them, a folder for scratch, and
 * how to run Skucast and Java from a notebook.
 *
 * <pre>
 * folder/sales.csv, truth.csv   generated, where no sales are given
 * folder/results                of skucast forecast, from an origin a week
 * folder/scratch                what notebooks write
 * </pre>
 */
final class NotebookFolder {
  /** Small, with promotions and every class of demand, and long enough for linear models. */
  private static final List<String> GENERATE = List.of("--skus=12", "--days=200", "--seed=7");

  private final Path folder;
  private final PrintWriter out;
  private final PrintWriter err;

  NotebookFolder(Path folder, PrintWriter out, PrintWriter err) {
    this.folder = folder.toAbsolutePath().normalize();
    this.out = out;
    this.err = err;
  }

  /**
   * Makes what is not there yet.
   *
   * @param data sales of the user, or null for generated ones
   * @return the file of sales
   * @throws IllegalArgumentException if there is no such file
   * @throws IOException if a command fails, which says why
   */
  Path prepare(Path data) throws IOException {
    Files.createDirectories(scratch());
    if (data != null && !Files.isRegularFile(data)) {
      throw new IllegalArgumentException("--data is " + data + ": there is no such file");
    }
    Path sales = data == null ? folder.resolve("sales.csv") : data.toAbsolutePath().normalize();
    if (data == null && !Files.exists(sales)) {
      List<String> generate = new ArrayList<>(List.of("generate", "--out=" + folder));
      generate.addAll(GENERATE);
      run(generate);
    }
    String made = sales + " " + Files.size(sales) + " " + Files.getLastModifiedTime(sales);
    Path madeFrom = folder.resolve("results-of");
    if (!Files.exists(madeFrom) || !Files.readString(madeFrom).equals(made)) {
      run(List.of("forecast", "--data=" + sales, "--out=" + results(), "--forecast.every=7"));
      Files.writeString(madeFrom, made);
    }
    return sales;
  }

  private void run(List<String> words) throws IOException {
    CommandLine line = Skucast.commandLine().setOut(out).setErr(err);
    int code = line.execute(words.toArray(String[]::new));
    if (code != 0) {
      throw new IOException("skucast " + words.get(0) + " failed: no notebook can be run");
    }
  }

  /** The results that notebooks read. */
  Path results() {
    return folder.resolve("results");
  }

  Path scratch() {
    return folder.resolve("scratch");
  }

  /**
   * The environment of Jupyter.
   *
   * @param notebooks folder of the notebooks and their Python package
   * @param javaOptions further options of every Java virtual machine that a notebook starts
   */
  Map<String, String> environment(Path notebooks, Path sales, List<String> javaOptions)
      throws IOException {
    List<String> java = new ArrayList<>(javaOptions);
    try (InputStream in = NotebookFolder.class.getResourceAsStream("/jvm.options")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(java::add);
    }
    java.add("-Dskucast.home=" + System.getProperty("skucast.home", ""));
    java.add("-cp");
    java.add(System.getProperty("java.class.path"));
    Path options = write("java.options", java);
    java.add(Skucast.class.getName());
    Path command = write("command.options", java);

    Map<String, String> environment = new TreeMap<>();
    environment.put("PYTHONPATH", notebooks.toString());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    // The kernel looks for its debugger's files otherwise, and says so.
    environment.put("PYDEVD_DISABLE_FILE_VALIDATION", "1");
    environment.put("SKUCAST_SALES", sales.toString());
    environment.put("SKUCAST_RESULTS", results().toString());
    environment.put("SKUCAST_SCRATCH", scratch().toString());
    environment.put("SKUCAST_COMMAND", command.toString());
    environment.put("SKUCAST_JAVA_OPTIONS", options.toString());
    environment.put("SKUCAST_JAVA_HOME", System.getProperty("java.home"));
    environment.put("TF_CPP_MIN_LOG_LEVEL", "1");
    return environment;
  }

  /** As java @FILE reads it: one argument a line, quoted. */
  private Path write(String name, List<String> arguments) throws IOException {
    return Files.write(
        scratch().resolve(name),
        arguments.stream()
            .map(a -> '"' + a.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
            .toList());
  }
}
