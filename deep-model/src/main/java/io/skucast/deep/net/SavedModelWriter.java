package io.skucast.deep.net;

import com.google.protobuf.CodedOutputStream;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.serve.Contract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * Writes trained networks as one SavedModel that averages them. Weights are constants of its graph,
 * so that it is a single file, and nothing has to be restored before it serves.
 */
public final class SavedModelWriter {
  private SavedModelWriter() {}

  /**
   * @param members the networks of an ensemble, all of this plan
   * @return bytes written
   */
  public static long write(Path folder, NetPlan plan, List<Weights> members, Precision precision)
      throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Inputs inputs = Inputs.of(tf, plan.layout());
      List<Operand<TFloat32>> means = new ArrayList<>();
      List<Operand<TFloat32>> quantiles = new ArrayList<>();
      for (int i = 0; i < members.size(); i++) {
        Ops scope = tf.withSubScope("member_" + i);
        Outputs outputs =
            new Network(plan)
                .add(
                    scope,
                    new Constants(scope, members.get(i), precision),
                    inputs,
                    inputs.rows(),
                    null);
        means.add(outputs.mean());
        quantiles.add(outputs.quantiles());
      }
      Operand<TFloat32> share = tf.constant(1f / members.size());
      SignatureDef signature =
          SignatureDef.newBuilder()
              .setMethodName("tensorflow/serving/predict")
              .putInputs(Contract.ROWS, info(inputs.rows()))
              .putInputs(Contract.CODES, info(inputs.codes()))
              .putInputs(Contract.CALENDAR, info(inputs.calendar()))
              .putInputs(Contract.CALENDAR_ROW, info(inputs.calendarRow()))
              .putInputs(Contract.PLAN, info(inputs.plan()))
              .putOutputs(
                  Contract.MEAN,
                  info(tf.withName(Contract.MEAN).math.mul(tf.math.addN(means), share)))
              .putOutputs(
                  Contract.QUANTILES,
                  info(tf.withName(Contract.QUANTILES).math.mul(tf.math.addN(quantiles), share)))
              .build();
      SavedModel model =
          SavedModel.newBuilder()
              .setSavedModelSchemaVersion(1)
              .addMetaGraphs(
                  MetaGraphDef.newBuilder()
                      .setMetaInfoDef(MetaGraphDef.MetaInfoDef.newBuilder().addTags(Contract.TAG))
                      .setGraphDef(graph.toGraphDef())
                      .putSignatureDef(Contract.SIGNATURE, signature))
              .build();
      Files.createDirectories(folder);
      Path file = folder.resolve(Artifact.MODEL_FILE);
      try (OutputStream out = Files.newOutputStream(file)) {
        // Maps in the order of their keys: the same weights are the same bytes.
        CodedOutputStream ordered = CodedOutputStream.newInstance(out);
        ordered.useDeterministicSerialization();
        model.writeTo(ordered);
        ordered.flush();
      }
      return Files.size(file);
    }
  }

  private static TensorInfo info(Operand<?> operand) {
    Output<?> output = operand.asOutput();
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : output.shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(output.op().name() + ":" + output.index())
        .setDtype(output.dataType())
        .setTensorShape(shape)
        .build();
  }
}
