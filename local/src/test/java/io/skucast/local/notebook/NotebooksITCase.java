package io.skucast.local.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every notebook, executed as {@code skucast notebook --check} does; what they need of Python is
 * installed where the user may.
 */
class NotebooksITCase {
  private static final Path NOTEBOOKS = Path.of("..", "notebooks").toAbsolutePath().normalize();

  private static String python;

  @TempDir private Path folder;

  @BeforeAll
  static void whatTheyNeedIsInstalled() throws Exception {
    python =
        Python.with(
            PythonModule.EXECUTING, DebianPackages.ofThisMachine(true), System.out::println);
  }

  @Test
  void everyNotebookRunsFromACleanKernelAndDrawsAndTheScriptAgreesWithTheJob() throws Exception {
    Run run = run("notebook", "--check", "--notebooks=" + NOTEBOOKS, "--keep=" + folder);
    assertThat(run.code).as(run.toString()).isZero();
    List<Path> notebooks = new Notebooks(NOTEBOOKS).files();
    assertThat(notebooks).hasSizeGreaterThanOrEqualTo(7);
    for (Path notebook : notebooks) {
      String name = notebook.getFileName().toString();
      assertThat(run.out).contains(name);
      assertThat(folder.resolve(name)).isRegularFile();
      assertThat(folder.resolve(name.replace(".ipynb", "-1.png"))).isRegularFile();
    }
    assertThat(run.out).contains("forecasts of holt-winters: 0.00000");
  }

  @Test
  void aCellThatFailsIsNamedAndEndsTheCheck() throws Exception {
    Path broken = withThePackage(folder.resolve("broken"));
    Files.writeString(
        broken.resolve("99-broken.ipynb"),
        """
        {"cells": [
          {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": null, "outputs": [],
           "source": "import skucast_notebook"},
          {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": null, "outputs": [],
           "source": "1 / 0"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    StringWriter said = new StringWriter();
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    new Notebooks(broken)
                        .execute(
                            python,
                            folder.resolve("executed"),
                            scratch,
                            Map.of("PYTHONPATH", broken.toString()),
                            said::write)))
        .isInstanceOf(java.io.IOException.class)
        .hasMessage("99-broken.ipynb: cell 2 of code failed: ZeroDivisionError: division by zero");
  }

  @Test
  void outputsAreTakenOut() throws Exception {
    Path own = withThePackage(folder.resolve("own"));
    Path file = own.resolve("01-run.ipynb");
    Files.writeString(
        file,
        """
        {"cells": [
          {"cell_type": "code", "id": "a", "metadata": {"scrolled": true}, "execution_count": 3,
           "outputs": [{"output_type": "stream", "name": "stdout", "text": "2"}],
           "source": "print(1 + 1)"}],
         "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        """);
    assertThat(NotebookFile.read(file).faults()).isNotEmpty();
    assertThat(run("notebook", "--strip", "--notebooks=" + own).code).isZero();
    assertThat(NotebookFile.read(file).faults()).containsExactly("does not begin with a title");
    assertThat(Files.readString(file)).contains("print(1 + 1)");
  }

  @Test
  void whatReadsTheGatewayElasticsearchAndFilesPassesItsOwnTests() throws Exception {
    StringBuilder said = new StringBuilder();
    ChildProcess.End end =
        new ChildProcess(
                List.of(
                    python, "-m", "unittest", "discover", "-s", NOTEBOOKS.resolve("tests") + ""),
                Map.of("PYTHONPATH", NOTEBOOKS.toString(), "PYTHONDONTWRITEBYTECODE", "1"),
                Duration.ofMinutes(2))
            .run(line -> said.append(line).append('\n'));
    assertThat(end.code()).as(said.toString()).isZero();
    assertThat(said.toString()).contains("Ran ").contains("OK");
  }

  /** The notebooks' own Python package in another folder of notebooks. */
  private static Path withThePackage(Path to) throws Exception {
    Path own = Files.createDirectories(to.resolve("skucast_notebook"));
    try (Stream<Path> files = Files.list(NOTEBOOKS.resolve("skucast_notebook"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, own.resolve(file.getFileName()));
      }
    }
    return to;
  }

  private record Run(int code, String out, String err) {}

  private static Run run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words);
    return new Run(code, out.toString(), err.toString());
  }
}
