package io.skucast.deep.artifact;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that a model has codes for, in the order of its codes. A name's code is one more than
 * its place; {@link #UNKNOWN} stands for every name that the model has not seen.
 *
 * @param skus stock keeping units
 * @param categories of the catalogue
 * @param locations that series are at
 */
public record Vocabulary(List<String> skus, List<String> categories, List<String> locations) {
  /** Its file in an artifact. */
  public static final String FILE = "vocabulary.json";

  /** Code of a name that the model does not know. */
  public static final int UNKNOWN = 0;

  public Vocabulary {
    skus = new Codes("SKU", skus);
    categories = new Codes("category", categories);
    locations = new Codes("location", locations);
  }

  /** The SKU's code. */
  public int sku(String name) {
    return ((Codes) skus).code(name);
  }

  /** The category's code. */
  public int category(String name) {
    return ((Codes) categories).code(name);
  }

  /** The location's code. */
  public int location(String name) {
    return ((Codes) locations).code(name);
  }

  /** Reads it from an artifact's folder. */
  public static Vocabulary read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return JsonFile.parse(JsonFile.bytes(file), Vocabulary.class, file);
  }

  /** Writes it into an artifact's folder. */
  public void write(Path folder) throws IOException {
    JsonFile.write(folder.resolve(FILE), this);
  }

  /** An unchangeable list that also knows where each name stands. */
  private static final class Codes extends AbstractList<String> {
    private final List<String> names;
    private final Map<String, Integer> codes = new HashMap<>();

    Codes(String kind, List<String> given) {
      names = List.copyOf(given);
      for (int i = 0; i < names.size(); i++) {
        if (codes.put(names.get(i), i + 1) != null) {
          throw new IllegalArgumentException(
              "vocabulary holds the " + kind + " '" + names.get(i) + "' twice: once is allowed");
        }
      }
    }

    int code(String name) {
      return codes.getOrDefault(name, UNKNOWN);
    }

    @Override
    public String get(int index) {
      return names.get(index);
    }

    @Override
    public int size() {
      return names.size();
    }
  }
}
