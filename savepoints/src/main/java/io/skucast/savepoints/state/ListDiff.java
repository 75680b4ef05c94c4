package io.skucast.savepoints.state;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What an operator keeps apart from series, compared: maps by their keys, lists as heaps. */
final class ListDiff {
  private ListDiff() {}

  static void compare(String uid, OperatorStates a, OperatorStates b, Consumer<Difference> found) {
    Set<String> names = new TreeSet<>();
    a.states().forEach(state -> names.add(state.name()));
    b.states().forEach(state -> names.add(state.name()));
    for (String name : names) {
      List<OperatorElement> left = a.elements(name);
      List<OperatorElement> right = b.elements(name);
      BiConsumer<String, String> add =
          (place, what) -> found.accept(new Difference(uid, name, "", place, what));
      if (left.stream().anyMatch(ListDiff::isMap) || right.stream().anyMatch(ListDiff::isMap)) {
        compareMaps(left, right, add);
      } else {
        compareLists(left, right, add);
      }
    }
  }

  private static boolean isMap(OperatorElement element) {
    return element.state().kind() == StoredState.Kind.BROADCAST;
  }

  private static void compareMaps(
      List<OperatorElement> a, List<OperatorElement> b, BiConsumer<String, String> add) {
    Map<String, OperatorElement> left = new TreeMap<>();
    Map<String, OperatorElement> right = new TreeMap<>();
    a.forEach(element -> left.put(element.place(), element));
    b.forEach(element -> right.put(element.place(), element));
    Set<String> places = new TreeSet<>(left.keySet());
    places.addAll(right.keySet());
    for (String place : places) {
      String what =
          !right.containsKey(place)
              ? "only in the first"
              : !left.containsKey(place)
                  ? "only in the second"
                  : JsonPaths.differing(left.get(place)::json, right.get(place)::json);
      if (!what.isEmpty()) {
        add.accept(place, what);
      }
    }
  }

  /** What is in one list and not in the other is put beside each other in order of its text. */
  private static void compareLists(
      List<OperatorElement> a, List<OperatorElement> b, BiConsumer<String, String> add) {
    List<OperatorElement> left = without(a, b, element -> ByteBuffer.wrap(element.bytes()));
    List<OperatorElement> right = without(b, a, element -> ByteBuffer.wrap(element.bytes()));
    // Other bytes may be the same value, with a map in another order.
    List<OperatorElement> onlyA = without(left, right, element -> StateJson.line(element.json()));
    List<OperatorElement> onlyB = without(right, left, element -> StateJson.line(element.json()));
    Comparator<OperatorElement> byText =
        Comparator.comparing(element -> StateJson.line(element.json()));
    onlyA.sort(byText);
    onlyB.sort(byText);
    for (int i = 0; i < Math.max(onlyA.size(), onlyB.size()); i++) {
      String what;
      if (i < onlyA.size() && i < onlyB.size()) {
        what = JsonPaths.differing(onlyA.get(i)::json, onlyB.get(i)::json);
      } else {
        what =
            (i < onlyA.size() ? "only in the first: " : "only in the second: ")
                + shortened((i < onlyA.size() ? onlyA : onlyB).get(i));
      }
      add.accept("", what);
    }
  }

  private static String shortened(OperatorElement element) {
    String text = StateJson.line(element.json());
    return text.length() <= 120 ? text : text.substring(0, 120) + "…";
  }

  private interface Text {
    Object of(OperatorElement element);
  }

  /** Elements of the first list less those of the second, each as often as it is there. */
  private static List<OperatorElement> without(
      List<OperatorElement> list, List<OperatorElement> other, Text text) {
    Map<Object, Integer> counts = new HashMap<>();
    other.forEach(element -> counts.merge(text.of(element), 1, Integer::sum));
    List<OperatorElement> rest = new ArrayList<>();
    for (OperatorElement element : list) {
      if (counts.merge(text.of(element), -1, Integer::sum) < 0) {
        rest.add(element);
      }
    }
    return rest;
  }
}
