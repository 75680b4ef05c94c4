package io.skucast.job.state;

import io.skucast.core.deep.TrialSums;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link TrialSums}. */
public final class TrialSumsSerializer extends RecordSerializer<TrialSums> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<TrialSums> type() {
    return TrialSums.class;
  }

  @Override
  void write(TrialSums value, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeSigned(value.entry(), out);
    writeSigned(value.origin(), out);
    writeSigned(value.rows(), out);
    writeSigned(value.pinballMicro(), out);
    writeSigned(value.yardstickMicro(), out);
    writeText(value.fault(), out);
  }

  @Override
  TrialSums read(DataInputView in) throws IOException {
    readVersion(in);
    return new TrialSums(
        (int) readSigned(in),
        (int) readSigned(in),
        readSigned(in),
        readSigned(in),
        readSigned(in),
        readText(in));
  }

  @Override
  public TypeSerializerSnapshot<TrialSums> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<TrialSums> {
    public Snapshot() {
      super(TrialSumsSerializer::new);
    }
  }
}
