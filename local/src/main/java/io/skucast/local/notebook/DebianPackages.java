package io.skucast.local.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Installs packages by apt, where that is there and the user may. */
final class DebianPackages {
  private static final Path APT = Path.of("/usr/bin/apt-get");

  /** Installing all of them takes one to two minutes. */
  private static final Duration BOUND = Duration.ofMinutes(12);

  private static final Map<String, String> NO_QUESTIONS =
      Map.of("DEBIAN_FRONTEND", "noninteractive", "LC_ALL", "C.UTF-8");

  private final Path apt;
  private final boolean allowed;

  /**
   * @param apt the program
   * @param allowed whether this user may install, and wants to
   */
  DebianPackages(Path apt, boolean allowed) {
    this.apt = apt;
    this.allowed = allowed;
  }

  /**
   * Those of this machine.
   *
   * @param wanted whether anything may be installed
   */
  static DebianPackages ofThisMachine(boolean wanted) {
    return new DebianPackages(APT, wanted && "root".equals(System.getProperty("user.name")));
  }

  /** The line that installs packages by hand. */
  static String byHand(List<String> packages) {
    return "apt-get install --no-install-recommends " + String.join(" ", packages);
  }

  /**
   * @throws IOException if it can not be done, with the line that does it, or apt's own last lines
   */
  void install(List<String> packages, Consumer<String> say)
      throws IOException, InterruptedException {
    if (!allowed || !Files.isExecutable(apt)) {
      throw new IOException(
          "notebooks need Python packages that are not there: install them (Debian, as root: "
              + byHand(packages)
              + ")");
    }
    say.accept("installing " + String.join(", ", packages) + " (a minute or two) …");
    // Lists may be old or absent; where one server is not to be had, the others may do.
    if (apt(List.of("update")).code() != 0) {
      say.accept("apt-get update failed: going on with the lists that are here");
    }
    List<String> words = new ArrayList<>(List.of("install", "-y", "--no-install-recommends"));
    words.addAll(packages);
    ChildProcess.End end = apt(words);
    if (end.code() != 0) {
      throw new IOException(
          "apt-get could not install "
              + String.join(", ", packages)
              + " (exit code "
              + end.code()
              + "): "
              + end.last());
    }
  }

  private ChildProcess.End apt(List<String> arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(apt.toString(), "-q"));
    for (String option :
        List.of("Acquire::Retries=3", "Acquire::http::Timeout=60", "DPkg::Lock::Timeout=300")) {
      words.add("-o");
      words.add(option);
    }
    words.addAll(arguments);
    return new ChildProcess(words, NO_QUESTIONS, BOUND).run(line -> {});
  }
}
