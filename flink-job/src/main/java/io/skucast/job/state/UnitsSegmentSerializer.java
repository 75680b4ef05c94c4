package io.skucast.job.state;

import io.skucast.core.forecast.UnitsHistory;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A segment of {@link UnitsHistory}: about one byte a period where units are whole and few. */
public final class UnitsSegmentSerializer extends CompactSerializer<long[]> {
  private static final long WHOLE = 1000;

  @Override
  int version() {
    return 1;
  }

  @Override
  Class<long[]> type() {
    return long[].class;
  }

  /** {@link UnitsHistory#UNKNOWN} is the one number that comes to zero by adding one below. */
  @Override
  void write(long[] unitsMilli, DataOutputView out) throws IOException {
    out.writeByte(version());
    long step = isWhole(unitsMilli) ? WHOLE : 1;
    out.writeBoolean(step == WHOLE);
    writeVar(unitsMilli.length, out);
    for (long units : unitsMilli) {
      long steps = units == UnitsHistory.UNKNOWN ? units : units / step;
      writeVar(((steps << 1) ^ (steps >> 63)) + 1, out);
    }
  }

  private static boolean isWhole(long[] unitsMilli) {
    for (long units : unitsMilli) {
      if (units != UnitsHistory.UNKNOWN && units % WHOLE != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  long[] read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != 1) {
      throw unknown(UnitsHistory.class, version);
    }
    long step = in.readBoolean() ? WHOLE : 1;
    long[] unitsMilli = new long[(int) readVar(in)];
    for (int i = 0; i < unitsMilli.length; i++) {
      long code = readVar(in) - 1;
      long steps = (code >>> 1) ^ -(code & 1);
      unitsMilli[i] = steps == UnitsHistory.UNKNOWN ? steps : steps * step;
    }
    return unitsMilli;
  }

  @Override
  public long[] createInstance() {
    return new long[UnitsHistory.SEGMENT];
  }

  @Override
  public long[] copy(long[] from) {
    return from.clone();
  }

  @Override
  public TypeSerializerSnapshot<long[]> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<long[]> {
    public Snapshot() {
      super(UnitsSegmentSerializer::new);
    }
  }
}
