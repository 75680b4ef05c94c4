package io.skucast.job.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Options as they are written: {@code --config FILE} and {@code --key=value}, which wins. */
public final class Arguments {
  private static final String CONFIG = "--config";

  private Arguments() {}

  /**
   * @return texts by key, unchecked
   * @throws IllegalArgumentException naming an argument that is written otherwise
   */
  public static Map<String, String> parse(String... args) {
    List<String> words = Arrays.asList(args);
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals(CONFIG) && i + 1 < words.size()) {
        given.putAll(file(Path.of(words.get(i + 1))));
      } else if (words.get(i).startsWith(CONFIG + "=")) {
        given.putAll(file(Path.of(words.get(i).substring(CONFIG.length() + 1))));
      }
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(CONFIG) && i + 1 < words.size()) {
        i++;
      } else if (!word.startsWith(CONFIG + "=")) {
        int equals = word.indexOf('=');
        if (!word.startsWith("--") || equals < 0) {
          throw new IllegalArgumentException(
              "unknown argument '" + word + "': options of the job are written --key=value");
        }
        given.put(word.substring(2, equals), word.substring(equals + 1));
      }
    }
    return given;
  }

  /**
   * @throws IllegalArgumentException if the file cannot be read
   */
  public static Map<String, String> file(Path path) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(path)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalArgumentException("--config " + path + ": there is no such file", e);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return texts;
  }
}
