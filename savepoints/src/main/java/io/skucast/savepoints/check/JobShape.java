package io.skucast.savepoints.check;

import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * What the jar of a release would run, without running it: its operators, how they are chained, the
 * states that they keep and the options in force. Serializers are those of the jar's own classes,
 * which are there until this is closed.
 */
public final class JobShape implements AutoCloseable {
  private final JobClasses classes;
  private final String name;
  private final String plan;
  private final List<JobTask> tasks = new ArrayList<>();
  private final Map<OperatorID, JobOperator> operators = new LinkedHashMap<>();
  private final List<KeptState> states;
  private final List<EffectiveOption> options;

  private JobShape(JobClasses classes, List<String> arguments, int parallelism) {
    this.classes = classes;
    StreamGraph graph = GraphOfJar.of(classes, arguments, parallelism);
    JarContents contents = new JarContents(classes.loader());
    this.states = contents.states(graph.getExecutionConfig());
    this.options = contents.options(arguments);
    this.name = graph.getJobName();
    this.plan = graph.getStreamingPlanAsJSON();
    Map<OperatorID, StreamNode> nodes = nodes(graph);
    read(chained(graph, classes.loader()), nodes);
  }

  /**
   * The shape of a jar with these arguments.
   *
   * @param arguments {@code --key=value} and {@code --config FILE}, as they would be submitted
   * @throws IllegalArgumentException in one line if it is no jar of a release of this job, or if
   *     the job refuses the arguments
   */
  public static JobShape of(Path jar, List<String> arguments, int parallelism) throws IOException {
    JobClasses classes = JobClasses.of(jar);
    try {
      return new JobShape(classes, arguments, parallelism);
    } catch (RuntimeException | LinkageError e) {
      classes.close();
      if (e.getCause() instanceof ProgramParametrizationException) {
        throw e;
      }
      if (e instanceof IllegalArgumentException told) {
        throw new IllegalArgumentException(jar + ": " + told.getMessage(), told);
      }
      throw new IllegalArgumentException(
          jar + " is no jar of a release of this job: " + Reason.of(e), e);
    }
  }

  private static Map<OperatorID, StreamNode> nodes(StreamGraph graph) {
    Map<OperatorID, StreamNode> nodes = new HashMap<>();
    for (StreamNode node : graph.getStreamNodes()) {
      String uid = node.getTransformationUID();
      if (uid == null) {
        throw new IllegalArgumentException(
            "operator '"
                + node.getOperatorName()
                + "' has no uid: its state could not be found again");
      }
      nodes.put(SavepointFile.idOf(uid), node);
    }
    return nodes;
  }

  private static JobGraph chained(StreamGraph graph, ClassLoader loader) {
    try {
      return graph.getJobGraph(loader, new JobID());
    } catch (FlinkRuntimeException | IllegalStateException e) {
      throw new IllegalArgumentException("the graph cannot be built: " + Reason.of(e), e);
    }
  }

  private void read(JobGraph graph, Map<OperatorID, StreamNode> nodes) {
    Map<JobVertexID, Integer> numbers = new HashMap<>();
    for (JobVertex vertex : graph.getVerticesSortedTopologicallyFromSources()) {
      int number = tasks.size();
      numbers.put(vertex.getID(), number);
      List<String> uids = new ArrayList<>();
      // Flink lists a chain from its tail.
      List<OperatorIDPair> ids = new ArrayList<>(vertex.getOperatorIDs());
      Collections.reverse(ids);
      for (OperatorIDPair id : ids) {
        StreamNode node = nodes.get(id.getGeneratedOperatorID());
        uids.add(node.getTransformationUID());
        operators.put(
            id.getGeneratedOperatorID(),
            new JobOperator(
                node.getTransformationUID(),
                id.getGeneratedOperatorID(),
                node.getOperatorName(),
                number,
                vertex.getParallelism(),
                vertex.getMaxParallelism(),
                node.getStateKeySerializer()));
      }
      List<JobTask.Input> inputs =
          vertex.getInputs().stream()
              .map(
                  edge ->
                      new JobTask.Input(
                          numbers.get(edge.getSource().getProducer().getID()),
                          edge.getShipStrategyName()))
              .distinct()
              .toList();
      tasks.add(
          new JobTask(number, uids, vertex.getParallelism(), vertex.getMaxParallelism(), inputs));
    }
  }

  /** Name of the job, as the cluster would show it. */
  public String name() {
    return name;
  }

  /** The graph as Flink's plan visualizer takes it. */
  public String plan() {
    return plan;
  }

  /** Chains of operators, sources first. */
  public List<JobTask> tasks() {
    return Collections.unmodifiableList(tasks);
  }

  /** Operators, in the order of the tasks. */
  public List<JobOperator> operators() {
    return List.copyOf(operators.values());
  }

  /** The operator with this id, if the job has it. */
  public Optional<JobOperator> operator(OperatorID id) {
    return Optional.ofNullable(operators.get(id));
  }

  /**
   * States that the operator keeps, as the jar's catalogue has them; Flink's own not among them.
   */
  public List<KeptState> states(String uid) {
    return states.stream().filter(state -> state.uid().equals(uid)).toList();
  }

  /** Every option in force, secrets masked. */
  public List<EffectiveOption> options() {
    return options;
  }

  /** The jar's classes, until this is closed. */
  ClassLoader loader() {
    return classes.loader();
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
