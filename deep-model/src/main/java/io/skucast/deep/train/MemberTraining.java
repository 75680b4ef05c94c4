package io.skucast.deep.train;

import io.skucast.deep.net.NetPlan;
import io.skucast.deep.net.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** One graph and its session, in which members are trained one after the other. */
final class MemberTraining implements AutoCloseable {
  /** Steps over which the learning rate rises. */
  private static final long WARM_UP = 200;

  /** What is left of the learning rate at the end. */
  private static final double LEAST_RATE = 0.01;

  /** A running mean of weights looks back over this many steps, or fewer at first. */
  private static final double AVERAGED = 200;

  private final Graph graph;
  private final TrainingGraph training;
  private final Session session;
  private final TrainerOptions options;

  MemberTraining(NetPlan plan, TrainerOptions options) {
    this.options = options;
    graph = new Graph();
    training = new TrainingGraph(graph, plan, options);
    session = new Session(graph);
  }

  /** Sets everything that training changes to its start. */
  void start(long seed) {
    Weights initial = training.variables.initial(seed);
    Weights slots = new Weights();
    initial
        .all()
        .forEach(
            (name, array) -> {
              float[] zeros = new float[array.numbers().length];
              slots.put(name + "/mean", array.shape(), array.numbers());
              slots.put(name, array.shape(), array.numbers());
              slots.put(name + "/m", array.shape(), zeros);
              slots.put(name + "/v", array.shape(), zeros);
            });
    set(slots);
  }

  void set(Weights slots) {
    List<TFloat32> fed = new ArrayList<>();
    Session.Runner runner = session.runner();
    slots
        .all()
        .forEach(
            (name, array) -> {
              TrainingGraph.Slot slot = training.slots.get(name);
              TFloat32 tensor = TFloat32.tensorOf(array.shape(), DataBuffers.of(array.numbers()));
              fed.add(tensor);
              runner.feed(slot.value(), tensor).addTarget(slot.assign());
            });
    runner.run().close();
    fed.forEach(TFloat32::close);
  }

  /** Everything that training changes. */
  Weights slots() {
    Weights all = new Weights();
    List<String> names = List.copyOf(training.slots.keySet());
    fetch(names, names, all);
    return all;
  }

  /** The running means of the weights, under the names of the weights. */
  Weights averages() {
    Weights all = new Weights();
    List<String> names = List.copyOf(training.variables.all().keySet());
    fetch(names.stream().map(name -> name + "/mean").toList(), names, all);
    return all;
  }

  private void fetch(List<String> slots, List<String> names, Weights into) {
    Session.Runner runner = session.runner();
    slots.forEach(name -> runner.fetch(training.slots.get(name).variable()));
    try (Result result = runner.run()) {
      for (int i = 0; i < names.size(); i++) {
        TFloat32 tensor = (TFloat32) result.get(i);
        float[] numbers = new float[(int) tensor.size()];
        tensor.copyTo(DataBuffers.of(numbers));
        into.put(names.get(i), tensor.shape(), numbers);
      }
    }
  }

  /** Puts weights where the running means are, to look at them. */
  void show(Weights weights) {
    Weights means = new Weights();
    weights
        .all()
        .forEach((name, array) -> means.put(name + "/mean", array.shape(), array.numbers()));
    set(means);
  }

  /**
   * Takes one step.
   *
   * @param step 1 first
   * @return the loss before it
   */
  double step(RowBatch batch, int member, long step) {
    Session.Runner runner = session.runner();
    try (RowBatch.Fed fed = new RowBatch.Fed();
        TInt32 seed =
            TInt32.vectorOf((int) (options.seed() * 1009 + member), (int) (step % (1 << 30)))) {
      batch.feed(runner, training, fed);
      runner.feed(training.seed, seed);
      runner.feed(training.learningRate, fed.scalar(learningRate(step)));
      runner.feed(training.beta1Power, fed.scalar(Math.pow(TrainingGraph.BETA1, step)));
      runner.feed(training.beta2Power, fed.scalar(Math.pow(TrainingGraph.BETA2, step)));
      runner.feed(training.averaging, fed.scalar(Math.max(1.0 / step, 1 / AVERAGED)));
      try (Result result = runner.fetch(training.loss).addTarget(training.step).run()) {
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  double learningRate(long step) {
    long warmUp = Math.min(WARM_UP, options.steps() / 10 + 1);
    double done = (double) step / options.steps();
    double cosine = LEAST_RATE + (1 - LEAST_RATE) * (1 + Math.cos(Math.PI * done)) / 2;
    return options.learningRate() * Math.min(1, (double) step / warmUp) * cosine;
  }

  /** Loss of the rows held out, by the running mean of the weights. */
  double validate(ValidationRows rows) {
    double sum = 0;
    long count = 0;
    for (RowBatch batch : rows.batches) {
      Session.Runner runner = session.runner();
      try (RowBatch.Fed fed = new RowBatch.Fed()) {
        batch.feed(runner, training, fed);
        try (Result result = runner.fetch(training.averagedLoss).run()) {
          sum += ((TFloat32) result.get(0)).getFloat() * (double) batch.size();
          count += batch.size();
        }
      }
    }
    return sum / count;
  }

  /** What the running mean of the weights says of a batch: means and quantiles, row by row. */
  Map.Entry<float[], float[]> forecast(RowBatch batch) {
    Session.Runner runner = session.runner();
    try (RowBatch.Fed fed = new RowBatch.Fed()) {
      batch.feed(runner, training, fed);
      runner.fetch(training.averaged.mean()).fetch(training.averaged.quantiles());
      try (Result result = runner.run()) {
        return Map.entry(numbers((TFloat32) result.get(0)), numbers((TFloat32) result.get(1)));
      }
    }
  }

  private static float[] numbers(TFloat32 tensor) {
    float[] numbers = new float[(int) tensor.size()];
    tensor.copyTo(DataBuffers.of(numbers));
    return numbers;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
