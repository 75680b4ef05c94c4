package io.skucast.job.state;

import io.skucast.core.deep.DeepLesson;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DeepLesson}, its numbers to the last bit. */
public final class DeepLessonSerializer extends RecordSerializer<DeepLesson> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<DeepLesson> type() {
    return DeepLesson.class;
  }

  @Override
  void write(DeepLesson value, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeText(value.seriesKey(), out);
    writeText(value.category(), out);
    writeSigned(value.origin(), out);
    BulkNumbers.write(value.row(), out);
    BulkNumbers.write(value.actual(), out);
  }

  @Override
  DeepLesson read(DataInputView in) throws IOException {
    readVersion(in);
    return new DeepLesson(
        readText(in),
        readText(in),
        (int) readSigned(in),
        BulkNumbers.readFloats(in),
        BulkNumbers.readFloats(in));
  }

  @Override
  public TypeSerializerSnapshot<DeepLesson> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<DeepLesson> {
    public Snapshot() {
      super(DeepLessonSerializer::new);
    }
  }
}
