package io.skucast.deep.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/** A graph is a program: what reaches outside it is found, in its functions too. */
class SafeOperationsTest {
  @Test
  void operationsThatReachOutsideOrKeepStateAreFoundAlsoInFunctions() {
    FunctionDef.Builder function = FunctionDef.newBuilder().addNodeDef(node("WriteFile"));
    function.getSignatureBuilder().setName("layer");
    GraphDef graph =
        GraphDef.newBuilder()
            .addNode(node("MatMul"))
            .addNode(node("Placeholder"))
            .addNode(node("ReadFile"))
            .addNode(node("VarHandleOp"))
            .addNode(node("PyFunc"))
            .addNode(node("RandomUniform"))
            .addNode(node("layer"))
            .setLibrary(FunctionDefLibrary.newBuilder().addFunction(function))
            .build();
    assertThat(SafeOperations.refused(graph))
        .containsExactly("PyFunc", "RandomUniform", "ReadFile", "VarHandleOp", "WriteFile");
  }

  private static NodeDef node(String operation) {
    return NodeDef.newBuilder().setName(operation).setOp(operation).build();
  }
}
