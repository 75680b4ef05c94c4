package io.skucast.savepoints.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Where two values differ, by paths of fields such as {@code bank.level[3]}. */
final class JsonPaths {
  private static final int SHOWN = 3;
  private static final int LONGEST = 80;

  /** A value that is yet to be read. */
  interface Source {
    JsonNode read() throws IOException;
  }

  private JsonPaths() {}

  /** The first paths that differ, with both values; nothing where none does. */
  static String differing(Source a, Source b) {
    JsonNode left;
    JsonNode right;
    try {
      left = a.read();
      right = b.read();
    } catch (IOException | RuntimeException | OutOfMemoryError unreadable) {
      String why = unreadable.getMessage();
      return "other bytes, and they cannot be read: "
          + (why == null ? unreadable.getClass().getSimpleName() : why);
    }
    List<String> paths = new ArrayList<>();
    collect("", left, right, paths);
    if (paths.size() <= SHOWN) {
      return String.join("; ", paths);
    }
    return String.join("; ", paths.subList(0, SHOWN)) + "; " + (paths.size() - SHOWN) + " more";
  }

  private static void collect(String path, JsonNode a, JsonNode b, List<String> paths) {
    if (a.isObject() && b.isObject()) {
      TreeSet<String> names = new TreeSet<>();
      a.fieldNames().forEachRemaining(names::add);
      b.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        collectChild(path.isEmpty() ? name : path + "." + name, a.get(name), b.get(name), paths);
      }
    } else if (a.isArray() && b.isArray()) {
      if (a.size() != b.size()) {
        paths.add(path + ".length: " + a.size() + " against " + b.size());
      }
      Iterator<JsonNode> others = b.iterator();
      int i = 0;
      for (JsonNode each : a) {
        if (!others.hasNext()) {
          break;
        }
        collect(path + "[" + i++ + "]", each, others.next(), paths);
      }
    } else if (!a.equals(b)) {
      paths.add((path.isEmpty() ? "" : path + ": ") + shown(a) + " against " + shown(b));
    }
  }

  private static void collectChild(String path, JsonNode a, JsonNode b, List<String> paths) {
    if (a == null || b == null) {
      if (!Objects.equals(a, b)) {
        paths.add(path + ": only in the " + (a == null ? "second" : "first"));
      }
    } else {
      collect(path, a, b, paths);
    }
  }

  private static String shown(JsonNode value) {
    String text = StateJson.line(value);
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
