package io.skucast.savepoints.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** Differences of serializers, also deep inside of others. */
class SerializerChangesTest {
  /** As it was. */
  public static class Before {
    public static class Price {
      public double usualPrice;
      public int days;
    }
  }

  /** As it is: the same class name by another loader cannot be had here, so names differ. */
  public static class Other {
    public double usualPrice;
    public int days;
  }

  @Test
  void nothingChangedIsNothingSaid() throws Exception {
    for (TypeInformation<?> type : types()) {
      SerializerChanges changes = changes(type, type);
      assertThat(changes.losses()).isEmpty();
      assertThat(changes.gains()).isEmpty();
    }
  }

  @Test
  void anotherTypeIsNamedWhereverItIs() throws Exception {
    assertThat(changes(Types.INT, Types.LONG).losses())
        .containsExactly("its value was a Int and is a Long");
    assertThat(changes(Types.LIST(Types.INT), Types.LIST(Types.LONG)).losses())
        .containsExactly("its value was a Int and is a Long");
    assertThat(
            changes(Types.MAP(Types.STRING, Types.INT), Types.MAP(Types.STRING, Types.LONG))
                .losses())
        .containsExactly("its value.values was a Int and is a Long");
    assertThat(changes(Types.TUPLE(Types.INT, Types.INT), Types.TUPLE(Types.INT, Types.LONG)))
        .satisfies(
            changes ->
                assertThat(changes.losses())
                    .containsExactly("its value.1 was a Int and is a Long"));
    assertThat(
            changes(
                    Types.OBJECT_ARRAY(TypeInformation.of(Before.Price.class)),
                    Types.OBJECT_ARRAY(TypeInformation.of(Other.class)))
                .losses())
        .hasSize(1)
        .allMatch(line -> line.contains("Before$Price and is a " + Other.class.getName()));
    assertThat(changes(Types.TUPLE(Types.INT, Types.INT), Types.TUPLE(Types.INT)).losses())
        .containsExactly("its value had 2 parts and has 1");
  }

  private static List<TypeInformation<?>> types() {
    return List.of(
        Types.INT,
        Types.LIST(Types.STRING),
        Types.MAP(Types.STRING, TypeInformation.of(Other.class)),
        TypeInformation.of(Before.Price.class),
        Types.TUPLE(Types.INT, TypeInformation.of(Other.class)));
  }

  private static SerializerChanges changes(TypeInformation<?> before, TypeInformation<?> after)
      throws Exception {
    return SerializerChanges.of("its value", stored(serializer(before)), serializer(after));
  }

  private static TypeSerializer<?> serializer(TypeInformation<?> type) {
    return type.createSerializer(new SerializerConfigImpl());
  }

  /** What is read back of a savepoint. */
  private static TypeSerializerSnapshot<?> stored(TypeSerializer<?> serializer) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()),
        SerializerChangesTest.class.getClassLoader());
  }
}
