package io.skucast.savepoints.practice;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A release of the job that differs from this one by a few edits of its sources. All sources of the
 * job are compiled again and not only those edited: constants of one class are written into others.
 * What it is edited from is the sources as they lie there, and the resources and libraries of the
 * job's jar.
 */
public final class EditedJob {
  /** Modules whose classes are made anew, each a folder of the repository. */
  private static final List<String> MODULES = List.of("forecast-core", "flink-job");

  private static final String SOURCES = "src/main/java";

  private final Path repository;
  private final Path jobJar;
  private final Map<String, String> changed = new LinkedHashMap<>();

  private EditedJob(Path repository, Path jobJar) {
    this.repository = repository;
    this.jobJar = jobJar;
  }

  /**
   * The release as it is.
   *
   * @param repository folder with the sources
   * @param jobJar the job's jar with all its libraries
   * @throws IllegalArgumentException if either is not there
   */
  public static EditedJob of(Path repository, Path jobJar) {
    for (String module : MODULES) {
      require(Files.isDirectory(repository.resolve(module).resolve(SOURCES)), repository, module);
    }
    if (!Files.isRegularFile(jobJar)) {
      throw new IllegalArgumentException(
          "the job's jar " + jobJar + " is not there: build it with mvn package");
    }
    return new EditedJob(repository, jobJar);
  }

  private static void require(boolean isThere, Path repository, String module) {
    if (!isThere) {
      throw new IllegalArgumentException(
          "the folder "
              + repository
              + " has no "
              + module
              + "/"
              + SOURCES
              + ": name the folder of Skucast's sources");
    }
  }

  /**
   * Replaces a text by another.
   *
   * @param file below the repository; it may have been edited or added before
   * @param find what must occur exactly once
   * @throws IllegalArgumentException if the file is not there or the text is not there once
   */
  public EditedJob edit(String file, String find, String replace) {
    String source = changed.containsKey(file) ? changed.get(file) : source(file);
    int place = source.indexOf(find);
    if (find.isEmpty() || place < 0 || source.indexOf(find, place + 1) >= 0) {
      throw new IllegalArgumentException(
          "'"
              + find
              + "' must occur exactly once in "
              + file
              + ": it occurs "
              + times(source, find));
    }
    changed.put(
        file, source.substring(0, place) + replace + source.substring(place + find.length()));
    return this;
  }

  private String source(String file) {
    requireSource(file);
    try {
      return Files.readString(repository.resolve(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("the file " + file + " is not in " + repository, e);
    }
  }

  private static void requireSource(String file) {
    if (!file.endsWith(".java")
        || MODULES.stream().noneMatch(module -> file.startsWith(module + "/" + SOURCES + "/"))) {
      throw new IllegalArgumentException(
          "the file '" + file + "' is no source of the job: allowed are those below " + MODULES);
    }
  }

  private static String times(String source, String find) {
    long times = find.isEmpty() ? 0 : source.split(Pattern.quote(find), -1).length - 1L;
    return times == 0 ? "nowhere" : times + " times";
  }

  /**
   * Adds a source.
   *
   * @param file below the repository
   * @throws IllegalArgumentException if it is there already
   */
  public EditedJob add(String file, String source) {
    requireSource(file);
    if (changed.containsKey(file) || Files.exists(repository.resolve(file))) {
      throw new IllegalArgumentException("the file " + file + " is there already: edit it");
    }
    changed.put(file, source);
    return this;
  }

  /**
   * Compiles the sources and lays them over the job's jar.
   *
   * @param target the jar to write; one that is there is replaced
   * @return the target
   * @throws IllegalArgumentException if the edited sources do not compile, with what the compiler
   *     says
   */
  public Path build(Path target) throws IOException {
    String classPath = jobJar + File.pathSeparator + System.getProperty("java.class.path");
    Map<String, byte[]> classes = new Compilation(classPath).compile(sources());
    JarOverlay.write(jobJar, EditedJob::isCompiledHere, classes, target);
    return target;
  }

  /**
   * Classes of the modules, nested ones too; those of the deep models have packages of their own.
   */
  private static boolean isCompiledHere(String entry) {
    return entry.endsWith(".class")
        && (entry.startsWith("io/skucast/core/") || entry.startsWith("io/skucast/job/"));
  }

  /** All sources by their path, edits in. */
  private Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (String module : MODULES) {
      Path root = repository.resolve(module).resolve(SOURCES);
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("module-info.java"))
            .forEach(file -> sources.put(name(file), read(file)));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    sources.putAll(changed);
    return sources;
  }

  private String name(Path file) {
    return repository.relativize(file).toString().replace(File.separatorChar, '/');
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
