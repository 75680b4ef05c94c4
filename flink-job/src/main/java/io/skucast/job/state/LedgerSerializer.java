package io.skucast.job.state;

import io.skucast.core.score.Ledger;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Ledger}: running scores, and the forecasts of the next period. */
public final class LedgerSerializer extends CompactSerializer<Ledger> {
  @Override
  void write(Ledger ledger, DataOutputView out) throws IOException {
    out.writeByte(1);
    writeSigned(ledger.scoredThrough, out);
    LedgerPageSerializer.writePage(ledger.next, out);
    writeVar(ledger.revisions.length, out);
    for (long revision : ledger.revisions) {
      // The least long stands for none, and is far from every other.
      writeVar(revision == Long.MIN_VALUE ? 0 : revision + 1, out);
    }
    writeVar(ledger.counts.length, out);
    out.write(ledger.counts);
    writeFloats(ledger.errors, out);
    writeFloats(ledger.bands, out);
    out.writeFloat(ledger.lastDemand);
    writeVar(ledger.changes, out);
    out.writeFloat(ledger.meanAbsoluteChange);
    out.writeFloat(ledger.meanSquareChange);
    out.writeFloat(ledger.tracking.alpha);
    writeVar(ledger.tracking.count, out);
    out.writeFloat(ledger.tracking.error);
    out.writeFloat(ledger.tracking.absolute);
    out.writeFloat(ledger.drift.delta);
    out.writeFloat(ledger.drift.lambda);
    writeVar(ledger.drift.count, out);
    out.writeFloat(ledger.drift.mean);
    out.writeFloat(ledger.drift.up);
    out.writeFloat(ledger.drift.down);
    writeVar(ledger.episodes, out);
  }

  @Override
  Ledger read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != 1) {
      throw unknown(Ledger.class, version);
    }
    Ledger ledger = new Ledger();
    ledger.scoredThrough = (int) readSigned(in);
    ledger.next = LedgerPageSerializer.readPage(in);
    ledger.revisions = new long[(int) readVar(in)];
    for (int i = 0; i < ledger.revisions.length; i++) {
      long revision = readVar(in);
      ledger.revisions[i] = revision == 0 ? Long.MIN_VALUE : revision - 1;
    }
    ledger.counts = new byte[(int) readVar(in)];
    in.readFully(ledger.counts);
    ledger.errors = readFloats(in);
    ledger.bands = readFloats(in);
    ledger.lastDemand = in.readFloat();
    ledger.changes = (int) readVar(in);
    ledger.meanAbsoluteChange = in.readFloat();
    ledger.meanSquareChange = in.readFloat();
    ledger.tracking.alpha = in.readFloat();
    ledger.tracking.count = (int) readVar(in);
    ledger.tracking.error = in.readFloat();
    ledger.tracking.absolute = in.readFloat();
    ledger.drift.delta = in.readFloat();
    ledger.drift.lambda = in.readFloat();
    ledger.drift.count = (int) readVar(in);
    ledger.drift.mean = in.readFloat();
    ledger.drift.up = in.readFloat();
    ledger.drift.down = in.readFloat();
    ledger.episodes = (int) readVar(in);
    return ledger;
  }

  @Override
  public Ledger createInstance() {
    return new Ledger();
  }

  @Override
  public Ledger copy(Ledger from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<Ledger> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Ledger> {
    public Snapshot() {
      super(LedgerSerializer::new);
    }
  }
}
