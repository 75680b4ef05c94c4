package io.skucast.job.state;

import io.skucast.core.deep.DeepFault;
import io.skucast.core.score.Alert;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DeepFault}; its kind by name, so that kinds may be put in any order. */
public final class DeepFaultSerializer extends RecordSerializer<DeepFault> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<DeepFault> type() {
    return DeepFault.class;
  }

  @Override
  void write(DeepFault value, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeText(value.kind().name(), out);
    writeSigned(value.entry(), out);
    writeText(value.version(), out);
    writeSigned(value.period(), out);
    out.writeDouble(value.value());
    out.writeDouble(value.limit());
    writeText(value.message(), out);
  }

  @Override
  DeepFault read(DataInputView in) throws IOException {
    readVersion(in);
    return new DeepFault(
        Alert.Kind.valueOf(readText(in)),
        (int) readSigned(in),
        readText(in),
        (int) readSigned(in),
        in.readDouble(),
        in.readDouble(),
        readText(in));
  }

  @Override
  public TypeSerializerSnapshot<DeepFault> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<DeepFault> {
    public Snapshot() {
      super(DeepFaultSerializer::new);
    }
  }
}
