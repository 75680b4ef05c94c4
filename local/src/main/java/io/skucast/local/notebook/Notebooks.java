package io.skucast.local.notebook;

import io.skucast.core.sale.Series;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The notebooks of a folder, and what is done with them. */
final class Notebooks {
  /** All notebooks together take a minute or two. */
  private static final Duration BOUND = Duration.ofMinutes(15);

  private final Path folder;

  Notebooks(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
  }

  Path folder() {
    return folder;
  }

  /**
   * The notebooks by name.
   *
   * @throws IllegalArgumentException if the folder has none
   */
  List<Path> files() throws IOException {
    List<Path> files = listed(".ipynb");
    if (files.isEmpty()) {
      throw new IllegalArgumentException(
          "--notebooks is " + folder + ": there is no notebook (*.ipynb) in it");
    }
    return files;
  }

  /** The scripts of JShell by name. */
  List<Path> scripts() throws IOException {
    return listed(".jsh");
  }

  private List<Path> listed(String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /**
   * Executes every notebook, each from a clean kernel that no setting of the user's reaches.
   *
   * @param executed takes the notebooks with their outputs, and their plots
   * @throws IOException if a cell fails: which one of which notebook, and how
   */
  void execute(
      String python,
      Path executed,
      Path scratch,
      Map<String, String> environment,
      Consumer<String> say)
      throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(python, "-m", "skucast_notebook.execute", executed.toAbsolutePath() + ""));
    files().forEach(file -> words.add(file.toString()));
    Map<String, String> own = new TreeMap<>(environment);
    for (String setting :
        List.of("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "MPLCONFIGDIR")) {
      own.put(setting, Files.createDirectories(scratch.resolve(setting.toLowerCase())) + "");
    }
    ChildProcess.End end = new ChildProcess(words, own, BOUND).run(say);
    if (end.code() != 0) {
      throw new IOException(lastLine(end.last()));
    }
  }

  /** Takes outputs out of every notebook. */
  void strip(String python, Consumer<String> say) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(python, "-m", "skucast_notebook.strip"));
    files().forEach(file -> words.add(file.toString()));
    Map<String, String> environment =
        Map.of("PYTHONPATH", folder.toString(), "PYTHONDONTWRITEBYTECODE", "1");
    ChildProcess.End end = new ChildProcess(words, environment, BOUND).run(say);
    if (end.code() != 0) {
      throw new IOException("outputs could not be taken out: " + lastLine(end.last()));
    }
  }

  /**
   * Runs every script by JShell with forecast-core on the class path and nothing else.
   *
   * @throws IOException if a line fails: JShell itself goes on and ends with 0, so that whatever it
   *     writes as an error counts
   */
  void runScripts(Path scratch, Map<String, String> environment, Consumer<String> say)
      throws IOException, InterruptedException {
    // JShell would write the user's preferences otherwise, and say so.
    Path preferences = Files.createDirectories(scratch.resolve("preferences"));
    Files.createDirectories(preferences.resolve(".java").resolve(".userPrefs"));
    for (Path script : scripts()) {
      List<String> errors = new ArrayList<>();
      List<String> words =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
              "-J-Djava.util.prefs.userRoot=" + preferences,
              "--class-path",
              forecastCore().toString(),
              "-s",
              script.toString());
      ChildProcess.End end =
          new ChildProcess(words, environment, BOUND)
              .run(
                  line -> {
                    say.accept(line);
                    if (line.startsWith("Error") || line.startsWith("Exception ")) {
                      errors.add(line);
                    }
                  });
      if (end.code() != 0 || !errors.isEmpty()) {
        throw new IOException(
            script.getFileName()
                + " failed: "
                + (errors.isEmpty() ? lastLine(end.last()) : errors.get(0)));
      }
    }
  }

  private static Path forecastCore() {
    try {
      return Path.of(Series.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String lastLine(String text) {
    return text.substring(text.lastIndexOf('\n') + 1);
  }
}
