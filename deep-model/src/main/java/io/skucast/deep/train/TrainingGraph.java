package io.skucast.deep.train;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.net.Inputs;
import io.skucast.deep.net.NetPlan;
import io.skucast.deep.net.Network;
import io.skucast.deep.net.Outputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The graph that trains one network: loss, gradients, and Adam with decoupled weight decay (Kingma
 * and Ba 2015; Loshchilov and Hutter 2019); and, for looking at, the network with the running mean
 * of its weights (Polyak and Juditsky 1992), which is what is kept.
 *
 * <p>The loss of a row is a share of its RMSSE and the rest of its scaled pinball loss.
 */
final class TrainingGraph {
  static final float BETA1 = 0.9f;
  static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-7f;

  /** Largest norm of all gradients together; larger ones are shortened. */
  private static final float LARGEST_NORM = 1;

  /** Makes the root's slope finite where a forecast is exact. */
  private static final float SMALL = 1e-3f;

  final Inputs inputs;

  /** {@code [n, horizons]} units. */
  final Placeholder<TFloat32> target;

  /** {@code [n, horizons]}: 1 where the target counts, 0 where stock had run out. */
  final Placeholder<TFloat32> counts;

  /** {@code [n, 1]}: one over the naive error of the row's series. */
  final Placeholder<TFloat32> inverseScale;

  /** {@code [n, 1]}: one over the mean absolute change of the row's series. */
  final Placeholder<TFloat32> inverseChange;

  /** {@code [n]}. */
  final Placeholder<TFloat32> rowWeight;

  /** Two integers, other ones each step. */
  final Placeholder<TInt32> seed;

  final Placeholder<TFloat32> learningRate;
  final Placeholder<TFloat32> beta1Power;
  final Placeholder<TFloat32> beta2Power;

  /** Share of the running mean that a step replaces. */
  final Placeholder<TFloat32> averaging;

  final Variables variables;
  final Operand<TFloat32> loss;
  final Op step;
  final Outputs averaged;
  final Operand<TFloat32> averagedLoss;

  /** Everything that training changes, by name: weights, running means, both moments. */
  final Map<String, Slot> slots = new LinkedHashMap<>();

  /**
   * One variable and how it is set.
   *
   * @param value takes what it is set to
   */
  record Slot(Variable<TFloat32> variable, Placeholder<TFloat32> value, Op assign) {}

  private final Ops tf;
  private final DeepLayout layout;
  private final TrainerOptions options;

  TrainingGraph(Graph graph, NetPlan plan, TrainerOptions options) {
    this.tf = Ops.create(graph);
    this.layout = plan.layout();
    this.options = options;
    long any = Shape.UNKNOWN_SIZE;
    inputs = Inputs.of(tf, layout);
    target = floats("target", Shape.of(any, layout.horizons()));
    counts = floats("counts", Shape.of(any, layout.horizons()));
    inverseScale = floats("inverse_scale", Shape.of(any, 1));
    inverseChange = floats("inverse_change", Shape.of(any, 1));
    rowWeight = floats("row_weight", Shape.of(any));
    seed = tf.withName("seed").placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
    learningRate = floats("learning_rate", Shape.scalar());
    beta1Power = floats("beta1_power", Shape.scalar());
    beta2Power = floats("beta2_power", Shape.scalar());
    averaging = floats("averaging", Shape.scalar());

    Network network = new Network(plan);
    variables = new Variables(tf);
    Outputs plain = network.add(tf, variables, inputs, inputs.rows(), seed);
    Operand<TFloat32> first = loss(plain);
    loss = options.adversarial() > 0 ? tf.math.mul(half(first, network), tf.constant(0.5f)) : first;

    Ops averageScope = tf.withSubScope("averaged");
    Variables averages = new Variables(averageScope);
    averaged = network.add(averageScope, averages, inputs, inputs.rows(), null);
    averagedLoss = loss(averaged);
    step = step(averages);
  }

  /** The loss of the rows and of copies of them that were made worse. */
  private Operand<TFloat32> half(Operand<TFloat32> first, Network network) {
    int window = layout.window();
    Operand<TFloat32> gradient = tf.gradients(first, List.of(inputs.rows())).dy(0);
    Operand<TFloat32> units = columns(inputs.rows(), 0, window);
    Operand<TFloat32> level =
        tf.math.mean(units, tf.constant(1), org.tensorflow.op.math.Mean.keepDims(true));
    Operand<TFloat32> change =
        tf.math.mul(
            tf.math.sign(columns(gradient, 0, window)),
            tf.math.mul(level, tf.constant((float) options.adversarial())));
    Operand<TFloat32> worse =
        tf.concat(
            List.of(
                tf.math.maximum(tf.math.add(units, change), tf.constant(0f)),
                columns(inputs.rows(), window, layout.rowSize() - window)),
            tf.constant(1));
    Outputs outputs =
        network.add(
            tf.withSubScope("adversarial"), variables, inputs, tf.stopGradient(worse), seed);
    return tf.math.add(first, loss(outputs));
  }

  private Operand<TFloat32> columns(Operand<TFloat32> x, int from, int count) {
    return tf.slice(x, tf.constant(new int[] {0, from}), tf.constant(new int[] {-1, count}));
  }

  private Operand<TFloat32> loss(Outputs outputs) {
    Operand<TFloat32> known =
        tf.math.maximum(tf.reduceSum(counts, tf.constant(1)), tf.constant(1f));
    Operand<TFloat32> error =
        tf.math.mul(tf.math.mul(tf.math.sub(target, outputs.mean()), counts), inverseScale);
    Operand<TFloat32> rmsse =
        tf.math.sqrt(
            tf.math.add(
                tf.math.div(tf.reduceSum(tf.math.square(error), tf.constant(1)), known),
                tf.constant(SMALL)));
    int levels = layout.levels().length;
    float[] level = new float[levels];
    for (int i = 0; i < levels; i++) {
      level[i] = (float) layout.levels()[i];
    }
    Operand<TFloat32> expanded = tf.expandDims(target, tf.constant(2));
    Operand<TFloat32> over = tf.math.sub(expanded, outputs.quantiles());
    Operand<TFloat32> pinball =
        tf.math.maximum(
            tf.math.mul(over, tf.constant(level)),
            tf.math.mul(over, tf.math.sub(tf.constant(level), tf.constant(1f))));
    Operand<TFloat32> ofHorizons =
        tf.math.mul(tf.math.mul(tf.math.mean(pinball, tf.constant(2)), counts), inverseChange);
    Operand<TFloat32> ofRows = tf.math.div(tf.reduceSum(ofHorizons, tf.constant(1)), known);
    float share = (float) options.meanShare();
    Operand<TFloat32> both =
        tf.math.add(
            tf.math.mul(rmsse, tf.constant(share)),
            tf.math.mul(ofRows, tf.constant(2 * (1 - share))));
    return tf.math.mean(tf.math.mul(both, rowWeight), tf.constant(0));
  }

  private Op step(Variables averages) {
    List<String> names = new ArrayList<>(variables.all().keySet());
    Gradients gradients = tf.gradients(loss, variables.all().values());
    List<Operand<TFloat32>> squares = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Operand<TFloat32> gradient = gradients.dy(i);
      squares.add(tf.reduceSum(tf.math.square(gradient), axes(names.get(i))));
    }
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.addN(squares));
    Operand<TFloat32> shorten =
        tf.math.minimum(
            tf.constant(1f),
            tf.math.div(tf.constant(LARGEST_NORM), tf.math.add(norm, tf.constant(EPSILON))));
    List<Op> updates = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Variable<TFloat32> weights = variables.all().get(name);
      Variable<TFloat32> mean = slot(name + "/mean", averages.all().get(name));
      slot(name, weights);
      Variable<TFloat32> m = slot(name + "/m", like(weights, "m_" + name));
      Variable<TFloat32> v = slot(name + "/v", like(weights, "v_" + name));
      Op adam =
          tf.train.applyAdam(
              weights,
              m,
              v,
              beta1Power,
              beta2Power,
              learningRate,
              tf.constant(BETA1),
              tf.constant(BETA2),
              tf.constant(EPSILON),
              tf.math.mul(gradients.<TFloat32>dy(i), shorten));
      Op decayed = variables.isMatrix(name) ? decay(weights, adam) : adam;
      Ops after = tf.withControlDependencies(List.of(decayed));
      updates.add(
          after.assignAdd(
              mean,
              after.math.mul(
                  after.math.sub(after.identity(weights), after.identity(mean)), averaging)));
    }
    return tf.withControlDependencies(updates).withName("step").noOp();
  }

  private Op decay(Variable<TFloat32> weights, Op after) {
    Ops then = tf.withControlDependencies(List.of(after));
    return then.assignSub(
        weights,
        then.math.mul(
            then.math.mul(learningRate, then.constant((float) options.weightDecay())),
            then.identity(weights)));
  }

  private Operand<TInt32> axes(String name) {
    return tf.constant(variables.isMatrix(name) ? new int[] {0, 1} : new int[] {0});
  }

  private Variable<TFloat32> like(Variable<TFloat32> other, String name) {
    return tf.withName(name.replace('/', '_')).variable(other.asOutput().shape(), TFloat32.class);
  }

  private Variable<TFloat32> slot(String name, Variable<TFloat32> variable) {
    Placeholder<TFloat32> value =
        tf.placeholder(TFloat32.class, Placeholder.shape(variable.asOutput().shape()));
    slots.put(name, new Slot(variable, value, tf.assign(variable, value)));
    return variable;
  }

  private Placeholder<TFloat32> floats(String name, Shape shape) {
    return tf.withName(name).placeholder(TFloat32.class, Placeholder.shape(shape));
  }
}
