package io.skucast.job.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A state class in few bytes and without reflection: on RocksDB each access to a series is paid by
 * its length. Every value begins with a version byte of its own, so that one that was written long
 * ago is read after the format has grown: a new version adds a case to {@code read} and leaves the
 * old ones.
 */
abstract class CompactSerializer<T> extends TypeSerializer<T> {

  /** The format that is written: one more with every change of it or of the class. */
  abstract int version();

  /** The class that is written. */
  abstract Class<T> type();

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

  /**
   * The version of the value that follows.
   *
   * @throws IOException if a newer release wrote it
   */
  final int readVersion(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > version()) {
      throw unknown(type(), version);
    }
    return version;
  }

  static void writeText(String value, DataOutputView out) throws IOException {
    StringSerializer.INSTANCE.serialize(value, out);
  }

  static String readText(DataInputView in) throws IOException {
    return StringSerializer.INSTANCE.deserialize(in);
  }

  static void writeLongs(long[] values, DataOutputView out) throws IOException {
    writeVar(values.length, out);
    for (long value : values) {
      writeSigned(value, out);
    }
  }

  static long[] readLongs(DataInputView in) throws IOException {
    long[] values = new long[(int) readVar(in)];
    for (int i = 0; i < values.length; i++) {
      values[i] = readSigned(in);
    }
    return values;
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

  /**
   * Doubles that are thousandths, as demands are, short; all others whole. Exact for both. A bit of
   * each tells which: first bytes of eight, then the values.
   */
  static void writeDemands(double[] values, DataOutputView out) throws IOException {
    writeVar(values.length, out);
    for (int from = 0; from < values.length; from += 8) {
      int bits = 0;
      for (int i = from; i < Math.min(from + 8, values.length); i++) {
        bits |= milli(values[i]) < 0 ? 0 : 1 << (i - from);
      }
      out.writeByte(bits);
    }
    for (double value : values) {
      long milli = milli(value);
      if (milli < 0) {
        out.writeDouble(value);
      } else {
        writeVar(milli, out);
      }
    }
  }

  static double[] readDemands(DataInputView in) throws IOException {
    double[] values = new double[(int) readVar(in)];
    byte[] bits = new byte[(values.length + 7) / 8];
    in.readFully(bits);
    for (int i = 0; i < values.length; i++) {
      boolean isShort = (bits[i / 8] >> i % 8 & 1) == 1;
      values[i] = isShort ? readVar(in) / 1000.0 : in.readDouble();
    }
    return values;
  }

  /** Thousandths that are exactly this value, or -1. */
  private static long milli(double value) {
    long milli = Math.round(value * 1000);
    boolean isExact =
        milli >= 0
            && milli < Long.MAX_VALUE
            && Double.doubleToRawLongBits(milli / 1000.0) == Double.doubleToRawLongBits(value);
    return isExact ? milli : -1;
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

  /** Floats: those that are no numbers and those that are few thousandths short; exact for all. */
  static void writeFloats(float[] values, DataOutputView out) throws IOException {
    writeVar(values.length, out);
    writeFloats(out, values);
  }

  static float[] readFloats(DataInputView in) throws IOException {
    return readFloats(in, (int) readVar(in));
  }

  /** The same without their number. */
  static void writeFloats(DataOutputView out, float... values) throws IOException {
    for (int from = 0; from < values.length; from += 8) {
      int bits = 0;
      for (int i = from; i < Math.min(from + 8, values.length); i++) {
        bits |= code(values[i]) < 0 ? 0 : 1 << (i - from);
      }
      out.writeByte(bits);
    }
    for (float value : values) {
      int code = code(value);
      if (code < 0) {
        out.writeFloat(value);
      } else {
        writeVar(code, out);
      }
    }
  }

  static float[] readFloats(DataInputView in, int number) throws IOException {
    float[] values = new float[number];
    byte[] bits = new byte[(number + 7) / 8];
    in.readFully(bits);
    for (int i = 0; i < number; i++) {
      boolean isShort = (bits[i / 8] >> i % 8 & 1) == 1;
      values[i] = isShort ? ofCode((int) readVar(in)) : in.readFloat();
    }
    return values;
  }

  /** 0 for NaN, thousandths and one where that is exact and takes three bytes at most, else -1. */
  private static int code(float value) {
    if (Float.isNaN(value)) {
      return 0;
    }
    int code = Math.round(value * 1000) + 1;
    boolean isExact =
        code > 0
            && code < 1 << 21
            && Float.floatToRawIntBits(ofCode(code)) == Float.floatToRawIntBits(value);
    return isExact ? code : -1;
  }

  private static float ofCode(int code) {
    return code == 0 ? Float.NaN : (float) ((code - 1) / 1000.0);
  }

  static IOException unknown(Class<?> type, int version) {
    return new IOException(
        "a " + type.getSimpleName() + " of version " + version + " was written by a newer release");
  }
}
