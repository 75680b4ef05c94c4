package io.skucast.k8s;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.contrib.streaming.state.RocksDBOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.runtime.jobmaster.JobMaster;

/** Every option that Flink's own classes declare, by its key and by the keys it had before. */
final class FlinkOptions {
  private static final Map<String, ConfigOption<?>> ALL = new HashMap<>();

  static {
    for (Class<?> anyOfJar :
        List.of(
            ConfigOption.class,
            JobMaster.class,
            RocksDBOptions.class,
            KubernetesConfigOptions.class)) {
      readJar(anyOfJar);
    }
    if (ALL.size() < 500) {
      throw new IllegalStateException("only " + ALL.size() + " of Flink's options were found");
    }
  }

  private FlinkOptions() {}

  /**
   * @return what is wrong with the key or its value, or nothing
   */
  static Optional<String> problem(String key, String value) {
    ConfigOption<?> option = ALL.get(key);
    if (option == null) {
      return Optional.of("Flink has no option " + key);
    }
    try {
      Configuration.fromMap(Map.of(key, value)).getOptional(option);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of("option " + key + " has the value '" + value + "': " + e.getMessage());
    }
  }

  private static void readJar(Class<?> anyOfJar) {
    try (JarFile jar =
        new JarFile(
            new File(anyOfJar.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
      jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.matches("org/apache/flink/.*Options\\.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .forEach(FlinkOptions::readClass);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void readClass(String name) {
    try {
      for (Field field : Class.forName(name).getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
          field.setAccessible(true);
          ConfigOption<?> option = (ConfigOption<?>) field.get(null);
          ALL.put(option.key(), option);
          StreamSupport.stream(option.fallbackKeys().spliterator(), false)
              .map(FallbackKey::getKey)
              .forEach(key -> ALL.putIfAbsent(key, option));
        }
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      // A class of options for something that is not on the class path; were one of ours among
      // them, its key would be refused.
      return;
    }
  }
}
