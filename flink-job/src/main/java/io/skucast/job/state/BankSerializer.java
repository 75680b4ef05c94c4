package io.skucast.job.state;

import static io.skucast.job.state.CompactSerializer.readDemands;
import static io.skucast.job.state.CompactSerializer.readVar;
import static io.skucast.job.state.CompactSerializer.writeDemands;
import static io.skucast.job.state.CompactSerializer.writeVar;

import io.skucast.core.forecast.ExpertWeights;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.smooth.Croston;
import io.skucast.core.smooth.ErrorWindow;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.core.smooth.MovingAverage;
import io.skucast.core.smooth.MultipleAggregation;
import io.skucast.core.smooth.Naive;
import io.skucast.core.smooth.SeasonalNaive;
import io.skucast.core.smooth.SimpleExponentialSmoothing;
import io.skucast.core.smooth.TeunterSyntetosBabai;
import io.skucast.core.smooth.Theta;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The forecasters of one series, as part of {@link SeriesDemandSerializer}'s versions. The count of
 * observations is the same for all and is written once.
 */
final class BankSerializer {
  private BankSerializer() {}

  static void write(ForecasterBank bank, DataOutputView out) throws IOException {
    writeVar(bank.naive.count, out);
    writeDemands(new double[] {bank.naive.last}, out);
    writeVar(bank.seasonalNaive.period, out);
    writeDemands(bank.seasonalNaive.last, out);
    writeVar(bank.movingAverage.window, out);
    writeDemands(bank.movingAverage.ring, out);
    doubles(out, bank.ses.alpha, bank.ses.level);
    write(bank.holtWinters, out);
    doubles(
        out,
        bank.theta.smoothing.alpha,
        bank.theta.smoothing.level,
        bank.theta.meanDemand,
        bank.theta.covariance);
    write(bank.croston, out);
    write(bank.sba, out);
    doubles(out, bank.tsb.alpha, bank.tsb.beta, bank.tsb.size, bank.tsb.probability);
    out.writeDouble(bank.aggregation.alpha);
    writeVar(bank.aggregation.lengths.length, out);
    for (int length : bank.aggregation.lengths) {
      writeVar(length, out);
    }
    doubles(out, bank.aggregation.levels);
    writeDemands(bank.aggregation.open, out);
    writeVar(bank.weights.weights.length, out);
    doubles(out, bank.weights.weights);
    out.writeDouble(bank.weights.square);
    write(bank.combinedErrors, out);
    doubles(out, bank.sumError);
    doubles(out, bank.sumAbs);
    doubles(out, bank.sumSquare);
  }

  static ForecasterBank read(DataInputView in) throws IOException {
    ForecasterBank bank = new ForecasterBank();
    long count = readVar(in);
    bank.naive = new Naive();
    bank.naive.count = count;
    bank.naive.last = readDemands(in)[0];
    bank.seasonalNaive = new SeasonalNaive((int) readVar(in));
    bank.seasonalNaive.count = count;
    bank.seasonalNaive.last = readDemands(in);
    bank.movingAverage = new MovingAverage((int) readVar(in));
    bank.movingAverage.count = count;
    bank.movingAverage.ring = readDemands(in);
    bank.ses = readSmoothing(in, count);
    bank.holtWinters = readHoltWinters(in, count);
    bank.theta = new Theta();
    bank.theta.smoothing = readSmoothing(in, count);
    bank.theta.meanDemand = in.readDouble();
    bank.theta.covariance = in.readDouble();
    bank.croston = readCroston(in, count);
    bank.sba = readCroston(in, count);
    bank.tsb = new TeunterSyntetosBabai(in.readDouble(), in.readDouble());
    bank.tsb.count = count;
    bank.tsb.size = in.readDouble();
    bank.tsb.probability = in.readDouble();
    bank.aggregation = readAggregation(in, count);
    bank.weights = new ExpertWeights((int) readVar(in));
    int experts = bank.weights.weights.length;
    bank.weights.weights = readDoubles(in, experts);
    bank.weights.square = in.readDouble();
    bank.combinedErrors = readErrors(in);
    bank.sumError = readDoubles(in, experts);
    bank.sumAbs = readDoubles(in, experts);
    bank.sumSquare = readDoubles(in, experts);
    return bank;
  }

  private static SimpleExponentialSmoothing readSmoothing(DataInputView in, long count)
      throws IOException {
    SimpleExponentialSmoothing state = new SimpleExponentialSmoothing(in.readDouble());
    state.level = in.readDouble();
    state.count = count;
    return state;
  }

  private static void write(HoltWinters state, DataOutputView out) throws IOException {
    doubles(out, state.alpha, state.beta, state.gamma, state.phi);
    doubles(out, state.level, state.slope, state.peak);
    writeDemands(state.season, out);
  }

  private static HoltWinters readHoltWinters(DataInputView in, long count) throws IOException {
    HoltWinters state =
        new HoltWinters(1, in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    state.level = in.readDouble();
    state.slope = in.readDouble();
    state.peak = in.readDouble();
    state.season = readDemands(in);
    state.count = count;
    return state;
  }

  private static void write(Croston state, DataOutputView out) throws IOException {
    doubles(out, state.alpha, state.factor, state.size, state.interval);
    writeVar(state.since, out);
  }

  private static Croston readCroston(DataInputView in, long count) throws IOException {
    Croston state = new Croston(in.readDouble(), false);
    state.factor = in.readDouble();
    state.size = in.readDouble();
    state.interval = in.readDouble();
    state.since = readVar(in);
    state.count = count;
    return state;
  }

  private static MultipleAggregation readAggregation(DataInputView in, long count)
      throws IOException {
    double alpha = in.readDouble();
    int[] lengths = new int[(int) readVar(in)];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (int) readVar(in);
    }
    MultipleAggregation state = new MultipleAggregation(alpha, lengths);
    state.levels = readDoubles(in, lengths.length);
    state.open = readDemands(in);
    state.count = count;
    return state;
  }

  /** Only the places of the ring that are filled. */
  private static void write(ErrorWindow errors, DataOutputView out) throws IOException {
    writeVar(errors.count, out);
    doubles(out, errors.sumError, errors.sumAbs, errors.sumSquare);
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

  private static void doubles(DataOutputView out, double... values) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] readDoubles(DataInputView in, int number) throws IOException {
    double[] values = new double[number];
    for (int i = 0; i < number; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }
}
