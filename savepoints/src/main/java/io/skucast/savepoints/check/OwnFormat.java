package io.skucast.savepoints.check;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;

/**
 * What a snapshot of one of the job's own serializers says: the version of the format and the
 * fields of the class. Its class is the jar's, so it is asked by reflection.
 *
 * @param snapshot of which it was read
 * @param version newest that values can have
 * @param fields class, name and type of each
 */
record OwnFormat(TypeSerializerSnapshot<?> snapshot, int version, List<String> fields) {
  private static final String TYPE = "io.skucast.job.state.CompactSnapshot";

  /** Of a snapshot, if the serializer is one of the job's own. */
  static Optional<OwnFormat> of(TypeSerializerSnapshot<?> snapshot) {
    for (Class<?> at = snapshot.getClass(); at != null; at = at.getSuperclass()) {
      if (at.getName().equals(TYPE)) {
        return Optional.of(
            new OwnFormat(snapshot, (Integer) read(at, "version", snapshot), fields(at, snapshot)));
      }
    }
    return Optional.empty();
  }

  private static List<String> fields(Class<?> type, TypeSerializerSnapshot<?> snapshot) {
    return ((List<?>) read(type, "fields", snapshot)).stream().map(String::valueOf).toList();
  }

  private static Object read(Class<?> type, String name, Object of) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException other) {
      throw new IllegalStateException(
          "the jar keeps the " + name + " of a format elsewhere", other);
    }
  }

  /** Why what is stored cannot be read by this one, in the jar's own words; empty if it can. */
  String refusal(OwnFormat stored) {
    try {
      for (Class<?> at = snapshot.getClass(); at != null; at = at.getSuperclass()) {
        if (at.getName().equals(TYPE)) {
          Method refusal = at.getDeclaredMethod("refusal", TypeSerializerSnapshot.class);
          refusal.setAccessible(true);
          return (String) refusal.invoke(snapshot, stored.snapshot());
        }
      }
      throw new NoSuchMethodException("refusal");
    } catch (ReflectiveOperationException other) {
      throw new IllegalStateException("the jar judges its formats in another way", other);
    }
  }

  /** What is new in this format; empty where it is the same. */
  String news(OwnFormat stored) {
    if (version == stored.version()) {
      return "";
    }
    List<String> added = new ArrayList<>(fields);
    added.removeAll(stored.fields());
    List<String> gone = new ArrayList<>(stored.fields());
    gone.removeAll(fields);
    return Shape.word(snapshot)
        + " is written in version "
        + version
        + " and was in version "
        + stored.version()
        + (added.isEmpty() ? "" : ", new is " + String.join(", ", added))
        + (gone.isEmpty() ? "" : ", gone is " + String.join(", ", gone));
  }
}
