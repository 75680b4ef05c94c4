package io.skucast.job.state;

import io.skucast.core.level.Factors;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Factors}, to the last bit. */
public final class FactorsSerializer extends RecordSerializer<Factors> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<Factors> type() {
    return Factors.class;
  }

  @Override
  void write(Factors value, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeText(value.category(), out);
    writeText(value.location(), out);
    writeSigned(value.learned(), out);
    BulkNumbers.write(value.factors(), out);
    BulkNumbers.write(value.typical(), out);
  }

  @Override
  Factors read(DataInputView in) throws IOException {
    readVersion(in);
    return new Factors(
        readText(in),
        readText(in),
        (int) readSigned(in),
        BulkNumbers.readDoubles(in),
        BulkNumbers.readDoubles(in));
  }

  @Override
  public TypeSerializerSnapshot<Factors> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<Factors> {
    public Snapshot() {
      super(FactorsSerializer::new);
    }
  }
}
