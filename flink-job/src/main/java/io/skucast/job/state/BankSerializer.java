package io.skucast.job.state;

import static io.skucast.job.state.CompactSerializer.readDouble;
import static io.skucast.job.state.CompactSerializer.readDoubles;
import static io.skucast.job.state.CompactSerializer.readFloats;
import static io.skucast.job.state.CompactSerializer.readVar;
import static io.skucast.job.state.CompactSerializer.writeDouble;
import static io.skucast.job.state.CompactSerializer.writeDoubles;
import static io.skucast.job.state.CompactSerializer.writeFloats;
import static io.skucast.job.state.CompactSerializer.writeVar;

import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.LagGroup;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The forecasters of one series and what has been learned of them, as part of the versions of
 * {@link SeriesDemandSerializer} and {@link LevelNodeSerializer}. The count of observations is the
 * same for all benchmarks and is written once; the others share one too, of their last start.
 */
final class BankSerializer {
  private BankSerializer() {}

  static void write(ForecasterBank bank, DataOutputView out) throws IOException {
    writeVar(bank.naive.count, out);
    writeVar(bank.sesSlow.count, out);
    SmootherBytes.writeBenchmarks(bank, out);
    SmootherBytes.writeOthers(bank, out);
    write(bank.next, out);
    write(bank.season, out);
    CleaningBytes.write(bank, out);
    writeFloats(bank.squares, out);
    writeDouble(bank.lot, out);
  }

  static ForecasterBank read(DataInputView in) throws IOException {
    ForecasterBank bank = new ForecasterBank();
    long count = readVar(in);
    long started = readVar(in);
    SmootherBytes.readBenchmarks(bank, count, in);
    SmootherBytes.readOthers(bank, started, in);
    bank.next = readGroup(in);
    bank.season = readGroup(in);
    CleaningBytes.read(bank, in);
    bank.squares = readFloats(in);
    bank.lot = readDouble(in);
    return bank;
  }

  static void write(LagGroup group, DataOutputView out) throws IOException {
    writeVar(group.lag, out);
    writeVar(group.since + 1, out);
    out.writeFloat(group.rate);
    out.writeFloat(group.share);
    out.writeFloat(group.discount);
    out.writeFloat(group.bandStep);
    out.writeFloat(group.correction);
    writeFloats(group.weights, out);
    writeFloats(group.pending, out);
    writeFloats(group.tails, out);
    writeDoubles(
        out,
        group.sumWeight,
        group.sumDemand,
        group.sumMean,
        group.sumMeanSquare,
        group.sumErrorSquare);
  }

  static LagGroup readGroup(DataInputView in) throws IOException {
    LagGroup group = new LagGroup();
    group.lag = (int) readVar(in);
    group.since = readVar(in) - 1;
    group.rate = in.readFloat();
    group.share = in.readFloat();
    group.discount = in.readFloat();
    group.bandStep = in.readFloat();
    group.correction = in.readFloat();
    group.weights = readFloats(in);
    group.pending = readFloats(in);
    group.tails = readFloats(in);
    double[] sums = readDoubles(in, 5);
    group.sumWeight = sums[0];
    group.sumDemand = sums[1];
    group.sumMean = sums[2];
    group.sumMeanSquare = sums[3];
    group.sumErrorSquare = sums[4];
    return group;
  }
}
