package io.skucast.local;

import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine.Option;

/** The job's options on a command line: {@code --config FILE} and {@code --key=value}. */
final class SettingsArguments {
  @Option(
      names = "--config",
      description = "Properties file with options of the job; --key=value wins over it.")
  private Path config;

  /**
   * @param rest what the command itself does not know
   * @param defaults values for this command where the user gives none
   * @throws IllegalArgumentException naming what is not known or not allowed
   */
  Settings settings(List<String> rest, Map<String, String> defaults) {
    Map<String, String> given = new LinkedHashMap<>(defaults);
    if (config != null) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(config)) {
        properties.load(reader);
      } catch (NoSuchFileException e) {
        throw new IllegalArgumentException("--config " + config + ": there is no such file", e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      properties.stringPropertyNames().forEach(k -> given.put(k, properties.getProperty(k)));
    }
    for (String argument : rest) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException(
            "unknown argument '" + argument + "': options of the job are written --key=value");
      }
      given.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    return Settings.of(given);
  }
}
