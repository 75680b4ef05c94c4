package io.skucast.job.state;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The fields of a state class, and of our own classes in them, as lines of text in their order. */
final class StateFields {
  private static final String OURS = "io.skucast.";

  /** Reflection is slow and a checkpoint asks every time. */
  private static final ClassValue<List<String>> KNOWN =
      new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
          Set<String> fields = new TreeSet<>();
          collect(type, fields, new HashSet<>());
          return List.copyOf(fields);
        }
      };

  private StateFields() {}

  /** One line a field: class, name and type. Neither static fields nor transient ones. */
  static List<String> of(Class<?> type) {
    return KNOWN.get(type);
  }

  private static void collect(Class<?> type, Set<String> fields, Set<Class<?>> seen) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    // An enum is written by what its serializer says, and not by its fields.
    if (!element.getName().startsWith(OURS) || element.isEnum() || !seen.add(element)) {
      return;
    }
    for (Field field : element.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      if (!Modifier.isStatic(modifiers) && !Modifier.isTransient(modifiers)) {
        fields.add(
            element.getSimpleName()
                + "."
                + field.getName()
                + " "
                + field.getType().getSimpleName());
        collect(field.getType(), fields, seen);
      }
    }
    collect(element.getSuperclass() == null ? Object.class : element.getSuperclass(), fields, seen);
  }
}
