package io.skucast.savepoints.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * How what a job writes differs from what a savepoint holds. More strictly than Flink: a field that
 * is gone is to Flink a matter of migration, and its values are no more.
 */
final class SerializerChanges {
  private final List<String> losses = new ArrayList<>();
  private final List<String> gains = new ArrayList<>();

  private SerializerChanges() {}

  /**
   * @param path what messages call it
   * @param stored how it was written
   * @param serializer how the job would write it
   */
  static SerializerChanges of(
      String path, TypeSerializerSnapshot<?> stored, TypeSerializer<?> serializer) {
    SerializerChanges changes = new SerializerChanges();
    TypeSerializerSnapshot<?> now = serializer.snapshotConfiguration();
    changes.compare(path, stored, now);
    if (changes.losses.isEmpty()) {
      changes.addWhatFlinkSays(path, judgedByFlink(stored, now));
    }
    return changes;
  }

  private void addWhatFlinkSays(String path, TypeSerializerSchemaCompatibility<?> flink) {
    if (flink.isIncompatible()) {
      losses.add(path + " was written by another serializer, which Flink cannot read it from");
    } else if (flink.isCompatibleAfterMigration() && gains.isEmpty()) {
      gains.add(path + " is written anew when it is next used");
    }
  }

  /** Why state would be lost or wrong. */
  List<String> losses() {
    return losses;
  }

  /** What is new and loses nothing. */
  List<String> gains() {
    return gains;
  }

  @SuppressWarnings("unchecked")
  private static TypeSerializerSchemaCompatibility<?> judgedByFlink(
      TypeSerializerSnapshot<?> stored, TypeSerializerSnapshot<?> now) {
    return ((TypeSerializerSnapshot<Object>) now)
        .resolveSchemaCompatibility((TypeSerializerSnapshot<Object>) stored);
  }

  private void compare(
      String path, TypeSerializerSnapshot<?> stored, TypeSerializerSnapshot<?> now) {
    if (stored == null) {
      losses.add(path + " was of a class that the jar no longer has");
      return;
    }
    Optional<Shape> before = Shape.of(stored);
    Optional<Shape> after = Shape.of(now);
    if (before.isPresent() && after.isPresent()) {
      compareFields(before.get(), after.get(), path);
    } else if (stored instanceof CompositeTypeSerializerSnapshot<?, ?> outer
        && now instanceof CompositeTypeSerializerSnapshot<?, ?> newOuter
        && stored.getClass() == now.getClass()) {
      compareParts(path, outer, newOuter);
    } else if (stored.getClass() == now.getClass() && OwnFormat.of(now).isPresent()) {
      compareFormats(OwnFormat.of(stored).orElseThrow(), OwnFormat.of(now).orElseThrow());
    } else if (stored.getClass() != now.getClass() || judgedByFlink(stored, now).isIncompatible()) {
      losses.add(path + " was a " + Shape.word(stored) + " and is a " + Shape.word(now));
    }
  }

  private void compareFormats(OwnFormat stored, OwnFormat now) {
    String refusal = now.refusal(stored);
    if (!refusal.isEmpty()) {
      losses.add(refusal);
    } else if (!now.news(stored).isEmpty()) {
      gains.add(now.news(stored));
    }
  }

  private void compareParts(
      String path,
      CompositeTypeSerializerSnapshot<?, ?> stored,
      CompositeTypeSerializerSnapshot<?, ?> now) {
    TypeSerializerSnapshot<?>[] before = stored.getNestedSerializerSnapshots();
    TypeSerializerSnapshot<?>[] after = now.getNestedSerializerSnapshots();
    if (before.length != after.length) {
      losses.add(path + " had " + before.length + " parts and has " + after.length);
      return;
    }
    boolean isMap = Shape.word(stored).equals("Map");
    for (int i = 0; i < before.length; i++) {
      String part = isMap ? (i == 0 ? ".keys" : ".values") : before.length == 1 ? "" : "." + i;
      compare(path + part, before[i], after[i]);
    }
  }

  private void compareFields(Shape before, Shape after, String path) {
    if (!before.type().equals(after.type())) {
      losses.add(path + " was a " + before.type() + " and is a " + after.type());
      return;
    }
    String owner = before.simpleType();
    List<String> added =
        after.fields().keySet().stream().filter(f -> !before.fields().containsKey(f)).toList();
    for (Map.Entry<String, TypeSerializerSnapshot<?>> field : before.fields().entrySet()) {
      String name = field.getKey();
      if (after.fields().containsKey(name)) {
        compare(owner + "." + name, field.getValue(), after.fields().get(name));
      } else {
        losses.add(gone(before, name, field.getValue(), after, added));
      }
    }
    for (String name : added) {
      gains.add(
          after.fieldWord()
              + " "
              + name
              + " of "
              + owner
              + " is new: it begins with "
              + (after.isRecord() ? "zero or null" : "what its class gives it"));
    }
  }

  private static String gone(
      Shape before, String name, TypeSerializerSnapshot<?> how, Shape after, List<String> added) {
    String word = before.fieldWord();
    List<String> alike =
        added.stream()
            .filter(a -> Objects.equals(Shape.word(how), Shape.word(after.fields().get(a))))
            .toList();
    String gone = word + " " + name + " of " + before.simpleType() + " is gone";
    return alike.isEmpty()
        ? gone + ": its values would be lost"
        : gone + " and " + String.join(" or ", alike) + " is new: a rename loses its values";
  }
}
