package io.skucast.job.state;

import static io.skucast.job.state.CompactSerializer.readDemands;
import static io.skucast.job.state.CompactSerializer.readDouble;
import static io.skucast.job.state.CompactSerializer.readDoubles;
import static io.skucast.job.state.CompactSerializer.readFloats;
import static io.skucast.job.state.CompactSerializer.readVar;
import static io.skucast.job.state.CompactSerializer.writeDemands;
import static io.skucast.job.state.CompactSerializer.writeDouble;
import static io.skucast.job.state.CompactSerializer.writeDoubles;
import static io.skucast.job.state.CompactSerializer.writeFloats;
import static io.skucast.job.state.CompactSerializer.writeVar;

import io.skucast.core.forecast.BankOptions;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.forecast.LagGroup;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The forecasters of one series and what has been learned of them, as part of the versions of
 * {@link SeriesDemandSerializer} and {@link LevelNodeSerializer}. What follows from the rest is not
 * written: settings are those of the bank, the count of observations is the same for all
 * benchmarks, and the others share one too, of their last start.
 */
final class BankSerializer {
  private BankSerializer() {}

  static void write(ForecasterBank bank, DataOutputView out) throws IOException {
    BankOptions options = bank.options();
    writeVar(bank.seasonalNaive.period, out);
    writeDemands(
        new double[] {
          options.alpha(),
          options.longAlpha(),
          options.beta(),
          options.gamma(),
          options.phi(),
          options.profileGamma()
        },
        out);
    writeFloats(out, bank.spikes.k);
    write(bank.next, out);
    write(bank.season, out);
    writeVar(bank.naive.count, out);
    writeVar(bank.sesSlow.count, out);
    SmootherBytes.writeBenchmarks(bank, out);
    SmootherBytes.writeOthers(bank, out);
    CleaningBytes.write(bank, out);
    writeFloats(bank.squares, out);
    writeDouble(bank.lot, out);
  }

  static ForecasterBank read(DataInputView in) throws IOException {
    int m = (int) readVar(in);
    double[] settings = readDemands(in);
    float k = readFloats(in, 1)[0];
    LagGroup next = readGroup(in);
    LagGroup season = readGroup(in);
    BankOptions options =
        new BankOptions(
            settings[0],
            settings[1],
            settings[2],
            settings[3],
            settings[4],
            settings[5],
            next.rate,
            next.share,
            next.discount,
            next.bandStep,
            next.correction,
            k);
    ForecasterBank bank = new ForecasterBank(m, season.lag, options);
    bank.next = next;
    bank.season = season;
    long count = readVar(in);
    long started = readVar(in);
    SmootherBytes.readBenchmarks(bank, count, in);
    SmootherBytes.readOthers(bank, started, in);
    CleaningBytes.read(bank, in);
    bank.squares = readFloats(in);
    bank.lot = readDouble(in);
    return bank;
  }

  static void write(LagGroup group, DataOutputView out) throws IOException {
    writeVar(group.lag, out);
    writeVar(group.since + 1, out);
    writeFloats(out, group.rate, group.share, group.discount, group.bandStep, group.correction);
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
    float[] singles = readFloats(in, 5);
    group.rate = singles[0];
    group.share = singles[1];
    group.discount = singles[2];
    group.bandStep = singles[3];
    group.correction = singles[4];
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
