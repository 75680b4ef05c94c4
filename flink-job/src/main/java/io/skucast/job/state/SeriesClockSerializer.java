package io.skucast.job.state;

import io.skucast.core.demand.SeriesClock;
import io.skucast.core.demand.StockChanges;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SeriesClock} in about a dozen bytes. Version 2 adds what is known of signals. */
public final class SeriesClockSerializer extends CompactSerializer<SeriesClock> {
  @Override
  int version() {
    return 2;
  }

  @Override
  Class<SeriesClock> type() {
    return SeriesClock.class;
  }

  @Override
  void write(SeriesClock clock, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeSigned(clock.first, out);
    writeSigned((long) clock.lastClosed - clock.first, out);
    writeSigned((long) clock.lastSealed - clock.first, out);
    writeVar(clock.held.length, out);
    for (int period : clock.held) {
      writeSigned((long) period - clock.first, out);
    }
    writeVar(clock.signalled.length, out);
    for (int period : clock.signalled) {
      writeSigned(period, out);
    }
    boolean stockIsKnown = clock.stockMilli != StockChanges.UNKNOWN;
    out.writeBoolean(stockIsKnown);
    if (stockIsKnown) {
      writeSigned(clock.stockMilli, out);
      writeVar(clock.stockSignals, out);
    }
  }

  @Override
  SeriesClock read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > 2) {
      throw unknown(SeriesClock.class, version);
    }
    SeriesClock clock = new SeriesClock();
    clock.first = (int) readSigned(in);
    clock.lastClosed = (int) (clock.first + readSigned(in));
    clock.lastSealed = (int) (clock.first + readSigned(in));
    clock.held = new int[(int) readVar(in)];
    for (int i = 0; i < clock.held.length; i++) {
      clock.held[i] = (int) (clock.first + readSigned(in));
    }
    if (version == 1) {
      return clock;
    }
    clock.signalled = new int[(int) readVar(in)];
    for (int i = 0; i < clock.signalled.length; i++) {
      clock.signalled[i] = (int) readSigned(in);
    }
    if (in.readBoolean()) {
      clock.stockMilli = readSigned(in);
      clock.stockSignals = (int) readVar(in);
    }
    return clock;
  }

  @Override
  public SeriesClock createInstance() {
    return new SeriesClock();
  }

  @Override
  public SeriesClock copy(SeriesClock from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<SeriesClock> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<SeriesClock> {
    public Snapshot() {
      super(SeriesClockSerializer::new);
    }
  }
}
