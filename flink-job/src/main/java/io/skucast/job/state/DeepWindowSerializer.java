package io.skucast.job.state;

import io.skucast.core.deep.DeepWindow;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link DeepWindow} in two bytes or so a period: most are without sales, without a promotion and
 * in stock, which a byte of flags says.
 */
public final class DeepWindowSerializer extends CompactSerializer<DeepWindow> {
  private static final int UNITS = 1;
  private static final int REVENUE = 2;
  private static final int PROMOTED = 4;
  private static final int SHORT_OF_STOCK = 8;
  private static final int ALL_IN_STOCK = 1000;

  @Override
  int version() {
    return 1;
  }

  @Override
  Class<DeepWindow> type() {
    return DeepWindow.class;
  }

  @Override
  void write(DeepWindow window, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeSigned(window.first, out);
    writeSigned((long) window.last - window.first, out);
    writeVar(window.unitsMilli.length, out);
    for (int i = 0; i < window.unitsMilli.length; i++) {
      int flags =
          (window.unitsMilli[i] != 0 ? UNITS : 0)
              | (window.revenueMilli[i] != 0 ? REVENUE : 0)
              | (window.promotedPermille[i] != 0 ? PROMOTED : 0)
              | (window.inStockPermille[i] != ALL_IN_STOCK ? SHORT_OF_STOCK : 0);
      out.writeByte(flags);
      if ((flags & UNITS) != 0) {
        writeSigned(window.unitsMilli[i], out);
      }
      if ((flags & REVENUE) != 0) {
        writeSigned(window.revenueMilli[i], out);
      }
      if ((flags & PROMOTED) != 0) {
        out.writeShort(window.promotedPermille[i]);
      }
      if ((flags & SHORT_OF_STOCK) != 0) {
        out.writeShort(window.inStockPermille[i]);
      }
    }
    writeVar(window.blockMilli.length, out);
    for (long block : window.blockMilli) {
      writeSigned(block, out);
    }
  }

  @Override
  DeepWindow read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != 1) {
      throw unknown(DeepWindow.class, version);
    }
    DeepWindow window = new DeepWindow();
    window.first = (int) readSigned(in);
    window.last = (int) (window.first + readSigned(in));
    int length = (int) readVar(in);
    window.unitsMilli = new long[length];
    window.revenueMilli = new long[length];
    window.promotedPermille = new short[length];
    window.inStockPermille = new short[length];
    for (int i = 0; i < length; i++) {
      int flags = in.readByte();
      window.unitsMilli[i] = (flags & UNITS) != 0 ? readSigned(in) : 0;
      window.revenueMilli[i] = (flags & REVENUE) != 0 ? readSigned(in) : 0;
      window.promotedPermille[i] = (flags & PROMOTED) != 0 ? in.readShort() : 0;
      window.inStockPermille[i] = (flags & SHORT_OF_STOCK) != 0 ? in.readShort() : ALL_IN_STOCK;
    }
    window.blockMilli = new long[(int) readVar(in)];
    for (int i = 0; i < window.blockMilli.length; i++) {
      window.blockMilli[i] = readSigned(in);
    }
    return window;
  }

  @Override
  public DeepWindow createInstance() {
    return new DeepWindow();
  }

  @Override
  public DeepWindow copy(DeepWindow from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<DeepWindow> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<DeepWindow> {
    public Snapshot() {
      super(DeepWindowSerializer::new);
    }
  }
}
