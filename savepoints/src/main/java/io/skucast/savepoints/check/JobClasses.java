package io.skucast.savepoints.check;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;

/**
 * The classes of a job's jar, as a cluster has them that is given it: its own from the jar and
 * nowhere else, Flink's and TensorFlow's from this process.
 */
final class JobClasses implements AutoCloseable {
  private final URLClassLoader loader;
  private final String main;

  private JobClasses(URLClassLoader loader, String main) {
    this.loader = loader;
    this.main = main;
  }

  /**
   * @throws IllegalArgumentException if there is no jar, or none that can be submitted
   */
  static JobClasses of(Path jar) throws IOException {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "there is no file " + jar + ": name the jar of a release of the job");
    }
    String main;
    try (JarFile file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      main =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          jar + " is no jar (" + unreadable.getMessage() + "): name the jar of the job",
          unreadable);
    }
    if (main == null) {
      throw new IllegalArgumentException(
          jar + " names no main class: name the jar that is submitted, skucast's ends in -job.jar");
    }
    Configuration configuration = new Configuration();
    configuration.set(
        CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL,
        List.of("org.tensorflow.", "org.bytedeco.", "com.google.protobuf."));
    return new JobClasses(
        ClientUtils.buildUserCodeClassLoader(
            List.of(jar.toUri().toURL()),
            List.of(),
            new ClusterClasses(JobClasses.class.getClassLoader()),
            configuration),
        main);
  }

  ClassLoader loader() {
    return loader;
  }

  /**
   * @throws IllegalArgumentException if the class that the manifest names is not there
   */
  Class<?> main() {
    try {
      return Class.forName(main, false, loader);
    } catch (ClassNotFoundException | LinkageError missing) {
      throw new IllegalArgumentException(
          "the jar's main class " + main + " cannot be loaded: build the jar anew", missing);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /**
   * Of this process's classes those that a cluster has too. The others would stand in for classes
   * that the jar no longer has.
   */
  private static final class ClusterClasses extends ClassLoader {
    private static final List<String> OF_JOBS =
        List.of(
            "io.skucast.",
            "org.apache.flink.connector.base.",
            "org.apache.flink.connector.kafka.",
            "org.apache.flink.streaming.connectors.kafka.",
            "org.apache.flink.ml.",
            "org.apache.kafka.",
            "org.elasticsearch.");

    ClusterClasses(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (OF_JOBS.stream().anyMatch(name::startsWith)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
