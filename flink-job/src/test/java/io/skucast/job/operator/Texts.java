package io.skucast.job.operator;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.StringJoiner;

/** Results as texts that are equal where the results are, to the last bit, arrays included. */
final class Texts {
  private Texts() {}

  static String of(Object value) {
    try {
      if (value instanceof Record record) {
        StringJoiner text = new StringJoiner(", ", record.getClass().getSimpleName() + "(", ")");
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          text.add(component.getName() + " " + of(component.getAccessor().invoke(record)));
        }
        return text.toString();
      }
      if (value != null && value.getClass().isArray()) {
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < Array.getLength(value); i++) {
          text.add(of(Array.get(value, i)));
        }
        return text.toString();
      }
      return String.valueOf(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
