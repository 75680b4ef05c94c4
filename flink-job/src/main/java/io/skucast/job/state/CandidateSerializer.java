package io.skucast.job.state;

import io.skucast.core.deep.Candidate;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Candidate}. */
public final class CandidateSerializer extends RecordSerializer<Candidate> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<Candidate> type() {
    return Candidate.class;
  }

  @Override
  void write(Candidate value, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeSigned(value.entry(), out);
    writeText(value.version(), out);
    writeText(value.sha256(), out);
    out.writeBoolean(value.publishes());
    writeSigned(value.taken(), out);
    writeSigned(value.from(), out);
    writeSigned(value.trainedThrough(), out);
    writeSigned(value.effectiveFrom(), out);
    writeText(value.fault(), out);
  }

  @Override
  Candidate read(DataInputView in) throws IOException {
    readVersion(in);
    return new Candidate(
        (int) readSigned(in),
        readText(in),
        readText(in),
        in.readBoolean(),
        (int) readSigned(in),
        (int) readSigned(in),
        (int) readSigned(in),
        (int) readSigned(in),
        readText(in));
  }

  @Override
  public TypeSerializerSnapshot<Candidate> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<Candidate> {
    public Snapshot() {
      super(CandidateSerializer::new);
    }
  }
}
