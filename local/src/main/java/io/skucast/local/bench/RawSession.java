package io.skucast.local.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.deep.artifact.Artifact;
import io.skucast.deep.serve.SessionConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A TensorFlow session on a model with nothing around it: tensors that are filled once and fed
 * again and again, results that nobody reads. What serving is measured against.
 */
final class RawSession implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Session session;
  private final SignatureDef signature;
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();

  /**
   * @param batch rows that each run is fed: the first ones of {@code rows}, from their first again
   *     where there are fewer
   */
  RawSession(
      Artifact artifact,
      SessionConfig config,
      DeepBenchRows rows,
      DeepCalendar calendar,
      String location,
      int batch)
      throws InvalidProtocolBufferException {
    MetaGraphDef model = SavedModel.parseFrom(artifact.savedModel()).getMetaGraphs(0);
    signature = model.getSignatureDefOrThrow("serving_default");
    graph.importGraphDef(model.getGraphDef());
    session = new Session(graph, config.proto());
    DeepLayout layout = rows.layout();
    float[] numbers = new float[batch * layout.rowSize()];
    int[] codes = new int[batch * DeepLayout.CODES];
    for (int i = 0; i < batch; i++) {
      int row = i % rows.rows().length;
      System.arraycopy(rows.rows()[row], 0, numbers, i * layout.rowSize(), layout.rowSize());
      System.arraycopy(rows.codes()[row], 0, codes, i * DeepLayout.CODES, DeepLayout.CODES);
    }
    int features = layout.calendar().size();
    float[] days = new float[layout.calendarPeriods() * features];
    calendar.fill(layout, rows.origin(), location, days, 0);
    inputs.put("rows", floats(numbers, batch, layout.rowSize()));
    inputs.put("codes", TInt32.tensorOf(Shape.of(batch, DeepLayout.CODES), DataBuffers.of(codes)));
    inputs.put("calendar", floats(days, 1, layout.calendarPeriods(), features));
    inputs.put("calendar_row", TInt32.tensorOf(Shape.of(batch), DataBuffers.of(new int[batch])));
    inputs.put(
        "plan",
        floats(
            new float[batch * layout.horizons() * DeepLayout.PLANS],
            batch,
            layout.horizons(),
            DeepLayout.PLANS));
  }

  private static TFloat32 floats(float[] numbers, long... shape) {
    return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(numbers));
  }

  void run() {
    Session.Runner runner = session.runner();
    inputs.forEach(
        (name, tensor) -> runner.feed(signature.getInputsOrThrow(name).getName(), tensor));
    Result results =
        runner
            .fetch(signature.getOutputsOrThrow("mean").getName())
            .fetch(signature.getOutputsOrThrow("quantiles").getName())
            .run();
    results.close();
  }

  @Override
  public void close() {
    inputs.values().forEach(Tensor::close);
    session.close();
    graph.close();
  }
}
