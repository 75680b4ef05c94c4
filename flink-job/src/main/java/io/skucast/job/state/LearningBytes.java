package io.skucast.job.state;

import io.skucast.core.learn.GramSums;
import io.skucast.core.learn.LinearModel;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.RowSample;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Parts of models and of what they are trained on, under the versions of what has them. */
final class LearningBytes {
  private LearningBytes() {}

  static void write(ModelGroup group, DataOutputView out) throws IOException {
    CompactSerializer.writeText(group.model(), out);
    CompactSerializer.writeText(group.category(), out);
    CompactSerializer.writeVar(group.firstHorizon(), out);
    CompactSerializer.writeVar(group.lastHorizon(), out);
  }

  static ModelGroup readGroup(DataInputView in) throws IOException {
    return new ModelGroup(
        CompactSerializer.readText(in),
        CompactSerializer.readText(in),
        (int) CompactSerializer.readVar(in),
        (int) CompactSerializer.readVar(in));
  }

  static void write(LinearModel model, DataOutputView out) throws IOException {
    out.writeDouble(model.intercept());
    BulkNumbers.write(model.coefficients(), out);
  }

  static LinearModel readModel(DataInputView in) throws IOException {
    return new LinearModel(in.readDouble(), BulkNumbers.readDoubles(in));
  }

  static void write(GramSums sums, DataOutputView out) throws IOException {
    CompactSerializer.writeSigned(sums.features, out);
    CompactSerializer.writeVar(sums.samples, out);
    CompactSerializer.writeVar(sums.refused, out);
    CompactSerializer.writeVar(sums.cut, out);
    BulkNumbers.write(sums.low, out);
    BulkNumbers.write(sums.high, out);
  }

  static GramSums readSums(DataInputView in) throws IOException {
    GramSums sums = new GramSums();
    sums.features = (int) CompactSerializer.readSigned(in);
    sums.samples = CompactSerializer.readVar(in);
    sums.refused = CompactSerializer.readVar(in);
    sums.cut = CompactSerializer.readVar(in);
    sums.low = BulkNumbers.readLongs(in);
    sums.high = BulkNumbers.readLongs(in);
    return sums;
  }

  /** Only the rows kept: room for more is made again when it is needed. */
  static void write(RowSample sample, DataOutputView out) throws IOException {
    CompactSerializer.writeVar(sample.capacity, out);
    CompactSerializer.writeSigned(sample.features, out);
    CompactSerializer.writeVar(sample.offered, out);
    CompactSerializer.writeVar(sample.refused, out);
    int rows = sample.rows;
    BulkNumbers.write(Arrays.copyOf(sample.tags, rows), out);
    BulkNumbers.write(Arrays.copyOf(sample.x, rows * Math.max(0, sample.features)), out);
    BulkNumbers.write(Arrays.copyOf(sample.y, rows), out);
  }

  static RowSample readRows(DataInputView in) throws IOException {
    RowSample sample = new RowSample((int) CompactSerializer.readVar(in));
    sample.features = (int) CompactSerializer.readSigned(in);
    sample.offered = CompactSerializer.readVar(in);
    sample.refused = CompactSerializer.readVar(in);
    sample.tags = BulkNumbers.readLongs(in);
    sample.x = BulkNumbers.readFloats(in);
    sample.y = BulkNumbers.readFloats(in);
    sample.rows = sample.tags.length;
    return sample;
  }
}
