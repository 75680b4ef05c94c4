package io.skucast.job.state;

import io.skucast.core.learn.ModelVersion;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link ModelVersion}, its numbers to the last bit. */
public final class ModelVersionSerializer extends RecordSerializer<ModelVersion> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<ModelVersion> type() {
    return ModelVersion.class;
  }

  @Override
  void write(ModelVersion value, DataOutputView out) throws IOException {
    out.writeByte(version());
    LearningBytes.write(value.group(), out);
    writeSigned(value.version(), out);
    writeSigned(value.effectiveOrigin(), out);
    writeSigned(value.trainedThrough(), out);
    writeSigned(value.samples(), out);
    out.writeDouble(value.loss());
    out.writeDouble(value.naiveLoss());
    out.writeDouble(value.ridge());
    out.writeDouble(value.condition());
    LearningBytes.write(value.model(), out);
    BulkNumbers.write(value.means(), out);
    out.writeDouble(value.residualVariance());
    out.writeDouble(value.meanWeight());
    out.writeDouble(value.mix());
    writeText(value.layout(), out);
  }

  @Override
  ModelVersion read(DataInputView in) throws IOException {
    readVersion(in);
    return new ModelVersion(
        LearningBytes.readGroup(in),
        readSigned(in),
        (int) readSigned(in),
        (int) readSigned(in),
        readSigned(in),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        LearningBytes.readModel(in),
        BulkNumbers.readDoubles(in),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        readText(in));
  }

  @Override
  public TypeSerializerSnapshot<ModelVersion> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<ModelVersion> {
    public Snapshot() {
      super(ModelVersionSerializer::new);
    }
  }
}
