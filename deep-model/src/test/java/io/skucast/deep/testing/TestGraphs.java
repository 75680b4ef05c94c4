package io.skucast.deep.testing;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.serve.Contract;
import io.skucast.deep.testing.TestModels.Kind;
import java.util.List;
import java.util.Random;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.math.Mean;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Graphs of the {@link TestModels}, with the signature that every model has. */
final class TestGraphs {
  /** Of 256 x 256 numbers by as many: one or two milliseconds each on one thread. */
  private static final float SLOW_PRODUCTS = 8000;

  private static final int WIDTH = 96;

  private final Graph graph;
  private final Ops tf;
  private final DeepLayout layout;
  private final SignatureDef.Builder signature = SignatureDef.newBuilder();

  private TestGraphs(Graph graph, DeepLayout layout) {
    this.graph = graph;
    this.tf = Ops.create(graph);
    this.layout = layout;
  }

  static SavedModel of(Kind kind, float factor, DeepLayout layout) {
    try (Graph graph = new Graph()) {
      return new TestGraphs(graph, layout).savedModel(kind, factor);
    }
  }

  private SavedModel savedModel(Kind kind, float factor) {
    int features = layout.calendar().size();
    Operand<TFloat32> rows = input(TFloat32.class, Contract.ROWS, -1, layout.rowSize());
    Operand<TInt32> codes = input(TInt32.class, Contract.CODES, -1, DeepLayout.CODES);
    Operand<TFloat32> calendar =
        input(TFloat32.class, Contract.CALENDAR, -1, layout.calendarPeriods(), features);
    Operand<TInt32> calendarRow = input(TInt32.class, Contract.CALENDAR_ROW, -1);
    Operand<TFloat32> plan =
        input(TFloat32.class, Contract.PLAN, -1, layout.horizons(), DeepLayout.PLANS);
    if (kind == Kind.NETWORK) {
      network(new Random((long) factor), rows, codes, calendar, calendarRow, plan);
    } else {
      scaledMean(kind, factor, rows);
    }
    MetaGraphDef.Builder meta =
        MetaGraphDef.newBuilder()
            .setGraphDef(graph.toGraphDef())
            .putSignatureDef(Contract.SIGNATURE, signature.build());
    meta.getMetaInfoDefBuilder().addTags(Contract.TAG);
    return SavedModel.newBuilder().setSavedModelSchemaVersion(1).addMetaGraphs(meta).build();
  }

  private void scaledMean(Kind kind, float factor, Operand<TFloat32> rows) {
    Operand<TFloat32> units =
        tf.slice(rows, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, layout.window()}));
    Operand<TFloat32> mean = tf.math.mul(keptMean(units, 1), tf.constant(factor)); // [n, 1]
    Operand<TBool> large = tf.math.greater(mean, tf.constant(factor * TestModels.LARGE));
    if (kind == Kind.NAN) {
      mean = tf.math.mul(mean, tf.constant(Float.NaN));
    } else if (kind == Kind.NAN_FOR_LARGE) {
      mean = tf.select(large, tf.constant(Float.NaN), mean);
    } else if (kind == Kind.SLOW) {
      mean = tf.math.add(mean, slow(large));
    } else if (kind == Kind.WRITES_FILE) {
      tf.io.writeFile(tf.constant("/tmp/never"), tf.constant("written"));
    }
    int levels = layout.levels().length;
    float[] rising = new float[levels];
    float[] falling = new float[levels];
    for (int i = 0; i < levels; i++) {
      rising[i] = (float) (0.5 + layout.levels()[i]);
      falling[i] = (float) (1.5 - layout.levels()[i]);
    }
    Operand<TFloat32> means = tf.math.mul(mean, ones(1, layout.horizons()));
    Operand<TFloat32> spread = tf.constant(kind == Kind.DESCENDING ? falling : rising);
    if (kind == Kind.DESCENDING_FOR_LARGE) {
      spread = tf.select(tf.expandDims(large, tf.constant(2)), tf.constant(falling), spread);
    }
    output(Contract.MEAN, means, layout.horizons());
    output(
        kind == Kind.WRONG_SIGNATURE ? "quantile" : Contract.QUANTILES,
        tf.math.mul(tf.expandDims(means, tf.constant(2)), spread),
        layout.horizons(),
        levels);
  }

  /** A number too small to be seen, after many products where a row is large. */
  private Operand<TFloat32> slow(Operand<TBool> large) {
    Operand<TFloat32> any =
        tf.max(tf.dtypes.cast(large, TFloat32.class), tf.constant(new int[] {0, 1}));
    Operand<TFloat32> left = tf.math.mul(any, tf.constant(SLOW_PRODUCTS));
    Operand<TFloat32> matrix = ones(256, 256);
    Output<?>[] end =
        graph.whileLoop(
            new Output<?>[] {left.asOutput(), matrix.asOutput()},
            (test, in, out) ->
                out[0] =
                    Ops.create(test)
                        .math
                        .greater(number(in[0]), Ops.create(test).constant(0f))
                        .asOutput(),
            (body, in, out) -> {
              Ops b = Ops.create(body);
              out[0] = b.math.sub(number(in[0]), b.constant(1f)).asOutput();
              out[1] = b.math.tanh(b.linalg.matMul(number(in[1]), number(in[1]))).asOutput();
            },
            "products");
    return tf.math.mul(tf.max(number(end[1]), tf.constant(new int[] {0, 1})), tf.constant(1e-30f));
  }

  @SuppressWarnings("unchecked")
  private static Operand<TFloat32> number(Output<?> output) {
    return (Output<TFloat32>) output;
  }

  /** Layers with and without a hyperbolic tangent, a norm, a softmax and sums that rise. */
  private void network(
      Random random,
      Operand<TFloat32> rows,
      Operand<TInt32> codes,
      Operand<TFloat32> calendar,
      Operand<TInt32> calendarRow,
      Operand<TFloat32> plan) {
    int features = layout.calendarPeriods() * layout.calendar().size();
    int planned = layout.horizons() * DeepLayout.PLANS;
    Operand<TFloat32> flat = tf.reshape(calendar, tf.constant(new int[] {-1, features}));
    Operand<TFloat32> known = dense(random, flat, features, 24);
    Operand<TFloat32> all =
        tf.concat(
            List.of(
                tf.math.log1p(tf.nn.relu(rows)),
                tf.gather(known, calendarRow, tf.constant(0)),
                tf.reshape(plan, tf.constant(new int[] {-1, planned})),
                tf.dtypes.cast(codes, TFloat32.class)),
            tf.constant(1));
    int width = layout.rowSize() + 24 + planned + DeepLayout.CODES;
    Operand<TFloat32> x = tf.math.tanh(dense(random, all, width, WIDTH));
    for (int i = 0; i < 4; i++) {
      Operand<TFloat32> shares = tf.nn.softmax(dense(random, x, WIDTH, WIDTH));
      Operand<TFloat32> more = dense(random, tf.math.mul(x, shares), WIDTH, WIDTH);
      Operand<TFloat32> centred = tf.math.sub(more, keptMean(more, 1));
      Operand<TFloat32> variance = keptMean(tf.math.square(centred), 1);
      Operand<TFloat32> norm =
          tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(1e-5f))));
      x = tf.math.add(x, tf.math.sigmoid(norm));
    }
    int levels = layout.levels().length;
    Operand<TFloat32> mean = tf.math.softplus(dense(random, x, WIDTH, layout.horizons()));
    Operand<TFloat32> steps = tf.math.softplus(dense(random, x, WIDTH, layout.horizons() * levels));
    output(Contract.MEAN, mean, layout.horizons());
    output(
        Contract.QUANTILES,
        tf.math.cumsum(
            tf.reshape(steps, tf.constant(new int[] {-1, layout.horizons(), levels})),
            tf.constant(2)),
        layout.horizons(),
        levels);
  }

  private Operand<TFloat32> dense(Random random, Operand<TFloat32> x, int from, int to) {
    float[] weights = new float[from * to];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (random.nextGaussian() / Math.sqrt(from));
    }
    return tf.math.add(
        tf.linalg.matMul(x, tf.constant(Shape.of(from, to), DataBuffers.of(weights))),
        tf.constant((float) random.nextGaussian()));
  }

  private Operand<TFloat32> keptMean(Operand<TFloat32> x, int axis) {
    return tf.math.mean(x, tf.constant(axis), Mean.keepDims(true));
  }

  private Operand<TFloat32> ones(long... dimensions) {
    return tf.fill(tf.constant(dimensions), tf.constant(1f));
  }

  private <T extends TType> Operand<T> input(Class<T> type, String name, long... dimensions) {
    Placeholder<T> placeholder =
        tf.withName(name).placeholder(type, Placeholder.shape(Shape.of(dimensions)));
    signature.putInputs(name, info(placeholder, dimensions));
    return placeholder;
  }

  private void output(String name, Operand<TFloat32> value, long... rest) {
    long[] dimensions = new long[rest.length + 1];
    dimensions[0] = -1;
    System.arraycopy(rest, 0, dimensions, 1, rest.length);
    signature.putOutputs(name, info(tf.withName("out_" + name).identity(value), dimensions));
  }

  private static TensorInfo info(Operand<?> operand, long... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(dimension));
    }
    Output<?> output = operand.asOutput();
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(shape)
        .build();
  }
}
