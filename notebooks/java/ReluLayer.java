import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * One linear layer with a ReLU, trained by Adam (Kingma and Ba 2015) on the mean squared error, all rows a step.
 *
 * <p>{@code java ReluLayer.java TRAIN.csv TEST.csv STEPS RATE}: files have a header and the columns x1, x2 (standardised) and y.
 * Prints lines {@code loss STEP MSE}, {@code weight VALUE}, {@code bias VALUE} and, for the rows of TEST, {@code prediction VALUE}.
 */
public final class ReluLayer {
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-7f;

  private ReluLayer() {}

  public static void main(String[] arguments) throws IOException {
    float[][] train = read(Path.of(arguments[0]));
    float[][] test = read(Path.of(arguments[1]));
    int steps = Integer.parseInt(arguments[2]);
    float rate = Float.parseFloat(arguments[3]);
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        TFloat32 x = tensor(train, 0, 2);
        TFloat32 y = tensor(train, 2, 3);
        TFloat32 unseen = tensor(test, 0, 2)) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> features = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 2)));
      Placeholder<TFloat32> target = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
      Placeholder<TFloat32> power1 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
      Placeholder<TFloat32> power2 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));

      // A start from a seed, and a bias in the middle of the sales: where a ReLU gives 0 for all rows, it has no slope to learn by.
      SplittableRandom random = new SplittableRandom(7);
      float[][] start = {{(float) (random.nextDouble() - 0.5)}, {(float) (random.nextDouble() - 0.5)}};
      Variable<TFloat32> weights = tf.variable(tf.constant(start));
      Variable<TFloat32> bias = tf.variable(tf.constant(new float[] {mean(train, 2)}));
      Operand<TFloat32> predicted = tf.nn.relu(tf.math.add(tf.linalg.matMul(features, weights), bias));
      Operand<TFloat32> loss =
          tf.math.mean(tf.math.squaredDifference(predicted, target), tf.constant(new int[] {0, 1}));
      var gradients = tf.gradients(loss, List.of(weights, bias));
      Op step =
          tf.withControlDependencies(
                  List.of(
                      adam(tf, weights, gradients.dy(0), Shape.of(2, 1), power1, power2, rate),
                      adam(tf, bias, gradients.dy(1), Shape.of(1), power1, power2, rate)))
              .noOp();
      session.initialize();
      for (int i = 1; i <= steps; i++) {
        try (TFloat32 first = TFloat32.scalarOf((float) Math.pow(BETA1, i));
            TFloat32 second = TFloat32.scalarOf((float) Math.pow(BETA2, i));
            Result result =
                session
                    .runner()
                    .feed(features, x)
                    .feed(target, y)
                    .feed(power1, first)
                    .feed(power2, second)
                    .fetch(loss)
                    .addTarget(step)
                    .run()) {
          if (i == 1 || i % 50 == 0) {
            System.out.printf(Locale.ROOT, "loss %d %.6f%n", i, ((TFloat32) result.get(0)).getFloat());
          }
        }
      }
      try (Result result =
          session.runner().feed(features, unseen).fetch(weights).fetch(bias).fetch(predicted).run()) {
        print("weight", (TFloat32) result.get(0));
        print("bias", (TFloat32) result.get(1));
        print("prediction", (TFloat32) result.get(2));
      }
    }
  }

  private static Op adam(
      Ops tf,
      Variable<TFloat32> variable,
      Operand<TFloat32> gradient,
      Shape shape,
      Operand<TFloat32> power1,
      Operand<TFloat32> power2,
      float rate) {
    Operand<TFloat32> zeros = tf.fill(tf.constant(shape), tf.constant(0f));
    return tf.train.applyAdam(
        variable,
        tf.variable(zeros),
        tf.variable(zeros),
        power1,
        power2,
        tf.constant(rate),
        tf.constant(BETA1),
        tf.constant(BETA2),
        tf.constant(EPSILON),
        gradient);
  }

  private static float[][] read(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(
            line -> {
              String[] cells = line.split(",");
              return new float[] {
                Float.parseFloat(cells[0]), Float.parseFloat(cells[1]), Float.parseFloat(cells[2])
              };
            })
        .toArray(float[][]::new);
  }

  private static float mean(float[][] rows, int column) {
    double sum = 0;
    for (float[] row : rows) {
      sum += row[column];
    }
    return (float) (sum / rows.length);
  }

  private static TFloat32 tensor(float[][] rows, int from, int to) {
    float[][] part = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      part[i] = java.util.Arrays.copyOfRange(rows[i], from, to);
    }
    FloatNdArray array = StdArrays.ndCopyOf(part);
    return TFloat32.tensorOf(array);
  }

  private static void print(String name, TFloat32 values) {
    values.scalars().forEach(value -> System.out.printf(Locale.ROOT, "%s %.9g%n", name, value.getFloat()));
  }
}
