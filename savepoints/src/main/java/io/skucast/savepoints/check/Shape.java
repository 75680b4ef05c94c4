package io.skucast.savepoints.check;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializerSnapshot;
import org.apache.flink.util.LinkedOptionalMap;

/**
 * The class and the fields that a snapshot of Flink's serializer for POJOs and records speaks of.
 * Flink keeps them to itself, so they are asked by reflection.
 *
 * @param type name of the class
 * @param isRecord whether its fields are components of a record
 * @param fields how each was written, by name; null where that can no longer be read
 */
record Shape(String type, boolean isRecord, Map<String, TypeSerializerSnapshot<?>> fields) {

  /** Of a snapshot, if it is of a class with fields. */
  static Optional<Shape> of(TypeSerializerSnapshot<?> snapshot) {
    if (!(snapshot instanceof PojoSerializerSnapshot<?>)) {
      return Optional.empty();
    }
    try {
      Field held = PojoSerializerSnapshot.class.getDeclaredField("snapshotData");
      held.setAccessible(true);
      Object data = held.get(snapshot);
      Class<?> type = (Class<?>) call(data, "getPojoClass");
      Map<String, TypeSerializerSnapshot<?>> fields = new LinkedHashMap<>();
      ((LinkedOptionalMap<?, ?>) call(data, "getFieldSerializerSnapshots"))
          .forEach((name, field, how) -> fields.put(name, (TypeSerializerSnapshot<?>) how));
      return Optional.of(new Shape(type.getName(), type.isRecord(), fields));
    } catch (ReflectiveOperationException changed) {
      throw new IllegalStateException(
          "this version of Flink keeps the fields of classes elsewhere", changed);
    }
  }

  /** What a field is called in messages. */
  String fieldWord() {
    return isRecord ? "record component" : "field";
  }

  String simpleType() {
    return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    Method found = target.getClass().getDeclaredMethod(method);
    found.setAccessible(true);
    return found.invoke(target);
  }

  /** The same with what is inside of lists, maps and tuples. */
  static String sentence(TypeSerializerSnapshot<?> snapshot) {
    if (!(snapshot instanceof CompositeTypeSerializerSnapshot<?, ?> outer)) {
      return word(snapshot);
    }
    return word(snapshot)
        + " of "
        + Arrays.stream(outer.getNestedSerializerSnapshots())
            .map(Shape::sentence)
            .collect(Collectors.joining(" and "));
  }

  /** What was written by the serializer of a snapshot, in a word or two. */
  static String word(TypeSerializerSnapshot<?> snapshot) {
    if (snapshot == null) {
      return "something unreadable";
    }
    Optional<Shape> shape = of(snapshot);
    if (shape.isPresent()) {
      return shape.get().simpleType();
    }
    Class<?> outer = snapshot.getClass();
    while (outer.getEnclosingClass() != null) {
      outer = outer.getEnclosingClass();
    }
    return outer.getSimpleName().replaceFirst("(Serializer)?(Snapshot)?$", "");
  }
}
