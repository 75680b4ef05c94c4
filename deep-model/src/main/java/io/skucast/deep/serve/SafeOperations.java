package io.skucast.deep.serve;

import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

/**
 * A SavedModel is a program: some of TensorFlow's operations read or write files, open sockets or
 * keep something from run to run. A forecast needs none of them and must not depend on earlier
 * runs, so a graph that holds one is refused, even where its checksum is right.
 */
final class SafeOperations {
  /** Operations that read what is not in the graph, though TensorFlow counts them as stateless. */
  private static final Set<String> READERS = Set.of("ReadFile", "MatchingFiles");

  private SafeOperations() {}

  /** Names of a graph's operations, those of its functions too, that are refused, in order. */
  static Set<String> refused(GraphDef graph) {
    Set<String> names = new TreeSet<>();
    graph.getNodeList().stream().map(NodeDef::getOp).forEach(names::add);
    graph.getLibrary().getFunctionList().stream()
        .flatMap(function -> function.getNodeDefList().stream())
        .map(NodeDef::getOp)
        .forEach(names::add);
    graph
        .getLibrary()
        .getFunctionList()
        .forEach(function -> names.remove(function.getSignature().getName()));
    names.removeIf(name -> !READERS.contains(name) && !TensorFlow.isOpStateful(name));
    return names;
  }
}
