package io.skucast.job.state;

import io.skucast.core.linear.LessonRows;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link LessonRows}, read with every sealed period and written with a few of them. */
public final class LessonRowsSerializer extends CompactSerializer<LessonRows> {
  private static final int VERSION = 1;

  @Override
  int version() {
    return VERSION;
  }

  @Override
  Class<LessonRows> type() {
    return LessonRows.class;
  }

  @Override
  void write(LessonRows rows, DataOutputView out) throws IOException {
    out.writeByte(VERSION);
    writeVar(rows.origins.length, out);
    for (int origin : rows.origins) {
      writeSigned(origin, out);
    }
    BulkNumbers.write(rows.numbers, out);
  }

  @Override
  LessonRows read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version > VERSION) {
      throw unknown(LessonRows.class, version);
    }
    LessonRows rows = new LessonRows();
    rows.origins = new int[(int) readVar(in)];
    for (int i = 0; i < rows.origins.length; i++) {
      rows.origins[i] = (int) readSigned(in);
    }
    rows.numbers = BulkNumbers.readFloats(in);
    return rows;
  }

  @Override
  public LessonRows createInstance() {
    return new LessonRows();
  }

  @Override
  public LessonRows copy(LessonRows from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<LessonRows> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<LessonRows> {
    public Snapshot() {
      super(LessonRowsSerializer::new);
    }
  }
}
