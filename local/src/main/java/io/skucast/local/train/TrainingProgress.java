package io.skucast.local.train;

import io.skucast.deep.train.EventFile;
import io.skucast.deep.train.TrainingWatcher;
import io.skucast.local.ProgressLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Says in one line how far training has come, writes its scalars for TensorBoard, a run for each
 * member, and hands on the wish to stop.
 */
final class TrainingProgress implements TrainingWatcher, AutoCloseable {
  private static final long NANOS_APART = 1_000_000_000L;

  /** Where lines can not be rewritten, one is written for so many. */
  private static final int LINES_APART = 10;

  /** The first step is as slow as many: it is no sign of how long the rest takes. */
  private static final int STEPS_TO_TELL_SPEED = 50;

  /** Steps between losses that are written down. */
  private static final int STEPS_APART = 10;

  private final ProgressLine line;
  private final Path events;
  private EventFile file;
  private int fileMember = -1;
  private long told;
  private long seen;
  private Progress last;
  private double validationLoss = Double.NaN;
  private boolean closed;
  private volatile boolean stopRequested;

  /**
   * @param err takes the line
   * @param events folder for the scalars
   */
  TrainingProgress(PrintWriter err, Path events) {
    this.line = new ProgressLine(err, System.console() != null, LINES_APART);
    this.events = events;
  }

  /** Asks for a checkpoint and an end after the step at hand; from any thread. */
  void requestStop() {
    stopRequested = true;
  }

  @Override
  public boolean stopRequested() {
    return stopRequested;
  }

  @Override
  public void step(Progress progress) {
    if (last == null || last.member() != progress.member()) {
      validationLoss = Double.NaN;
    }
    last = progress;
    seen++;
    boolean looked = !Double.isNaN(progress.validationLoss());
    if (looked) {
      validationLoss = progress.validationLoss();
    }
    if (looked || progress.step() % STEPS_APART == 1) {
      write(progress);
    }
    long now = System.nanoTime();
    if (told == 0 || now - told > NANOS_APART) {
      told = now;
      if (line.isDue()) {
        line.show(text(progress, validationLoss, seen >= STEPS_TO_TELL_SPEED));
      }
    }
  }

  /** The last step that was told of; null before the first. */
  Progress last() {
    return last;
  }

  /**
   * One line that says where training is.
   *
   * @param speedKnown whether the time left is worth telling
   */
  static String text(Progress progress, double validationLoss, boolean speedKnown) {
    return String.format(
        Locale.ROOT,
        "member %d of %d · step %,d of %,d · loss %.4f · validation %s · %s left",
        progress.member() + 1,
        progress.members(),
        progress.step(),
        progress.steps(),
        progress.loss(),
        Double.isNaN(validationLoss) ? "–" : String.format(Locale.ROOT, "%.4f", validationLoss),
        speedKnown ? duration(progress.secondsLeft()) : "–");
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  private void write(Progress progress) {
    try {
      if (fileMember != progress.member()) {
        closeFile();
        Path run = events.resolve("member-" + (progress.member() + 1));
        file = EventFile.create(run, progress.step(), InstantSource.system());
        fileMember = progress.member();
      }
      Map<String, Double> scalars = new LinkedHashMap<>();
      scalars.put("loss", progress.loss());
      scalars.put("validation_loss", progress.validationLoss());
      scalars.put("learning_rate", progress.learningRate());
      file.add(progress.step(), scalars);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the scalars of training to " + events, e);
    }
  }

  private void closeFile() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      line.end();
      closeFile();
    }
  }
}
