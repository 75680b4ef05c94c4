package io.skucast.job.state;

import io.skucast.core.score.Ledger;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Ledger}: running scores, and the forecasts of the next period. */
public final class LedgerSerializer extends CompactSerializer<Ledger> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<Ledger> type() {
    return Ledger.class;
  }

  @Override
  void write(Ledger ledger, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeSigned(ledger.scoredThrough, out);
    LedgerPageSerializer.writePage(ledger.next, out);
    writeVar(ledger.revisions.length, out);
    for (long revision : ledger.revisions) {
      // The least long stands for none, and is far from every other.
      writeVar(revision == Long.MIN_VALUE ? 0 : revision + 1, out);
    }
    writeCounts(ledger.counts, out);
    writeFloats(ledger.errors, out);
    writeFloats(ledger.bands, out);
    writeVar(ledger.changes, out);
    writeVar(ledger.tracking.count, out);
    writeVar(ledger.drift.count, out);
    writeVar(ledger.episodes, out);
    writeFloats(
        out,
        ledger.lastDemand,
        ledger.meanAbsoluteChange,
        ledger.meanSquareChange,
        ledger.tracking.alpha,
        ledger.tracking.error,
        ledger.tracking.absolute,
        ledger.drift.delta,
        ledger.drift.lambda,
        ledger.drift.mean,
        ledger.drift.up,
        ledger.drift.down);
  }

  /** Once a series is eight weeks older than the longest lag they are all the same. */
  private static void writeCounts(byte[] counts, DataOutputView out) throws IOException {
    boolean same = true;
    for (byte count : counts) {
      same &= count == counts[0];
    }
    writeVar(counts.length, out);
    out.writeBoolean(same);
    out.write(counts, 0, same ? Math.min(1, counts.length) : counts.length);
  }

  private static byte[] readCounts(DataInputView in) throws IOException {
    byte[] counts = new byte[(int) readVar(in)];
    boolean same = in.readBoolean();
    int written = same ? Math.min(1, counts.length) : counts.length;
    in.readFully(counts, 0, written);
    Arrays.fill(counts, written, counts.length, same && written > 0 ? counts[0] : 0);
    return counts;
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
    ledger.counts = readCounts(in);
    ledger.errors = readFloats(in);
    ledger.bands = readFloats(in);
    ledger.changes = (int) readVar(in);
    ledger.tracking.count = (int) readVar(in);
    ledger.drift.count = (int) readVar(in);
    ledger.episodes = (int) readVar(in);
    float[] singles = readFloats(in, 11);
    ledger.lastDemand = singles[0];
    ledger.meanAbsoluteChange = singles[1];
    ledger.meanSquareChange = singles[2];
    ledger.tracking.alpha = singles[3];
    ledger.tracking.error = singles[4];
    ledger.tracking.absolute = singles[5];
    ledger.drift.delta = singles[6];
    ledger.drift.lambda = singles[7];
    ledger.drift.mean = singles[8];
    ledger.drift.up = singles[9];
    ledger.drift.down = singles[10];
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
  public static final class Snapshot extends CompactSnapshot<Ledger> {
    public Snapshot() {
      super(LedgerSerializer::new);
    }
  }
}
