package io.skucast.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A state class in few bytes and without reflection: on RocksDB each access to a series is paid by
 * its length. Every value begins with a version byte of its own, so that one that was written long
 * ago is read after the format has grown: a new version adds a case to {@code read} and leaves the
 * old ones.
 */
abstract class CompactSerializer<T> extends TypeSerializer<T> {

  abstract void write(T value, DataOutputView out) throws IOException;

  abstract T read(DataInputView in) throws IOException;

  @Override
  public final void serialize(T value, DataOutputView out) throws IOException {
    write(value, out);
  }

  @Override
  public final T deserialize(DataInputView in) throws IOException {
    return read(in);
  }

  @Override
  public final T deserialize(T reuse, DataInputView in) throws IOException {
    return read(in);
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final void copy(DataInputView in, DataOutputView out) throws IOException {
    write(read(in), out);
  }

  @Override
  public final boolean isImmutableType() {
    return false;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  /** Without state of its own: one serves all threads. */
  @Override
  public final TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public final boolean equals(Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public final int hashCode() {
    return getClass().hashCode();
  }

  /** Seven bits a byte, lowest first: small numbers are short. */
  static void writeVar(long value, DataOutputView out) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  static long readVar(DataInputView in) throws IOException {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.readByte();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  /** Numbers of either sign, small ones short. */
  static void writeSigned(long value, DataOutputView out) throws IOException {
    writeVar((value << 1) ^ (value >> 63), out);
  }

  static long readSigned(DataInputView in) throws IOException {
    long value = readVar(in);
    return (value >>> 1) ^ -(value & 1);
  }

  /** Doubles that are thousandths, as demands are, short; all others whole. Exact for both. */
  static void writeDemands(double[] values, DataOutputView out) throws IOException {
    writeVar(values.length, out);
    for (double value : values) {
      writeDouble(value, out);
    }
  }

  static double[] readDemands(DataInputView in) throws IOException {
    double[] values = new double[(int) readVar(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = readDouble(in);
    }
    return values;
  }

  /** A double that may well be thousandths, as settings are and many demands. */
  static void writeDouble(double value, DataOutputView out) throws IOException {
    long milli = Math.round(value * 1000);
    if (milli >= 0
        && Double.doubleToRawLongBits(milli / 1000.0) == Double.doubleToRawLongBits(value)) {
      writeVar(milli + 1, out);
    } else {
      out.writeByte(0);
      out.writeDouble(value);
    }
  }

  static double readDouble(DataInputView in) throws IOException {
    long milli = readVar(in);
    return milli == 0 ? in.readDouble() : (milli - 1) / 1000.0;
  }

  static void writeDoubles(DataOutputView out, double... values) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  static double[] readDoubles(DataInputView in, int number) throws IOException {
    double[] values = new double[number];
    for (int i = 0; i < number; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  static void writeFloats(float[] values, DataOutputView out) throws IOException {
    writeVar(values.length, out);
    for (float value : values) {
      out.writeFloat(value);
    }
  }

  static float[] readFloats(DataInputView in) throws IOException {
    float[] values = new float[(int) readVar(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return values;
  }

  static IOException unknown(Class<?> type, int version) {
    return new IOException(
        "a " + type.getSimpleName() + " of version " + version + " was written by a newer release");
  }
}
