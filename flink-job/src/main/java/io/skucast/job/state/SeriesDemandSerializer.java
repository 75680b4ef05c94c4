package io.skucast.job.state;

import io.skucast.core.forecast.Drivers;
import io.skucast.core.forecast.SeriesDemand;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SeriesDemand} with its forecasters, most of it their recent errors. */
public final class SeriesDemandSerializer extends CompactSerializer<SeriesDemand> {
  @Override
  int version() {
    return 4;
  }

  @Override
  Class<SeriesDemand> type() {
    return SeriesDemand.class;
  }

  @Override
  void write(SeriesDemand demand, DataOutputView out) throws IOException {
    out.writeByte(version());
    out.writeUTF(demand.sealedCategory);
    writeVar(demand.sealedRevision, out);
    writeSigned(demand.firstOpen, out);
    writeVar(demand.openSales.length, out);
    for (int i = 0; i < demand.openSales.length; i++) {
      writeSigned(demand.openUnitsMilli[i], out);
      writeSigned(demand.openRevenueMilli[i], out);
      writeVar(demand.openSales[i], out);
      writeVar(demand.openSignals[i], out);
      writeSigned(demand.openInStockPermille[i], out);
      writeVar(demand.openPromoted[i], out);
      writeVar(demand.openViews[i], out);
      writeVar(demand.openCarts[i], out);
      out.writeUTF(demand.openCategory[i]);
    }
    BankSerializer.write(demand.sealed, out);
    write(demand.sealedDrivers, out);
  }

  @Override
  SeriesDemand read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version < 4) {
      throw new IOException(
          "a SeriesDemand of version "
              + version
              + " was written before the first release: replay the sales instead");
    }
    if (version > 4) {
      throw unknown(SeriesDemand.class, version);
    }
    SeriesDemand demand = new SeriesDemand();
    demand.sealedCategory = in.readUTF();
    demand.sealedRevision = readVar(in);
    demand.firstOpen = (int) readSigned(in);
    int open = (int) readVar(in);
    demand.openUnitsMilli = new long[open];
    demand.openRevenueMilli = new long[open];
    demand.openSales = new int[open];
    demand.openSignals = new int[open];
    demand.openInStockPermille = new int[open];
    demand.openPromoted = new int[open];
    demand.openViews = new int[open];
    demand.openCarts = new int[open];
    demand.openCategory = new String[open];
    for (int i = 0; i < open; i++) {
      demand.openUnitsMilli[i] = readSigned(in);
      demand.openRevenueMilli[i] = readSigned(in);
      demand.openSales[i] = (int) readVar(in);
      demand.openSignals[i] = (int) readVar(in);
      demand.openInStockPermille[i] = (int) readSigned(in);
      demand.openPromoted[i] = (int) readVar(in);
      demand.openViews[i] = (int) readVar(in);
      demand.openCarts[i] = (int) readVar(in);
      demand.openCategory[i] = in.readUTF();
    }
    demand.sealed = BankSerializer.read(in);
    demand.sealedDrivers = readDrivers(in);
    return demand;
  }

  private static void write(Drivers drivers, DataOutputView out) throws IOException {
    writeFloats(
        out,
        drivers.price,
        drivers.usualPrice,
        drivers.promotion,
        drivers.views,
        drivers.usualViews,
        drivers.carts,
        drivers.usualCarts);
  }

  private static Drivers readDrivers(DataInputView in) throws IOException {
    float[] numbers = readFloats(in, 7);
    Drivers drivers = new Drivers();
    drivers.price = numbers[0];
    drivers.usualPrice = numbers[1];
    drivers.promotion = numbers[2];
    drivers.views = numbers[3];
    drivers.usualViews = numbers[4];
    drivers.carts = numbers[5];
    drivers.usualCarts = numbers[6];
    return drivers;
  }

  @Override
  public SeriesDemand createInstance() {
    return new SeriesDemand();
  }

  @Override
  public SeriesDemand copy(SeriesDemand from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<SeriesDemand> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<SeriesDemand> {
    public Snapshot() {
      super(SeriesDemandSerializer::new);
    }
  }
}
