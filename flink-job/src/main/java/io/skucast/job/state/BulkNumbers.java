package io.skucast.job.state;

import static io.skucast.job.state.CompactSerializer.readVar;
import static io.skucast.job.state.CompactSerializer.writeVar;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.IntFunction;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Arrays of numbers as one run of bytes each, to the last bit: what is read once and thrown away is
 * paid by the call and not by its length, so nothing is made shorter.
 */
final class BulkNumbers {
  private static final VarHandle DOUBLES =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.BIG_ENDIAN);

  private BulkNumbers() {}

  static void write(long[] values, DataOutputView out) throws IOException {
    writeVar(values.length, out);
    byte[] bytes = new byte[Long.BYTES * values.length];
    for (int i = 0; i < values.length; i++) {
      LONGS.set(bytes, Long.BYTES * i, values[i]);
    }
    out.write(bytes);
  }

  static long[] readLongs(DataInputView in) throws IOException {
    long[] values = new long[(int) readVar(in)];
    byte[] bytes = bytes(Long.BYTES * values.length, in);
    for (int i = 0; i < values.length; i++) {
      values[i] = (long) LONGS.get(bytes, Long.BYTES * i);
    }
    return values;
  }

  static void write(double[] values, DataOutputView out) throws IOException {
    writeVar(values.length, out);
    byte[] bytes = new byte[Double.BYTES * values.length];
    put(values, bytes, 0);
    out.write(bytes);
  }

  static double[] readDoubles(DataInputView in) throws IOException {
    double[] values = new double[(int) readVar(in)];
    get(bytes(Double.BYTES * values.length, in), 0, values);
    return values;
  }

  static void write(float[] values, DataOutputView out) throws IOException {
    writeVar(values.length, out);
    byte[] bytes = new byte[Float.BYTES * values.length];
    put(values, bytes, 0);
    out.write(bytes);
  }

  static float[] readFloats(DataInputView in) throws IOException {
    float[] values = new float[(int) readVar(in)];
    get(bytes(Float.BYTES * values.length, in), 0, values);
    return values;
  }

  /** Rows of one length. */
  static void write(double[][] rows, DataOutputView out) throws IOException {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    writeVar(rows.length, out);
    writeVar(columns, out);
    byte[] bytes = new byte[Double.BYTES * rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      requireLength(columns, rows[i].length, i);
      put(rows[i], bytes, Double.BYTES * i * columns);
    }
    out.write(bytes);
  }

  static double[][] readDoubleRows(DataInputView in) throws IOException {
    return readRows(
        in, Double.BYTES, double[][]::new, double[]::new, (row, bytes, at) -> get(bytes, at, row));
  }

  /** Rows of one length. */
  static void write(float[][] rows, DataOutputView out) throws IOException {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    writeVar(rows.length, out);
    writeVar(columns, out);
    byte[] bytes = new byte[Float.BYTES * rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      requireLength(columns, rows[i].length, i);
      put(rows[i], bytes, Float.BYTES * i * columns);
    }
    out.write(bytes);
  }

  static float[][] readFloatRows(DataInputView in) throws IOException {
    return readRows(
        in, Float.BYTES, float[][]::new, float[]::new, (row, bytes, at) -> get(bytes, at, row));
  }

  private interface Fill<T> {
    void fill(T row, byte[] bytes, int at);
  }

  private static <T> T[] readRows(
      DataInputView in, int size, IntFunction<T[]> rows, IntFunction<T> row, Fill<T> fill)
      throws IOException {
    T[] read = rows.apply((int) readVar(in));
    int columns = (int) readVar(in);
    byte[] bytes = bytes(size * read.length * columns, in);
    for (int i = 0; i < read.length; i++) {
      read[i] = row.apply(columns);
      fill.fill(read[i], bytes, size * i * columns);
    }
    return read;
  }

  private static void requireLength(int columns, int length, int row) {
    if (length != columns) {
      throw new IllegalArgumentException(
          "row "
              + row
              + " has "
              + length
              + " numbers: allowed are as many as row 0 has, "
              + columns);
    }
  }

  private static void put(double[] values, byte[] bytes, int from) {
    for (int i = 0; i < values.length; i++) {
      DOUBLES.set(bytes, from + Double.BYTES * i, values[i]);
    }
  }

  private static void put(float[] values, byte[] bytes, int from) {
    for (int i = 0; i < values.length; i++) {
      FLOATS.set(bytes, from + Float.BYTES * i, values[i]);
    }
  }

  private static void get(byte[] bytes, int from, double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (double) DOUBLES.get(bytes, from + Double.BYTES * i);
    }
  }

  private static void get(byte[] bytes, int from, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) FLOATS.get(bytes, from + Float.BYTES * i);
    }
  }

  private static byte[] bytes(int number, DataInputView in) throws IOException {
    byte[] bytes = new byte[number];
    in.readFully(bytes);
    return bytes;
  }
}
