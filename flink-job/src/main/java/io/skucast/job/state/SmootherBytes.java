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
import io.skucast.core.smooth.Holt;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.core.smooth.LogHoltWinters;
import io.skucast.core.smooth.MovingAverage;
import io.skucast.core.smooth.MultipleAggregation;
import io.skucast.core.smooth.MultiplicativeHoltWinters;
import io.skucast.core.smooth.Naive;
import io.skucast.core.smooth.SeasonalDifference;
import io.skucast.core.smooth.SeasonalNaive;
import io.skucast.core.smooth.SeasonalProfile;
import io.skucast.core.smooth.SimpleExponentialSmoothing;
import io.skucast.core.smooth.TeunterSyntetosBabai;
import io.skucast.core.smooth.Theta;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The smoothers of a bank: settings and states, without their counts. */
final class SmootherBytes {
  private SmootherBytes() {}

  /**
   * What the last season was is known to two of them; the moving average's ring has it too, but is
   * laid out by its own length.
   */
  static void writeBenchmarks(ForecasterBank bank, DataOutputView out) throws IOException {
    writeDouble(bank.naive.last, out);
    writeDemands(bank.seasonalNaive.last, out);
    writeDemands(bank.movingAverage.ring, out);
    write(bank.ses, out);
    write(bank.holt.smoothing, out);
    writeDouble(bank.seasonalDifference.alpha, out);
    writeDouble(bank.seasonalDifference.difference, out);
    write(bank.theta.smoothing, out);
    writeDoubles(out, bank.theta.meanDemand, bank.theta.covariance);
    write(bank.croston, out);
    write(bank.sba, out);
  }

  static void readBenchmarks(ForecasterBank bank, long count, DataInputView in) throws IOException {
    bank.naive = new Naive();
    bank.naive.last = readDouble(in);
    bank.naive.count = count;
    double[] last = readDemands(in);
    bank.seasonalNaive = seasonalNaive(last, count);
    double[] ring = readDemands(in);
    bank.movingAverage = new MovingAverage(ring.length);
    bank.movingAverage.ring = ring;
    bank.movingAverage.count = count;
    bank.ses = readSmoothing(count, in);
    bank.holt = new Holt();
    bank.holt.smoothing = readHoltWinters(count, in);
    bank.seasonalDifference = new SeasonalDifference(last.length, readDouble(in));
    bank.seasonalDifference.difference = readDouble(in);
    bank.seasonalDifference.seasonal = seasonalNaive(last.clone(), count);
    bank.theta = new Theta();
    bank.theta.smoothing = readSmoothing(count, in);
    double[] theta = readDoubles(in, 2);
    bank.theta.meanDemand = theta[0];
    bank.theta.covariance = theta[1];
    bank.croston = readCroston(count, in);
    bank.sba = readCroston(count, in);
  }

  static void writeOthers(ForecasterBank bank, DataOutputView out) throws IOException {
    write(bank.sesSlow, out);
    write(bank.sesFast, out);
    write(bank.longMean, out);
    write(bank.holtWinters, out);
    write(bank.holtWintersMultiplicative, out);
    write(bank.holtWintersLog.logs, out);
    writeDouble(bank.holtWintersLog.delta, out);
    writeDouble(bank.holtWintersLog.variance, out);
    writeDouble(bank.tsb.alpha, out);
    writeDouble(bank.tsb.beta, out);
    writeDoubles(out, bank.tsb.size, bank.tsb.probability);
    write(bank.aggregation, out);
    write(bank.profile, out);
    write(bank.profileFast, out);
  }

  static void readOthers(ForecasterBank bank, long count, DataInputView in) throws IOException {
    bank.sesSlow = readSmoothing(count, in);
    bank.sesFast = readSmoothing(count, in);
    bank.longMean = readSmoothing(count, in);
    bank.holtWinters = readHoltWinters(count, in);
    bank.holtWintersMultiplicative = readMultiplicative(count, in);
    bank.holtWintersLog = new LogHoltWinters();
    bank.holtWintersLog.logs = readHoltWinters(count, in);
    bank.holtWintersLog.delta = readDouble(in);
    bank.holtWintersLog.variance = readDouble(in);
    bank.tsb = new TeunterSyntetosBabai(readDouble(in), readDouble(in));
    bank.tsb.count = count;
    bank.tsb.size = in.readDouble();
    bank.tsb.probability = in.readDouble();
    bank.aggregation = readAggregation(count, in);
    bank.profile = readProfile(count, in);
    bank.profileFast = readProfile(count, in);
  }

  private static SeasonalNaive seasonalNaive(double[] last, long count) {
    SeasonalNaive state = new SeasonalNaive(last.length);
    state.last = last;
    state.count = count;
    return state;
  }

  private static void write(SimpleExponentialSmoothing state, DataOutputView out)
      throws IOException {
    writeDouble(state.alpha, out);
    out.writeDouble(state.level);
  }

  private static SimpleExponentialSmoothing readSmoothing(long count, DataInputView in)
      throws IOException {
    SimpleExponentialSmoothing state = new SimpleExponentialSmoothing(readDouble(in));
    state.level = in.readDouble();
    state.count = count;
    return state;
  }

  private static void write(HoltWinters state, DataOutputView out) throws IOException {
    writeDemands(new double[] {state.alpha, state.beta, state.gamma, state.phi}, out);
    writeDoubles(out, state.level, state.slope);
    writeDouble(state.peak, out);
    writeDemands(state.season, out);
  }

  private static HoltWinters readHoltWinters(long count, DataInputView in) throws IOException {
    double[] settings = readDemands(in);
    HoltWinters state = new HoltWinters(1, settings[0], settings[1], settings[2], settings[3]);
    state.level = in.readDouble();
    state.slope = in.readDouble();
    state.peak = readDouble(in);
    state.season = readDemands(in);
    state.count = count;
    return state;
  }

  private static void write(MultiplicativeHoltWinters state, DataOutputView out)
      throws IOException {
    writeDemands(new double[] {state.alpha, state.beta, state.gamma, state.phi}, out);
    writeVar(state.learned, out);
    writeDouble(state.level, out);
    writeDouble(state.slope, out);
    writeDouble(state.peak, out);
    writeDemands(state.season, out);
    write(state.plain, out);
  }

  private static MultiplicativeHoltWinters readMultiplicative(long count, DataInputView in)
      throws IOException {
    double[] settings = readDemands(in);
    MultiplicativeHoltWinters state =
        new MultiplicativeHoltWinters(1, settings[0], settings[1], settings[2], settings[3]);
    state.learned = readVar(in);
    state.level = readDouble(in);
    state.slope = readDouble(in);
    state.peak = readDouble(in);
    state.season = readDemands(in);
    state.plain = readSmoothing(count, in);
    return state;
  }

  private static void write(Croston state, DataOutputView out) throws IOException {
    writeDouble(state.alpha, out);
    writeDouble(state.factor, out);
    writeDouble(state.size, out);
    writeDouble(state.interval, out);
    writeVar(state.since, out);
  }

  private static Croston readCroston(long count, DataInputView in) throws IOException {
    Croston state = new Croston(readDouble(in), false);
    state.factor = readDouble(in);
    state.size = readDouble(in);
    state.interval = readDouble(in);
    state.since = readVar(in);
    state.count = count;
    return state;
  }

  private static void write(MultipleAggregation state, DataOutputView out) throws IOException {
    writeDouble(state.alpha, out);
    writeVar(state.lengths.length, out);
    for (int length : state.lengths) {
      writeVar(length, out);
    }
    writeDemands(state.levels, out);
    writeDemands(state.open, out);
  }

  private static MultipleAggregation readAggregation(long count, DataInputView in)
      throws IOException {
    double alpha = readDouble(in);
    int[] lengths = new int[(int) readVar(in)];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (int) readVar(in);
    }
    MultipleAggregation state = new MultipleAggregation(alpha, lengths);
    state.levels = readDemands(in);
    state.open = readDemands(in);
    state.count = count;
    return state;
  }

  private static void write(SeasonalProfile state, DataOutputView out) throws IOException {
    writeDouble(state.alpha, out);
    writeDouble(state.gamma, out);
    out.writeDouble(state.level);
    writeDemands(state.index, out);
  }

  private static SeasonalProfile readProfile(long count, DataInputView in) throws IOException {
    SeasonalProfile state = new SeasonalProfile(1, readDouble(in), readDouble(in));
    state.level = in.readDouble();
    state.index = readDemands(in);
    state.count = count;
    return state;
  }
}
