package io.skucast.job.ml;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.types.Row;

/**
 * How rows of {@link ModelData} are saved: one after the other, each the format's number, the
 * fields in their order (numbers big-endian, doubles by their bits, the group in modified UTF-8)
 * and the coefficients with their count before them.
 */
final class ModelDataFile {
  private static final int FORMAT = 1;

  private ModelDataFile() {}

  /** Writes a row of {@link ModelData#TYPE}. */
  static final class Writer implements Encoder<Row> {
    @Override
    public void encode(Row row, OutputStream stream) throws IOException {
      DataOutputStream out = new DataOutputStream(stream);
      double[] coefficient = ((DenseVector) row.getField(0)).values;
      out.writeInt(FORMAT);
      out.writeUTF((String) row.getField(1));
      out.writeLong((Long) row.getField(2));
      out.writeInt((Integer) row.getField(3));
      out.writeInt((Integer) row.getField(4));
      out.writeLong((Long) row.getField(5));
      out.writeDouble((Double) row.getField(6));
      out.writeDouble((Double) row.getField(7));
      out.writeInt(coefficient.length);
      for (double each : coefficient) {
        out.writeDouble(each);
      }
      out.flush();
    }
  }

  /** Reads what {@link Writer} has written. */
  static final class Format extends SimpleStreamFormat<Row> {
    @Override
    public StreamFormat.Reader<Row> createReader(Configuration config, FSDataInputStream stream) {
      DataInputStream in = new DataInputStream(stream);
      return new StreamFormat.Reader<>() {
        @Override
        public Row read() throws IOException {
          return ModelDataFile.read(in);
        }

        @Override
        public void close() throws IOException {
          in.close();
        }
      };
    }

    @Override
    public TypeInformation<Row> getProducedType() {
      return ModelData.TYPE;
    }
  }

  /** The next row; null at the end. */
  private static Row read(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int format = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    if (format != FORMAT) {
      throw new IOException("model data has format " + format + ", allowed is " + FORMAT);
    }
    Row row = Row.withPositions(ModelData.TYPE.getArity());
    row.setField(1, in.readUTF());
    row.setField(2, in.readLong());
    row.setField(3, in.readInt());
    row.setField(4, in.readInt());
    row.setField(5, in.readLong());
    row.setField(6, in.readDouble());
    row.setField(7, in.readDouble());
    double[] coefficient = new double[in.readInt()];
    for (int i = 0; i < coefficient.length; i++) {
      coefficient[i] = in.readDouble();
    }
    row.setField(0, new DenseVector(coefficient));
    return row;
  }
}
