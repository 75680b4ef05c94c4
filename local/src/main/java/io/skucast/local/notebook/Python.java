package io.skucast.local.notebook;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A Python that has what notebooks need: found, or made by installing Debian's packages. */
final class Python {
  /** The system's own, which has what apt installs, before any other on the path. */
  private static final List<String> CANDIDATES = List.of("/usr/bin/python3", "python3");

  private static final String MISSING =
      "import importlib.util, sys;"
          + "print(*[m for m in sys.argv[1:] if importlib.util.find_spec(m) is None], sep=chr(10))";

  private static final Duration A_LOOK = Duration.ofMinutes(1);

  private Python() {}

  /**
   * The first Python that has all modules; where none has, they are installed if they can be.
   *
   * @param say is told what happens
   * @return its program
   * @throws IOException if modules are missing and cannot be installed: the message says what to
   *     install
   */
  static String with(List<PythonModule> modules, DebianPackages debian, Consumer<String> say)
      throws IOException, InterruptedException {
    return with(modules, CANDIDATES, debian, say);
  }

  static String with(
      List<PythonModule> modules,
      List<String> candidates,
      DebianPackages debian,
      Consumer<String> say)
      throws IOException, InterruptedException {
    List<PythonModule> missing = modules;
    for (String python : candidates) {
      List<PythonModule> without = missing(python, modules);
      if (without.isEmpty()) {
        return python;
      }
      missing = without.size() < missing.size() ? without : missing;
    }
    debian.install(missing.stream().map(PythonModule::debianPackage).toList(), say);
    // Packages belong to the system's Python.
    String system = candidates.get(0);
    List<PythonModule> still = missing(system, modules);
    if (!still.isEmpty()) {
      throw new IOException(
          system
              + " has no "
              + still.stream().map(PythonModule::module).collect(Collectors.joining(", "))
              + " after Debian's packages were installed: see whether another Python is in the way");
    }
    return system;
  }

  /** All of them where there is no such Python. */
  private static List<PythonModule> missing(String python, List<PythonModule> modules)
      throws InterruptedException {
    List<String> words = new ArrayList<>(List.of(python, "-c", MISSING));
    modules.forEach(module -> words.add(module.module()));
    try {
      ChildProcess.End end = new ChildProcess(words, Map.of(), A_LOOK).run(line -> {});
      if (end.code() != 0) {
        return modules;
      }
      List<String> names = Arrays.asList(end.last().split("\n"));
      return modules.stream().filter(module -> names.contains(module.module())).toList();
    } catch (IOException notThere) {
      return modules;
    }
  }
}
