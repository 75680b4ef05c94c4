package io.skucast.deep.serve;

import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;

/**
 * A version of a deep model, ready to run: one TensorFlow session. Many threads may run it, each
 * with a batch of its own.
 */
public final class DeepModel implements AutoCloseable {
  private final Manifest manifest;
  private final Vocabulary vocabulary;
  private final SignatureDef signature;
  private final Graph graph;
  private final Session session;
  private Places places = Places.all(1);

  /** Runs hold it for reading: a session must not be closed under one. */
  private final ReadWriteLock open = new ReentrantReadWriteLock();

  private boolean closed;

  DeepModel(Artifact artifact, MetaGraphDef model, SessionConfig config) {
    manifest = artifact.manifest();
    vocabulary = artifact.vocabulary();
    signature = model.getSignatureDefOrThrow(Contract.SIGNATURE);
    graph = new Graph();
    boolean ready = false;
    Session opened = null;
    try {
      graph.importGraphDef(model.getGraphDef());
      opened = new Session(graph, config.proto());
      ready = true;
    } finally {
      if (!ready) {
        graph.close();
      }
    }
    session = opened;
  }

  /**
   * Loads a version and tries it.
   *
   * @param root folder of the models; nothing outside it is read
   * @param version name of a folder right in it
   * @param manifestSha256 checksum of its manifest, from the registry: what was allowed to be
   *     loaded
   * @throws ModelRefusedException where the folder is not the version that was published, or the
   *     model does not fit or gives no forecasts
   */
  public static DeepModel load(
      Path root, String version, String manifestSha256, SessionConfig config)
      throws ModelRefusedException {
    Artifact artifact;
    try {
      artifact = Artifact.read(root, version);
    } catch (IOException unreadable) {
      throw new ModelRefusedException(version, unreadable.getMessage(), unreadable);
    }
    if (!artifact.manifestSha256().equals(manifestSha256)) {
      throw new ModelRefusedException(
          version,
          "its manifest has checksum "
              + artifact.manifestSha256()
              + ", published was "
              + manifestSha256
              + "; restore it, or publish the new model under a new name",
          null);
    }
    return open(artifact, config);
  }

  /**
   * Loads a version that was read and compared, and tries it.
   *
   * @throws ModelRefusedException where the model does not fit or gives no forecasts
   */
  public static DeepModel open(Artifact artifact, SessionConfig config)
      throws ModelRefusedException {
    return DeepModelLoader.open(artifact, config);
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Layout of its inputs and outputs. */
  public DeepLayout layout() {
    return manifest.layout();
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * Finds out which places of a block treat rows alike; the model runs others on none.
   *
   * @param timeout for each of the runs
   */
  void measurePlaces(Duration timeout) throws ModelFailedException {
    places = Places.measured(layout(), block -> run(block, System.nanoTime(), timeout));
  }

  /** Where rows and calendars may stand in a block. */
  Places places() {
    return places;
  }

  /**
   * Forecasts the batch's rows; the results are in the batch then.
   *
   * @param timeout for all of them, 1 millisecond to an hour; TensorFlow looks at it between
   *     operations
   * @throws ModelFailedException where there are no results, with {@code timedOut} set where the
   *     run took too long
   */
  public void run(DeepBatch batch, Duration timeout) throws ModelFailedException {
    run(batch, places, timeout);
  }

  /** Forecasts the batch's rows, which stand at given places of its blocks. */
  void run(DeepBatch batch, Places places, Duration timeout) throws ModelFailedException {
    if (!batch.layout().equals(layout())) {
      throw new IllegalArgumentException(
          "the batch is laid out as "
              + batch.layout()
              + ": version "
              + manifest.version()
              + " needs "
              + layout());
    }
    if (timeout.toMillis() < 1 || timeout.toHours() > 1) {
      throw new IllegalArgumentException(
          "timeout is " + timeout + ": allowed is 1 millisecond to 1 hour");
    }
    long began = System.nanoTime();
    batch.run(places, block -> run(block, began, timeout));
  }

  private void run(Block block, long began, Duration timeout) throws ModelFailedException {
    open.readLock().lock();
    try (Result result = runner(block, left(began, timeout)).run()) {
      block.take((TFloat32) result.get(0), (TFloat32) result.get(1));
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException failed) {
      boolean timedOut =
          failed instanceof TensorFlowException && System.nanoTime() - began >= timeout.toNanos();
      throw new ModelFailedException(
          manifest.version(),
          timedOut ? "a run took longer than " + timeout.toMillis() + " ms" : firstLine(failed),
          timedOut,
          failed);
    } finally {
      open.readLock().unlock();
    }
  }

  /** Milliseconds until a timeout, 1 at least: TensorFlow takes 0 for no limit. */
  private static long left(long began, Duration timeout) {
    return Math.max(1, timeout.toMillis() - (System.nanoTime() - began) / 1_000_000);
  }

  private Session.Runner runner(Block block, long timeoutMillis) {
    if (closed) {
      throw new IllegalStateException("version " + manifest.version() + " is closed");
    }
    Session.Runner runner = session.runner();
    for (Map.Entry<String, Tensor> input : block.inputs().entrySet()) {
      runner.feed(signature.getInputsOrThrow(input.getKey()).getName(), input.getValue());
    }
    return runner
        .fetch(signature.getOutputsOrThrow(Contract.MEAN).getName())
        .fetch(signature.getOutputsOrThrow(Contract.QUANTILES).getName())
        .setOptions(RunOptions.newBuilder().setTimeoutInMs(timeoutMillis).build());
  }

  static String firstLine(Exception error) {
    String message = String.valueOf(error.getMessage());
    return message.lines().findFirst().orElse(error.getClass().getSimpleName()).strip();
  }

  /** Waits for runs to end and gives back what the session holds; a second time does nothing. */
  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
        graph.close();
      }
    } finally {
      open.writeLock().unlock();
    }
  }
}
