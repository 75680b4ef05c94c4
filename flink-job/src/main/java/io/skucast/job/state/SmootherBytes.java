package io.skucast.job.state;

import static io.skucast.job.state.CompactSerializer.readDemands;
import static io.skucast.job.state.CompactSerializer.readDouble;
import static io.skucast.job.state.CompactSerializer.readDoubles;
import static io.skucast.job.state.CompactSerializer.readVar;
import static io.skucast.job.state.CompactSerializer.writeDemands;
import static io.skucast.job.state.CompactSerializer.writeDouble;
import static io.skucast.job.state.CompactSerializer.writeDoubles;
import static io.skucast.job.state.CompactSerializer.writeVar;

import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.smooth.Croston;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.core.smooth.MultiplicativeHoltWinters;
import io.skucast.core.smooth.SeasonalNaive;
import io.skucast.core.smooth.SeasonalProfile;
import io.skucast.core.smooth.SimpleExponentialSmoothing;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The states of a bank's smoothers, without settings and counts. Reading fills a bank that has been
 * made with the same settings. A level that several smoothers have to the last bit, because they
 * smooth the same demands alike, is written once.
 */
final class SmootherBytes {
  private SmootherBytes() {}

  /** The last demands are in the ring of the moving average, which is four seasons long. */
  static void writeBenchmarks(ForecasterBank bank, DataOutputView out) throws IOException {
    writeDemands(bank.movingAverage.ring, out);
    out.writeDouble(bank.ses.level);
    write(bank.holt.smoothing, out);
    writeDouble(bank.seasonalDifference.difference, out);
    writeDoubles(out, bank.theta.meanDemand, bank.theta.covariance);
    writeDouble(bank.croston.size, out);
    writeDouble(bank.croston.interval, out);
    writeVar(bank.croston.since, out);
  }

  static void readBenchmarks(ForecasterBank bank, long count, DataInputView in) throws IOException {
    double[] ring = readDemands(in);
    bank.movingAverage.ring = ring;
    bank.movingAverage.count = count;
    bank.naive.last = count == 0 ? 0 : ring[(int) ((count - 1) % ring.length)];
    bank.naive.count = count;
    fill(bank.seasonalNaive, ring, count);
    read(bank.ses, count, in);
    read(bank.holt.smoothing, count, in);
    bank.seasonalDifference.difference = readDouble(in);
    fill(bank.seasonalDifference.seasonal, ring, count);
    bank.theta.smoothing = bank.ses.copy();
    double[] theta = readDoubles(in, 2);
    bank.theta.meanDemand = theta[0];
    bank.theta.covariance = theta[1];
    double size = readDouble(in);
    double interval = readDouble(in);
    long since = readVar(in);
    fill(bank.croston, size, interval, since, count);
    fill(bank.sba, size, interval, since, count);
  }

  static void writeOthers(ForecasterBank bank, DataOutputView out) throws IOException {
    writeDoubles(out, bank.sesSlow.level, bank.sesFast.level, bank.longMean.level);
    write(bank.holtWinters, out);
    write(bank.holtWintersMultiplicative, out);
    write(bank.holtWintersLog.logs, out);
    writeDouble(bank.holtWintersLog.variance, out);
    writeDoubles(out, bank.tsb.size, bank.tsb.probability);
    writeDemands(afterFirst(bank.aggregation.levels), out);
    writeDemands(afterFirst(bank.aggregation.open), out);
    writeDemands(bank.profile.index, out);
    writeDemands(bank.profileFast.index, out);
  }

  static void readOthers(ForecasterBank bank, long count, DataInputView in) throws IOException {
    read(bank.sesSlow, count, in);
    read(bank.sesFast, count, in);
    read(bank.longMean, count, in);
    read(bank.holtWinters, count, in);
    read(bank.holtWintersMultiplicative, count, in);
    read(bank.holtWintersLog.logs, count, in);
    bank.holtWintersLog.variance = readDouble(in);
    bank.tsb.count = count;
    bank.tsb.size = in.readDouble();
    bank.tsb.probability = in.readDouble();
    // A block of one period is full at once: its level is that of plain smoothing, and none open.
    double plain = bank.holtWintersMultiplicative.plain.level;
    bank.aggregation.count = count;
    bank.aggregation.levels = withFirst(plain, readDemands(in));
    bank.aggregation.open = withFirst(0, readDemands(in));
    read(bank.profile, bank.sesSlow.level, count, in);
    read(bank.profileFast, plain, count, in);
  }

  private static double[] afterFirst(double[] values) {
    return Arrays.copyOfRange(values, 1, values.length);
  }

  private static double[] withFirst(double first, double[] others) {
    double[] values = new double[1 + others.length];
    values[0] = first;
    System.arraycopy(others, 0, values, 1, others.length);
    return values;
  }

  private static void fill(SeasonalNaive state, double[] ring, long count) {
    state.count = count;
    long oldest = Math.max(0, count - state.period);
    for (long t = oldest; t < count; t++) {
      state.last[(int) (t % state.period)] = ring[(int) (t % ring.length)];
    }
  }

  private static void fill(Croston state, double size, double interval, long since, long count) {
    state.size = size;
    state.interval = interval;
    state.since = since;
    state.count = count;
  }

  private static void read(SimpleExponentialSmoothing state, long count, DataInputView in)
      throws IOException {
    state.level = in.readDouble();
    state.count = count;
  }

  private static void write(HoltWinters state, DataOutputView out) throws IOException {
    writeDoubles(out, state.level, state.slope);
    writeDouble(state.peak, out);
    writeDemands(state.season, out);
  }

  private static void read(HoltWinters state, long count, DataInputView in) throws IOException {
    state.level = in.readDouble();
    state.slope = in.readDouble();
    state.peak = readDouble(in);
    state.season = readDemands(in);
    state.count = count;
  }

  private static void write(MultiplicativeHoltWinters state, DataOutputView out)
      throws IOException {
    writeVar(state.learned, out);
    writeDouble(state.level, out);
    writeDouble(state.slope, out);
    writeDouble(state.peak, out);
    writeDemands(state.season, out);
    out.writeDouble(state.plain.level);
  }

  private static void read(MultiplicativeHoltWinters state, long count, DataInputView in)
      throws IOException {
    state.learned = readVar(in);
    state.level = readDouble(in);
    state.slope = readDouble(in);
    state.peak = readDouble(in);
    state.season = readDemands(in);
    read(state.plain, count, in);
  }

  private static void read(SeasonalProfile state, double level, long count, DataInputView in)
      throws IOException {
    state.level = level;
    state.index = readDemands(in);
    state.count = count;
  }
}
