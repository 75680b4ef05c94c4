package io.skucast.local;

import io.skucast.job.config.Arguments;
import io.skucast.job.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The job's options on a command line: {@code --config FILE} and {@code --key=value}. */
public final class SettingsArguments {
  @Option(
      names = "--config",
      description = "Properties file with options of the job; --key=value wins over it.")
  private Path config;

  /** The file given, or null. */
  public Path config() {
    return config;
  }

  /**
   * @param rest what the command itself does not know
   * @param defaults values for this command where the user gives none
   * @throws IllegalArgumentException naming what is not known or not allowed
   */
  public Settings settings(List<String> rest, Map<String, String> defaults) {
    Map<String, String> given = new LinkedHashMap<>(defaults);
    if (config != null) {
      given.putAll(Arguments.file(config));
    }
    given.putAll(Arguments.parse(rest.toArray(new String[0])));
    return Settings.of(given);
  }
}
