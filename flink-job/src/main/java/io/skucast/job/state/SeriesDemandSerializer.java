package io.skucast.job.state;

import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.smooth.ErrorWindow;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.core.smooth.MovingAverage;
import io.skucast.core.smooth.SeasonalNaive;
import io.skucast.core.smooth.SimpleExponentialSmoothing;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SeriesDemand} with its forecasters, most of it their recent errors. */
public final class SeriesDemandSerializer extends CompactSerializer<SeriesDemand> {
  @Override
  void write(SeriesDemand demand, DataOutputView out) throws IOException {
    out.writeByte(1);
    writeVar(demand.sealedSales, out);
    writeSigned(demand.firstOpen, out);
    writeVar(demand.openSales.length, out);
    for (int i = 0; i < demand.openSales.length; i++) {
      writeSigned(demand.openUnitsMilli[i], out);
      writeSigned(demand.openRevenueMilli[i], out);
      writeVar(demand.openSales[i], out);
    }
    ForecasterBank bank = demand.sealed;
    writeVar(bank.movingAverage.window, out);
    writeVar(bank.movingAverage.count, out);
    writeDemands(bank.movingAverage.ring, out);
    out.writeDouble(bank.ses.alpha);
    out.writeDouble(bank.ses.level);
    writeVar(bank.ses.count, out);
    write(bank.holtWinters, out);
    writeVar(bank.seasonalNaive.period, out);
    writeVar(bank.seasonalNaive.count, out);
    writeDemands(bank.seasonalNaive.last, out);
    write(bank.movingAverageErrors, out);
    write(bank.sesErrors, out);
    write(bank.holtWintersErrors, out);
    write(bank.seasonalNaiveErrors, out);
  }

  @Override
  SeriesDemand read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != 1) {
      throw unknown(SeriesDemand.class, version);
    }
    SeriesDemand demand = new SeriesDemand();
    demand.sealedSales = readVar(in);
    demand.firstOpen = (int) readSigned(in);
    int open = (int) readVar(in);
    demand.openUnitsMilli = new long[open];
    demand.openRevenueMilli = new long[open];
    demand.openSales = new int[open];
    for (int i = 0; i < open; i++) {
      demand.openUnitsMilli[i] = readSigned(in);
      demand.openRevenueMilli[i] = readSigned(in);
      demand.openSales[i] = (int) readVar(in);
    }
    ForecasterBank bank = new ForecasterBank();
    bank.movingAverage = new MovingAverage((int) readVar(in));
    bank.movingAverage.count = readVar(in);
    bank.movingAverage.ring = readDemands(in);
    bank.ses = new SimpleExponentialSmoothing(in.readDouble());
    bank.ses.level = in.readDouble();
    bank.ses.count = readVar(in);
    bank.holtWinters = readHoltWinters(in);
    bank.seasonalNaive = new SeasonalNaive((int) readVar(in));
    bank.seasonalNaive.count = readVar(in);
    bank.seasonalNaive.last = readDemands(in);
    bank.movingAverageErrors = readErrors(in);
    bank.sesErrors = readErrors(in);
    bank.holtWintersErrors = readErrors(in);
    bank.seasonalNaiveErrors = readErrors(in);
    demand.sealed = bank;
    return demand;
  }

  private static void write(HoltWinters state, DataOutputView out) throws IOException {
    out.writeDouble(state.alpha);
    out.writeDouble(state.beta);
    out.writeDouble(state.gamma);
    out.writeDouble(state.phi);
    out.writeDouble(state.level);
    out.writeDouble(state.slope);
    out.writeDouble(state.peak);
    writeVar(state.count, out);
    writeDemands(state.season, out);
  }

  private static HoltWinters readHoltWinters(DataInputView in) throws IOException {
    HoltWinters state =
        new HoltWinters(1, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    state.level = in.readDouble();
    state.slope = in.readDouble();
    state.peak = in.readDouble();
    state.count = readVar(in);
    state.season = readDemands(in);
    return state;
  }

  /** Only the places of the ring that are filled. */
  private static void write(ErrorWindow errors, DataOutputView out) throws IOException {
    writeVar(errors.count, out);
    out.writeDouble(errors.sumError);
    out.writeDouble(errors.sumAbs);
    out.writeDouble(errors.sumSquare);
    for (int i = 0; i < Math.min(errors.count, ErrorWindow.SIZE); i++) {
      out.writeFloat(errors.ring[i]);
    }
  }

  private static ErrorWindow readErrors(DataInputView in) throws IOException {
    ErrorWindow errors = new ErrorWindow();
    errors.count = readVar(in);
    errors.sumError = in.readDouble();
    errors.sumAbs = in.readDouble();
    errors.sumSquare = in.readDouble();
    for (int i = 0; i < Math.min(errors.count, ErrorWindow.SIZE); i++) {
      errors.ring[i] = in.readFloat();
    }
    return errors;
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
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SeriesDemand> {
    public Snapshot() {
      super(SeriesDemandSerializer::new);
    }
  }
}
