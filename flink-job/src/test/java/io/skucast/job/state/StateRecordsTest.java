package io.skucast.job.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.deep.TrialSums;
import io.skucast.core.demand.SeriesClock;
import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.LinearModel;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.level.CellSums;
import io.skucast.core.level.Factors;
import io.skucast.core.score.Alert;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** State that is kept as records, and what a savepoint knows of the formats it was written in. */
class StateRecordsTest {
  private static final ModelGroup LINEAR = new ModelGroup("linear", "toys", 1, 7);

  @Test
  void recordsAreReadBackToTheLastBit() throws Exception {
    assertSame(
        new ModelVersion(
            new ModelGroup("direction", "*", 1, 28),
            19_800,
            19_801,
            -3,
            1L << 40,
            0.1,
            Double.NaN,
            1e-300,
            Double.POSITIVE_INFINITY,
            new LinearModel(-0.0, new double[] {1 / 3.0, Double.MIN_VALUE}),
            new double[] {Math.PI},
            2,
            1,
            0.5,
            ""),
        new ModelVersionSerializer());
    assertSame(new DeepVersion("v1", "ab", 3, Candidate.ALWAYS), new DeepVersionSerializer());
    assertSame(
        new Candidate(1, "v1", "ab", true, 2, Candidate.ALWAYS, 4, Integer.MAX_VALUE, "ä"),
        new CandidateSerializer());
    assertSame(
        new DeepLesson("a|b", "", 7, new float[] {1, Float.NaN}, new float[0]),
        new DeepLessonSerializer());
    assertSame(new TrialSums(1, 2, 3, Long.MIN_VALUE, 5, "x"), new TrialSumsSerializer());
    for (Alert.Kind kind : Alert.Kind.values()) {
      assertSame(new DeepFault(kind, 1, "v", 2, 0.1, 0, "m"), new DeepFaultSerializer());
    }
    assertSame(
        new Factors("toys", "s", -1, new double[] {1.1}, new double[] {2, 3}),
        new FactorsSerializer());
    assertSame(
        new CellSums("toys", "s", 5, -1, 2, Long.MAX_VALUE, new long[] {0, -7}),
        new CellSumsSerializer());
  }

  @Test
  void sumsOfLessonsAreReadBackAndACopyGrowsAlone() throws Exception {
    BlockSums linear = BlockSums.none(LINEAR, 5, 10);
    linear.sums().add(new double[] {0.3, -2}, 4, 0.5);
    BlockSumsSerializer serializer = new BlockSumsSerializer();
    BlockSums copy = serializer.copy(linear);
    linear.sums().add(new double[] {1, 1}, 1, 1);
    assertThat(copy.sums().samples).isEqualTo(1);
    assertThat(read(bytes(linear, serializer), serializer))
        .usingRecursiveComparison()
        .ignoringFields("sums.row")
        .isEqualTo(linear);

    BlockSums direction = BlockSums.none(new ModelGroup("direction", "*", 1, 7), -5, 10);
    for (int tag = 0; tag < 3; tag++) {
      direction.rows().add(tag, new double[] {tag, 0.5}, 1);
    }
    BlockSums read = read(bytes(direction, serializer), serializer);
    // Room for more rows is not kept.
    read.rows().add(9, new double[] {9, 0.5}, 0);
    direction.rows().add(9, new double[] {9, 0.5}, 0);
    assertThat(read.rows().rows).isEqualTo(4);
    assertThat(bytes(read, serializer)).isEqualTo(bytes(direction, serializer));
  }

  @Test
  void theFirstFormatsOfRecordsAreReadForEver() throws Exception {
    // Written by the first release; never to be changed here.
    assertWritten("01" + "0376" + "31" + "036162" + "06" + "08", new DeepVersion("v1", "ab", 3, 4));
  }

  private static void assertWritten(String hex, DeepVersion version) throws Exception {
    assertThat(read(HexFormat.of().parseHex(hex), new DeepVersionSerializer())).isEqualTo(version);
    assertThat(HexFormat.of().formatHex(bytes(version, new DeepVersionSerializer())))
        .isEqualTo(hex);
  }

  @Test
  void aValueOfANewerReleaseIsRefused() {
    assertThatThrownBy(() -> read(new byte[] {9, 0}, new DeepVersionSerializer()))
        .hasMessage("a DeepVersion of version 9 was written by a newer release");
  }

  @Test
  void theSameClassInTheSameFormatGoesOn() throws Exception {
    var now = new SeriesClockSerializer.Snapshot();
    assertThat(now.resolveSchemaCompatibility(stored(2, List.of())).isIncompatible()).isTrue();
    var same = stored(2, StateFields.of(SeriesClock.class));
    assertThat(now.resolveSchemaCompatibility(same).isCompatibleAsIs()).isTrue();
    var older = stored(1, List.of("SeriesClock.first int"));
    assertThat(now.resolveSchemaCompatibility(older).isCompatibleAsIs()).isTrue();
  }

  @Test
  void aFieldThatIsGoneOrRenamedIsNamedWhereTheVersionStayed() throws Exception {
    List<String> fields =
        StateFields.of(SeriesClock.class).stream()
            .map(field -> field.replace(".first ", ".begin "))
            .sorted()
            .toList();
    assertThat(new SeriesClockSerializer.Snapshot().refusal(stored(2, fields)))
        .isEqualTo(
            "SeriesClock was changed and its version is still 2: gone is [SeriesClock.begin int],"
                + " new is [SeriesClock.first int]; raise the version in its serializer and read"
                + " the old one");
  }

  @Test
  void aNewerFormatIsRefusedAsAWhole() throws Exception {
    assertThat(new SeriesClockSerializer.Snapshot().refusal(stored(3, List.of())))
        .isEqualTo(
            "a newer release wrote SeriesClock in version 3: this one reads up to version 2");
  }

  @Test
  void everyStateClassOfOursIsCompactOrHasAVersion() throws Exception {
    Set<Class<?>> seen = new HashSet<>();
    for (StateEntry entry : StateCatalogue.all()) {
      entry.descriptor().initializeSerializerUnlessSet(new ExecutionConfig());
      Deque<TypeSerializer<?>> serializers = new ArrayDeque<>();
      serializers.add(entry.descriptor().getSerializer());
      while (!serializers.isEmpty()) {
        TypeSerializer<?> serializer = serializers.pop();
        if (serializer instanceof ListSerializer<?> list) {
          serializers.add(list.getElementSerializer());
        } else if (serializer instanceof MapSerializer<?, ?> map) {
          serializers.add(map.getValueSerializer());
        } else if (serializer instanceof PojoSerializer<?> pojo) {
          Class<?> type = pojo.createInstance().getClass();
          assertThat(type.isRecord()).as("%s in %s", type, entry.name()).isFalse();
          assertThat(Arrays.stream(type.getFields()).map(Field::getName))
              .as("fields of %s", type)
              .contains("version");
          seen.add(type);
        }
      }
    }
    Set<String> fields = new TreeSet<>();
    seen.forEach(type -> fields.addAll(StateFields.of(type)));
    // Flink restores a POJO without a field that is gone or renamed, and says nothing.
    assertThat(fields)
        .as("fields of POJOs that are state, of which none may go: see docs/upgrade.md")
        .containsAll(Files.readAllLines(Path.of("src/test/state-fields/0.1.0.txt")));
  }

  private static TypeSerializerSnapshot<SeriesClock> stored(int version, List<String> fields)
      throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    out.writeInt(version);
    out.writeInt(fields.size());
    for (String field : fields) {
      out.writeUTF(field);
    }
    var snapshot = new SeriesClockSerializer.Snapshot();
    snapshot.readSnapshot(
        1,
        new DataInputDeserializer(out.getCopyOfBuffer()),
        StateRecordsTest.class.getClassLoader());
    return snapshot;
  }

  private static <T> void assertSame(T value, TypeSerializer<T> serializer) throws Exception {
    T read = read(bytes(value, serializer), serializer);
    assertThat(read)
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .withComparatorForType(Float::compare, Float.class)
        .isEqualTo(value);
    assertThat(bytes(read, serializer)).isEqualTo(bytes(value, serializer));
  }

  private static <T> byte[] bytes(T value, TypeSerializer<T> serializer) throws Exception {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> T read(byte[] bytes, TypeSerializer<T> serializer) throws Exception {
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T value = serializer.deserialize(in);
    assertThat(in.available()).as("bytes left").isZero();
    return value;
  }
}
