package io.skucast.deep.serve;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.artifact.Manifest;
import java.util.Set;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;

/** What is looked at before a model may serve: its layout, signature, operations and a probe. */
final class DeepModelLoader {
  private DeepModelLoader() {}

  /**
   * Loads a version that was read and compared, and tries it.
   *
   * @throws ModelRefusedException where the model does not fit or gives no forecasts
   */
  static DeepModel open(Artifact artifact, SessionConfig config) throws ModelRefusedException {
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
          "TensorFlow cannot load its graph (" + DeepModel.firstLine(broken) + "); export it again",
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
}
