package io.skucast.deep.train;

import io.skucast.deep.net.NetPlan;
import io.skucast.deep.net.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trains the members of an ensemble one after the other. The last periods are held out: what a
 * member learns from ends before the first target of the rows held out begins, and the weights kept
 * are those that did best on them. Steps are counted, not timed, so that the answer does not depend
 * on the machine's speed.
 */
public final class Trainer {
  /** A loss so many times that of the first step has diverged. */
  private static final double DIVERGED = 1e3;

  private final TrainingSet set;
  private final TrainerOptions options;
  private final Path checkpoints;
  private final TrainingWatcher watcher;
  private final NetPlan plan;
  private final Sampler sampler;
  private final ValidationRows validation;
  private long stepsHere;
  private long startNanos;

  /**
   * @param checkpoints folder; training goes on from the checkpoint in it, if that is of the same
   *     rows and options
   * @throws IllegalArgumentException if there is too little to learn from, saying what is short
   */
  public Trainer(
      TrainingSet set, TrainerOptions options, Path checkpoints, TrainingWatcher watcher) {
    this.set = set;
    this.options = options;
    this.checkpoints = checkpoints;
    this.watcher = watcher;
    this.plan =
        new NetPlan(
            options.architecture(),
            set.layout(),
            options.season(),
            !set.plans().isEmpty(),
            set.skus().size(),
            set.categories().size(),
            set.locations().size(),
            options.hidden(),
            options.layers(),
            options.dropout(),
            options.halfPrecision());
    int horizons = set.layout().horizons();
    int heldOut = TrainerOptions.heldOutPeriods(horizons, options.validationOrigins());
    this.sampler = new Sampler(set, options, set.through() - heldOut - horizons);
    this.validation = new ValidationRows(set, sampler, options.validationOrigins());
    if (sampler.series() == 0 || validation.rows.isEmpty()) {
      throw new IllegalArgumentException(
          "there is too little to learn from: of "
              + set.series().size()
              + " series none is known for two weeks before the "
              + (horizons + heldOut)
              + " periods that targets and validation need; give more history, fewer horizons or"
              + " fewer validation origins");
    }
  }

  /** The shape of the networks. */
  public NetPlan plan() {
    return plan;
  }

  /** Trains what is not trained yet. */
  public Trained train() throws IOException {
    Checkpoint checkpoint = Checkpoint.read(checkpoints, fingerprint());
    List<Weights> finished = new ArrayList<>(checkpoint.finished());
    List<Long> seeds = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    for (int member = 0; member < options.members(); member++) {
      seeds.add(seed(member));
    }
    startNanos = System.nanoTime();
    try (MemberTraining training = new MemberTraining(plan, options)) {
      while (finished.size() < options.members()) {
        Checkpoint after = member(training, checkpoint);
        if (after.finished().size() == finished.size()) {
          return new Trained(
              plan, finished, seeds, losses, sampler.rows(), sampler.series(), null, null, false);
        }
        finished = new ArrayList<>(after.finished());
        checkpoint = after;
      }
      Evaluation evaluation = new Evaluation(set, validation, training, finished);
      for (Weights member : finished) {
        training.show(member);
        losses.add(training.validate(validation));
      }
      return new Trained(
          plan,
          finished,
          seeds,
          losses,
          sampler.rows(),
          sampler.series(),
          withMembers(evaluation.metrics(), losses),
          evaluation.importance(options.seed()),
          true);
    }
  }

  /**
   * Metrics of the rows held out by other weights, such as smaller ones; see {@link Trained}.
   *
   * @param members of this trainer's plan
   */
  public Map<String, Map<String, Double>> validate(List<Weights> members) {
    try (MemberTraining training = new MemberTraining(plan, options)) {
      return new Evaluation(set, validation, training, members).metrics();
    }
  }

  /** The checkpoint after one member: with it finished, or where it was asked to stop. */
  private Checkpoint member(MemberTraining training, Checkpoint from) throws IOException {
    int member = from.finished().size();
    if (from.slots().all().isEmpty()) {
      training.start(seed(member));
    } else {
      training.set(from.slots());
    }
    RowBatch batch = new RowBatch(set, options.batch());
    double bestLoss = from.bestLoss();
    Weights best = from.best();
    int looks = from.looksSinceBest();
    double firstLoss = from.firstLoss();
    for (long step = from.step() + 1; step <= options.steps(); step++) {
      sampler.draw(batch, member, step);
      double loss = training.step(batch, member, step);
      firstLoss = Double.isNaN(firstLoss) ? loss : firstLoss;
      requireSane(loss, firstLoss, member, step, training.learningRate(step));
      stepsHere++;
      double validationLoss = Double.NaN;
      boolean isLook = step % options.validateEvery() == 0 || step == options.steps();
      if (isLook) {
        validationLoss = training.validate(validation);
        looks++;
        if (validationLoss < bestLoss) {
          bestLoss = validationLoss;
          best = training.averages();
          looks = 0;
        }
      }
      watcher.step(
          new TrainingWatcher.Progress(
              member,
              options.members(),
              step,
              options.steps(),
              loss,
              validationLoss,
              training.learningRate(step),
              secondsLeft(member, step)));
      boolean isDone = step == options.steps() || looks >= options.patience();
      boolean stops = watcher.stopRequested();
      if (isDone) {
        List<Weights> finished = new ArrayList<>(from.finished());
        finished.add(best);
        Checkpoint done = Checkpoint.start(from.fingerprint()).with(finished);
        done.write(checkpoints);
        return done;
      }
      if (isLook || stops) {
        Checkpoint here =
            new Checkpoint(
                from.fingerprint(),
                from.finished(),
                step,
                training.slots(),
                best,
                bestLoss,
                looks,
                firstLoss);
        here.write(checkpoints);
        if (stops) {
          return here;
        }
      }
    }
    throw new IllegalStateException("the last step ends a member");
  }

  /** Ends a training whose loss is no number, or far above the first. */
  static void requireSane(double loss, double first, int member, long step, double rate) {
    if (!(Double.isFinite(loss) && Double.isFinite(first))
        || loss > DIVERGED * Math.max(first, 1e-6)) {
      throw new TrainingDivergedException(
          String.format(
              java.util.Locale.ROOT,
              "training diverged: the loss of member %d at step %d is %s, after %.4f at first; try a"
                  + " lower learning rate than %s",
              member + 1,
              step,
              loss,
              first,
              rate));
    }
  }

  private double secondsLeft(int member, long step) {
    long left = options.steps() - step + (options.members() - member - 1) * options.steps();
    return (System.nanoTime() - startNanos) / 1e9 / stepsHere * left;
  }

  /** Metrics with the losses of the members, whose spread says how much chance there is in them. */
  private static Map<String, Map<String, Double>> withMembers(
      Map<String, Map<String, Double>> metrics, List<Double> losses) {
    Map<String, Map<String, Double>> all = new LinkedHashMap<>(metrics);
    Map<String, Double> ofMembers = new LinkedHashMap<>();
    for (int member = 0; member < losses.size(); member++) {
      ofMembers.put("loss" + (member + 1), losses.get(member));
    }
    all.put("members", ofMembers);
    return all;
  }

  private long seed(int member) {
    return options.seed() * 31 + member;
  }

  /** What a checkpoint must be of to be gone on with. */
  private String fingerprint() {
    double units = 0;
    long periods = 0;
    for (TrainingSeries series : set.series()) {
      for (int period = series.first(); period <= series.last(); period++) {
        units += series.units(period) * (1 + period % 97);
      }
      periods += series.last() - series.first() + 1;
    }
    return set.layout() + " " + options + " " + set.through() + " " + periods + " " + units;
  }
}
