package io.skucast.local.notebook;

import io.skucast.local.cluster.FolderTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens the notebooks, or executes all of them. */
@Command(
    name = "notebook",
    description = {
      "Opens the notebooks in Jupyter on the loopback interface, until Ctrl-C.",
      "What they need of Python is installed by apt where the user is root, and named where not."
          + " The first time, sales are generated and forecast; --data takes yours instead."
    },
    mixinStandardHelpOptions = true)
public final class NotebookCommand implements Callable<Integer> {
  /** A compiler that starts quickly, for programs that run for seconds. */
  private static final List<String> SHORT_RUNS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g");

  private static final List<String> LONG_RUNS = List.of("-Xmx4g");

  /** What is done instead of opening Jupyter. */
  private static final class Deed {
    @Option(
        names = "--check",
        description =
            "Executes every notebook from a clean kernel and every script, on generated sales in a"
                + " folder of its own, and ends with 1 at the first error.")
    private boolean check;

    @Option(
        names = "--script",
        description = "Runs the scripts of JShell on the results that notebooks read.")
    private boolean script;

    @Option(names = "--strip", description = "Takes outputs out of the notebooks, as git has them.")
    private boolean strip;
  }

  @ArgGroup private Deed deed = new Deed();

  @Option(
      names = "--notebooks",
      paramLabel = "DIR",
      description = "Folder of the notebooks; default: notebooks where skucast is.")
  private Path notebooks;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Where data, results and what notebooks write are kept; default .skucast/notebooks where"
              + " skucast is.")
  private Path folder;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description =
          "Your sales, a file with a header (skucast forecast), instead of generated ones.")
  private Path data;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "With --check: takes the executed notebooks and their plots.")
  private Path keep;

  @Option(
      names = "--port",
      defaultValue = "8888",
      description = "Of Jupyter; default ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--no-browser", description = "Prints the address and opens no browser.")
  private boolean noBrowser;

  @Option(names = "--no-install", description = "Installs nothing: says what is missing.")
  private boolean noInstall;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "--port has the value " + port + ": allowed is a number from 1 to 65535");
    }
    if (keep != null && !deed.check) {
      throw new IllegalArgumentException("--keep is given without --check: nothing is executed");
    }
    if (data != null && deed.check) {
      throw new IllegalArgumentException(
          "--data is given with --check, which generates its own: open the notebooks without it");
    }
    Notebooks all = new Notebooks(notebooks != null ? notebooks : home().resolve("notebooks"));
    all.files();
    if (deed.check) {
      check(all);
    } else if (deed.strip) {
      all.strip(python(PythonModule.EXECUTING), say());
    } else if (deed.script) {
      NotebookFolder own = folder();
      Path sales = own.prepare(data);
      all.runScripts(own.scratch(), own.environment(all.folder(), sales, LONG_RUNS), say());
    } else {
      return open(all);
    }
    return 0;
  }

  private void check(Notebooks all) throws IOException, InterruptedException {
    String python = python(PythonModule.EXECUTING);
    Path scratch = Files.createTempDirectory("skucast-notebooks-");
    try {
      NotebookFolder own = folder(scratch);
      Path sales = own.prepare(null);
      Map<String, String> environment = own.environment(all.folder(), sales, SHORT_RUNS);
      Path executed = keep != null ? keep : scratch.resolve("executed");
      all.execute(python, executed, own.scratch(), environment, say());
      all.runScripts(own.scratch(), environment, say());
    } finally {
      FolderTree.delete(scratch);
    }
  }

  /** Ends as Jupyter does. */
  private int open(Notebooks all) throws IOException, InterruptedException {
    String python = python(PythonModule.OPENING);
    NotebookFolder own = folder();
    Path sales = own.prepare(data);
    List<String> words =
        new ArrayList<>(
            List.of(
                python,
                "-m",
                "notebook",
                "--ip=127.0.0.1",
                "--port=" + port,
                "--notebook-dir=" + all.folder(),
                // Ctrl-C ends it without a question.
                "--NotebookApp.answer_yes=True"));
    if (noBrowser) {
      words.add("--no-browser");
    }
    if ("root".equals(System.getProperty("user.name"))) {
      words.add("--allow-root");
    }
    ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
    builder.environment().putAll(own.environment(all.folder(), sales, LONG_RUNS));
    Process jupyter = builder.start();
    Thread end = new Thread(jupyter::destroy, "end-jupyter");
    Runtime.getRuntime().addShutdownHook(end);
    return jupyter.waitFor();
  }

  private String python(List<PythonModule> modules) throws IOException, InterruptedException {
    return Python.with(modules, DebianPackages.ofThisMachine(!noInstall), say());
  }

  private NotebookFolder folder() {
    return folder(folder != null ? folder : home().resolve(".skucast").resolve("notebooks"));
  }

  private NotebookFolder folder(Path path) {
    return new NotebookFolder(path, spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  private static Path home() {
    return Path.of(System.getProperty("skucast.home", "")).toAbsolutePath();
  }

  private Consumer<String> say() {
    PrintWriter out = spec.commandLine().getOut();
    return line -> {
      out.println(line);
      out.flush();
    };
  }
}
