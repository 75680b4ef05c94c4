package io.skucast.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;

/**
 * Flink can divide each process's memory as it is told to, the slots hold the job, cards are there
 * where they are asked for, and the namespace's quota lets all of it be.
 */
final class CapacityCheck implements Check {
  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    memory(manifests, problems);
    Settings settings = JobOptionsCheck.settings(manifests);
    int parallelism = manifests.spec().at("/job/parallelism").asInt();
    if (parallelism > settings.get(Options.MAX_PARALLELISM)) {
      problems.add("parallelism " + parallelism + " is above the option state.max-parallelism");
    }
    if (parallelism > settings.get(EndOptions.KAFKA_PARTITIONS)) {
      problems.add("parallelism " + parallelism + " leaves subtasks without a partition");
    }
    boolean isOnGpu =
        settings.get(DeepOptions.ENABLED) && settings.get(DeepOptions.DEVICE).equals("gpu");
    gpu(manifests, isOnGpu, problems);
    int slots = Integer.parseInt(manifests.flink("taskmanager.numberOfTaskSlots"));
    // Subtasks that run models on a card share no slot with the rest.
    int needed = isOnGpu ? 2 * parallelism : parallelism;
    quota(manifests, (needed + slots - 1) / slots, problems);
    Pod.stream(manifests.jobManager().spec().path("initContainers"))
        .filter(c -> !c.at("/resources/requests").equals(c.at("/resources/limits")))
        .forEach(c -> problems.add(c.path("name").asText() + ": requests and limits differ"));
    Pod.stream(manifests.jobManager().spec().path("initContainers"))
        .filter(c -> c.at("/resources/limits").size() < 2)
        .forEach(
            c -> problems.add(c.path("name").asText() + ": a quota refuses it without limits"));
    return problems;
  }

  private static void memory(Manifests manifests, List<String> problems) {
    Map<String, String> texts = new HashMap<>();
    manifests
        .spec()
        .path("flinkConfiguration")
        .fields()
        .forEachRemaining(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    try {
      Configuration master = Configuration.fromMap(texts);
      master.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, memory(manifests, "jobManager"));
      JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
          master, JobManagerOptions.JVM_HEAP_MEMORY);
      Configuration worker = Configuration.fromMap(texts);
      worker.set(TaskManagerOptions.TOTAL_PROCESS_MEMORY, memory(manifests, "taskManager"));
      TaskExecutorProcessUtils.processSpecFromConfig(worker);
    } catch (IllegalConfigurationException e) {
      problems.add("memory: " + e.getMessage());
    }
  }

  private static MemorySize memory(Manifests manifests, String role) {
    return MemorySize.parse(manifests.spec().path(role).at("/resource/memory").asText());
  }

  private static void gpu(Manifests manifests, boolean isOnGpu, List<String> problems) {
    boolean hasCards =
        manifests.flink("external-resources").equals("gpu")
            && manifests.flink("external-resource.gpu.amount").matches("[1-9]\\d*")
            && manifests.flink("external-resource.gpu.kubernetes.config-key").contains("/")
            && manifests
                .flink("external-resource.gpu.driver-factory.class")
                .equals("org.apache.flink.externalresource.gpu.GPUDriverFactory");
    boolean isGpuImage = manifests.spec().path("image").asText().contains("-gpu:");
    boolean isTolerated =
        Pod.stream(manifests.taskManager().spec().path("tolerations"))
            .anyMatch(
                t ->
                    t.path("key")
                        .asText()
                        .equals(manifests.flink("external-resource.gpu.kubernetes.config-key")));
    if (isOnGpu && !(hasCards && isGpuImage && isTolerated)) {
      problems.add("deep.device is gpu: its image, its cards or their nodes are not asked for");
    }
    if (!isOnGpu && (hasCards || isGpuImage)) {
      problems.add("cards are asked for, and deep.device does not use them");
    }
  }

  private static void quota(Manifests manifests, int taskManagers, List<String> problems) {
    for (JsonNode quota : manifests.all("ResourceQuota")) {
      JsonNode hard = quota.at("/spec/hard");
      BigDecimal workers = BigDecimal.valueOf(taskManagers);
      BigDecimal cpu =
          manifests
              .spec()
              .at("/taskManager/resource/cpu")
              .decimalValue()
              .multiply(workers)
              .add(manifests.spec().at("/jobManager/resource/cpu").decimalValue());
      BigDecimal bytes =
          BigDecimal.valueOf(memory(manifests, "taskManager").getBytes())
              .multiply(workers)
              .add(BigDecimal.valueOf(memory(manifests, "jobManager").getBytes()));
      for (String kind : List.of("requests.", "limits.")) {
        within(problems, hard, kind + "cpu", cpu);
        within(problems, hard, kind + "memory", bytes);
      }
      String cards = manifests.flink("external-resource.gpu.amount");
      if (!cards.isEmpty()) {
        String key = manifests.flink("external-resource.gpu.kubernetes.config-key");
        within(problems, hard, "requests." + key, new BigDecimal(cards).multiply(workers));
      }
    }
  }

  private static void within(List<String> problems, JsonNode hard, String key, BigDecimal needed) {
    BigDecimal limit = Quantity.getAmountInBytes(new Quantity(hard.path(key).asText("0")));
    if (limit.compareTo(needed) < 0) {
      problems.add(
          "quota: " + key + " is " + hard.path(key).asText() + ", the job needs " + needed);
    }
  }
}
