package io.skucast.deep.serve;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.Vocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.proto.SavedModel;
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

  /** Runs hold it for reading: a session must not be closed under one. */
  private final ReadWriteLock open = new ReentrantReadWriteLock();

  private boolean closed;

  private DeepModel(Artifact artifact, MetaGraphDef model, SessionConfig config) {
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
    Artifact artifact = read(root, version);
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
    Manifest manifest = artifact.manifest();
    String version = manifest.version();
    if (manifest.layoutVersion() != DeepLayout.VERSION) {
      throw new ModelRefusedException(
          version,
          "it was trained on layout version "
              + manifest.layoutVersion()
              + ", this code lays rows out as version "
              + DeepLayout.VERSION
              + "; train it again",
          null);
    }
    MetaGraphDef graph = graph(artifact);
    String wrong =
        Contract.shortcoming(graph.getSignatureDefOrThrow(Contract.SIGNATURE), manifest.layout());
    if (wrong != null) {
      throw new ModelRefusedException(version, wrong + "; export it again", null);
    }
    DeepModel model;
    try {
      Set<String> refused = SafeOperations.refused(graph.getGraphDef());
      if (!refused.isEmpty()) {
        throw new ModelRefusedException(
            version,
            "its graph holds the operations "
                + refused
                + ", which reach outside it or keep state; export it without them",
            null);
      }
      model = new DeepModel(artifact, graph, config);
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException broken) {
      throw new ModelRefusedException(
          version,
          "TensorFlow cannot load its graph (" + firstLine(broken) + "); export it again",
          broken);
    }
    boolean sound = false;
    try {
      Probe.require(model);
      sound = true;
    } finally {
      if (!sound) {
        model.close();
      }
    }
    return model;
  }

  private static Artifact read(Path root, String version) throws ModelRefusedException {
    try {
      return Artifact.read(root, version);
    } catch (IOException unreadable) {
      throw new ModelRefusedException(version, unreadable.getMessage(), unreadable);
    }
  }

  private static MetaGraphDef graph(Artifact artifact) throws ModelRefusedException {
    String version = artifact.manifest().version();
    try {
      SavedModel saved = SavedModel.parseFrom(artifact.savedModel());
      for (MetaGraphDef graph : saved.getMetaGraphsList()) {
        if (graph.getMetaInfoDef().getTagsList().contains(Contract.TAG)
            && graph.containsSignatureDef(Contract.SIGNATURE)) {
          return graph;
        }
      }
    } catch (InvalidProtocolBufferException broken) {
      throw new ModelRefusedException(
          version, Artifact.MODEL_FILE + " is no SavedModel; export it again", broken);
    }
    throw new ModelRefusedException(
        version,
        Artifact.MODEL_FILE
            + " holds no graph '"
            + Contract.TAG
            + "' with signature '"
            + Contract.SIGNATURE
            + "'; export it again",
        null);
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
   * Forecasts the batch's rows; the results are in the batch then.
   *
   * @param timeout for the run, 1 millisecond to an hour; TensorFlow looks at it between operations
   * @throws ModelFailedException where there are no results, with {@code timedOut} set where the
   *     run took too long
   */
  public void run(DeepBatch batch, Duration timeout) throws ModelFailedException {
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
    if (batch.size() == 0) {
      return;
    }
    open.readLock().lock();
    long began = System.nanoTime();
    try (Result result = runner(batch, timeout).run()) {
      batch.take(output(result, 0, batch), output(result, 1, batch));
    } catch (TensorFlowException | IllegalArgumentException | IllegalStateException failed) {
      boolean timedOut =
          failed instanceof TensorFlowException && System.nanoTime() - began >= timeout.toNanos();
      throw new ModelFailedException(
          manifest.version(),
          timedOut
              ? "a run of " + batch.size() + " rows took longer than " + timeout.toMillis() + " ms"
              : firstLine(failed),
          timedOut,
          failed);
    } finally {
      open.readLock().unlock();
    }
  }

  private Session.Runner runner(DeepBatch batch, Duration timeout) {
    if (closed) {
      throw new IllegalStateException("version " + manifest.version() + " is closed");
    }
    Session.Runner runner = session.runner();
    for (Map.Entry<String, Tensor> input : batch.inputs().entrySet()) {
      runner.feed(signature.getInputsOrThrow(input.getKey()).getName(), input.getValue());
    }
    return runner
        .fetch(signature.getOutputsOrThrow(Contract.MEAN).getName())
        .fetch(signature.getOutputsOrThrow(Contract.QUANTILES).getName())
        .setOptions(RunOptions.newBuilder().setTimeoutInMs(timeout.toMillis()).build());
  }

  private TFloat32 output(Result result, int index, DeepBatch batch) {
    TFloat32 tensor = (TFloat32) result.get(index);
    Shape shape = Shape.of(batch.paddedRows(), layout().horizons());
    Shape needed = index == 0 ? shape : shape.append(layout().levels().length);
    if (!tensor.shape().equals(needed)) {
      throw new IllegalStateException(
          (index == 0 ? Contract.MEAN : Contract.QUANTILES)
              + " came out as "
              + tensor.shape()
              + ", not "
              + needed);
    }
    return tensor;
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
