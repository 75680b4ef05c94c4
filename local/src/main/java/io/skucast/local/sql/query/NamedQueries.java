package io.skucast.local.sql.query;

import io.skucast.job.config.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The named queries there are: files in {@code sql/queries}, listed in {@code sql/queries.txt}. */
public final class NamedQueries {
  private NamedQueries() {}

  /** Their names, in alphabetical order. */
  public static List<String> names() {
    return resource("/sql/queries.txt").lines().filter(name -> !name.isBlank()).toList();
  }

  /** All of them, in alphabetical order. */
  public static List<NamedQuery> all() {
    return names().stream().map(NamedQueries::read).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of the name, with the nearest that is
   */
  public static NamedQuery find(String name) {
    List<String> names = names();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          "there is no query '"
              + name
              + "': did you mean "
              + Nearest.of(name, names)
              + "? 'skucast sql --list' shows all");
    }
    return read(name);
  }

  private static NamedQuery read(String name) {
    return NamedQuery.parse(name, resource("/sql/queries/" + name + ".sql"));
  }

  private static String resource(String name) {
    try (InputStream in = NamedQueries.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
