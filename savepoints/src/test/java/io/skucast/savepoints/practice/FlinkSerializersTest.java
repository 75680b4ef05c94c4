package io.skucast.savepoints.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/**
 * What this Flink does with state of its own serializers where the class has changed: the reason
 * why ours have formats of their own. Both versions of a class are compiled and loaded apart.
 */
class FlinkSerializersTest {
  private static final String POJO =
      "public class State { public int a = 7; public double b = 8; }";
  private static final String RECORD = "public record State(int a, double b) {}";

  @Test
  void aFieldThatAPojoGainsHasItsInitializersValue() throws Exception {
    Object read = restored(POJO, POJO.replace("double b", "int c = 9; public double b"));
    assertThat(values(read)).isEqualTo(Map.of("a", 1, "b", 2.5, "c", 9));
  }

  @Test
  void aFieldThatAPojoLosesIsForgottenWithoutAWord() throws Exception {
    Object read = restored(POJO, POJO.replace("public double b = 8;", ""));
    assertThat(values(read)).isEqualTo(Map.of("a", 1));
  }

  @Test
  void aFieldOfAPojoThatIsRenamedLosesItsValueWithoutAWord() throws Exception {
    Object read = restored(POJO, POJO.replace("double b", "double renamed"));
    assertThat(values(read)).isEqualTo(Map.of("a", 1, "renamed", 8.0));
  }

  @Test
  void aFieldThatHasAnotherTypeIsRefused() throws Exception {
    assertThat(restored(POJO, POJO.replace("double b", "String b = \"\"; double c"))).isNull();
  }

  @Test
  void aComponentThatARecordGainsIsZero() throws Exception {
    Object read = restored(RECORD, RECORD.replace("double b", "double b, int c"));
    assertThat(values(read)).isEqualTo(Map.of("a", 1, "b", 2.5, "c", 0));
  }

  @Test
  void aComponentThatARecordLosesBeforeOthersFailsAtTheFirstValueAndNotAtTheRestore() {
    assertThatThrownBy(() -> restored(RECORD, RECORD.replace("int a, ", "")))
        .isInstanceOf(ArrayIndexOutOfBoundsException.class);
  }

  @Test
  void theLastComponentThatARecordLosesIsForgottenWithoutAWord() throws Exception {
    Object read = restored(RECORD, RECORD.replace(", double b", ""));
    assertThat(values(read)).isEqualTo(Map.of("a", 1));
  }

  @Test
  void aComponentOfARecordThatIsRenamedLosesItsValueWithoutAWord() throws Exception {
    Object read = restored(RECORD, RECORD.replace("double b", "double renamed"));
    assertThat(values(read)).isEqualTo(Map.of("a", 1, "renamed", 0.0));
  }

  /** What a = 1 and b = 2.5 of the old class are in the new one; null where Flink refuses. */
  private static Object restored(String before, String after) throws Exception {
    Class<?> old = compiled(before);
    TypeSerializer<Object> writer = serializer(old);
    DataOutputSerializer out = new DataOutputSerializer(64);
    writer.serialize(oldValue(old), out);
    DataOutputSerializer kept = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(kept, writer.snapshotConfiguration());

    Class<?> now = compiled(after);
    TypeSerializerSnapshot<Object> stored =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(kept.getCopyOfBuffer()), now.getClassLoader());
    TypeSerializerSchemaCompatibility<Object> found =
        serializer(now).snapshotConfiguration().resolveSchemaCompatibility(stored);
    if (found.isIncompatible()) {
      return null;
    }
    return stored.restoreSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static Object oldValue(Class<?> type) throws Exception {
    if (type.isRecord()) {
      return type.getConstructor(int.class, double.class).newInstance(1, 2.5);
    }
    Object value = type.getConstructor().newInstance();
    type.getField("a").set(value, 1);
    type.getField("b").set(value, 2.5);
    return value;
  }

  private static Map<String, Object> values(Object value) throws Exception {
    assertThat(value).as("restored").isNotNull();
    Map<String, Object> values = new TreeMap<>();
    for (Field field : value.getClass().getDeclaredFields()) {
      field.setAccessible(true);
      values.put(field.getName(), field.get(value));
    }
    return values;
  }

  @SuppressWarnings("unchecked")
  private static TypeSerializer<Object> serializer(Class<?> type) {
    return (TypeSerializer<Object>)
        TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
  }

  private static Class<?> compiled(String source) throws Exception {
    byte[] bytes =
        new Compilation(System.getProperty("java.class.path"))
            .compile(Map.of("State.java", source))
            .get("State.class");
    ClassLoader loader =
        new ClassLoader(FlinkSerializersTest.class.getClassLoader()) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.equals("State")) {
              return defineClass(name, bytes, 0, bytes.length);
            }
            throw new ClassNotFoundException(name);
          }
        };
    return loader.loadClass("State");
  }
}
