package io.skucast.job.state;

import io.skucast.core.level.CellSums;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link CellSums}. */
public final class CellSumsSerializer extends RecordSerializer<CellSums> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<CellSums> type() {
    return CellSums.class;
  }

  @Override
  void write(CellSums value, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeText(value.category(), out);
    writeText(value.location(), out);
    writeSigned(value.period(), out);
    writeSigned(value.unitsMilli(), out);
    writeSigned(value.trustMicro(), out);
    writeSigned(value.borrowedMicro(), out);
    writeLongs(value.expectedMicro(), out);
  }

  @Override
  CellSums read(DataInputView in) throws IOException {
    readVersion(in);
    return new CellSums(
        readText(in),
        readText(in),
        (int) readSigned(in),
        readSigned(in),
        readSigned(in),
        readSigned(in),
        readLongs(in));
  }

  @Override
  public TypeSerializerSnapshot<CellSums> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<CellSums> {
    public Snapshot() {
      super(CellSumsSerializer::new);
    }
  }
}
