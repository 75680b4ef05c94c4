package io.skucast.job.state;

import io.skucast.core.deep.DeepVersion;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link DeepVersion}. */
public final class DeepVersionSerializer extends RecordSerializer<DeepVersion> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<DeepVersion> type() {
    return DeepVersion.class;
  }

  @Override
  void write(DeepVersion value, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeText(value.version(), out);
    writeText(value.sha256(), out);
    writeSigned(value.entry(), out);
    writeSigned(value.effectiveOrigin(), out);
  }

  @Override
  DeepVersion read(DataInputView in) throws IOException {
    readVersion(in);
    return new DeepVersion(readText(in), readText(in), (int) readSigned(in), (int) readSigned(in));
  }

  @Override
  public TypeSerializerSnapshot<DeepVersion> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<DeepVersion> {
    public Snapshot() {
      super(DeepVersionSerializer::new);
    }
  }
}
