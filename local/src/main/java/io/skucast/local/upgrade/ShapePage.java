package io.skucast.local.upgrade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.skucast.savepoints.check.EffectiveOption;
import io.skucast.savepoints.check.JobOperator;
import io.skucast.savepoints.check.JobShape;
import io.skucast.savepoints.check.JobTask;
import io.skucast.savepoints.check.KeptState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The shape of a job, written down. */
final class ShapePage {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final JobShape job;

  ShapePage(JobShape job) {
    this.job = job;
  }

  /** For people: tasks with their operators, states, options. */
  String text() {
    StringBuilder text = new StringBuilder("job ").append(job.name()).append("\n\ntasks\n");
    for (JobTask task : job.tasks()) {
      text.append(String.format("%3d  %s%n", task.number(), wiring(task)));
      for (JobOperator operator : job.operators()) {
        if (operator.task() == task.number()) {
          text.append(String.format("       %-26s %s%n", operator.uid(), operator.name()));
        }
      }
    }
    text.append("\nstates\n");
    for (JobOperator operator : job.operators()) {
      for (KeptState state : job.states(operator.uid())) {
        text.append(
            String.format(
                "     %-18s %-10s %-22s %s%n",
                state.uid(), state.kind().toLowerCase(Locale.ROOT), state.name(), state.type()));
      }
    }
    text.append("\noptions (* given, the others as they are by default)\n");
    for (EffectiveOption option : job.options()) {
      text.append(
          String.format(
              "   %s %s=%s%n", option.isDefault() ? " " : "*", option.key(), option.value()));
    }
    return text.toString().stripTrailing();
  }

  private static String wiring(JobTask task) {
    String width =
        task.maxParallelism() == JobOperator.ANY
            ? "parallelism " + task.parallelism()
            : "parallelism " + task.parallelism() + " of at most " + task.maxParallelism();
    if (task.inputs().isEmpty()) {
      return width;
    }
    return width
        + ", from "
        + task.inputs().stream()
            .map(input -> input.task() + " by " + input.shipping().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
  }

  /** For programs: the same. */
  String json() throws JsonProcessingException {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("job", job.name());
    page.put("tasks", job.tasks());
    List<Map<String, Object>> operators = new ArrayList<>();
    for (JobOperator operator : job.operators()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("uid", operator.uid());
      one.put("id", operator.id().toHexString());
      one.put("name", operator.name());
      one.put("task", operator.task());
      one.put("parallelism", operator.parallelism());
      one.put("maxParallelism", operator.maxParallelism());
      one.put("keyed", operator.key() != null);
      one.put("states", job.states(operator.uid()).stream().map(ShapePage::state).toList());
      operators.add(one);
    }
    page.put("operators", operators);
    page.put("options", job.options());
    return JSON.writeValueAsString(page);
  }

  private static Map<String, Object> state(KeptState state) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("name", state.name());
    one.put("kind", state.kind());
    one.put("type", state.type());
    return one;
  }
}
