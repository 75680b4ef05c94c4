package io.skucast.savepoints.check;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.apache.flink.client.program.ProgramAbortException;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.client.program.StreamPlanEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** Runs a jar's main method as far as its graph, which goes nowhere. */
final class GraphOfJar {
  private GraphOfJar() {}

  /**
   * @throws IllegalArgumentException if the main method refuses its arguments, fails, or describes
   *     no job
   */
  @SuppressWarnings("try") // The context is there to be closed.
  static synchronized StreamGraph of(JobClasses classes, List<String> arguments, int parallelism) {
    StreamPlanEnvironment environment =
        new StreamPlanEnvironment(new Configuration(), classes.loader(), parallelism);
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    environment.setAsContext();
    thread.setContextClassLoader(classes.loader());
    try {
      classes
          .main()
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.toArray(new String[0]));
    } catch (InvocationTargetException ended) {
      requireGraph(ended.getCause());
    } catch (NoSuchMethodException | IllegalAccessException none) {
      throw new IllegalArgumentException(
          "the jar's main class has no public main method: it is no job of Flink's", none);
    } finally {
      thread.setContextClassLoader(own);
      environment.unsetAsContext();
    }
    if (environment.getPipeline() instanceof StreamGraph graph) {
      return graph;
    }
    throw new IllegalArgumentException(
        "the jar's main method submits no job: name the jar of a release of the job");
  }

  private static void requireGraph(Throwable ended) {
    if (ended instanceof ProgramParametrizationException refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
    if (!(ended instanceof ProgramAbortException)) {
      throw new IllegalArgumentException(
          "the jar's main method fails before there is a graph: " + Reason.of(ended), ended);
    }
  }
}
