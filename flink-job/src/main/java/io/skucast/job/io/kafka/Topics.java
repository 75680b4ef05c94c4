package io.skucast.job.io.kafka;

import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.publish.OutputTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/** The job's topics as they should be. Creating them again changes nothing. */
public final class Topics implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Admin admin;
  private final String where;
  private final int partitions;
  private final short replication;
  private final Map<String, Map<String, String>> wanted;

  public Topics(Settings settings) {
    Properties properties = KafkaEnds.clientProperties(settings);
    properties.setProperty("default.api.timeout.ms", "20000");
    properties.setProperty("request.timeout.ms", "10000");
    admin = Admin.create(properties);
    where = settings.get(EndOptions.KAFKA_BOOTSTRAP);
    partitions = settings.get(EndOptions.KAFKA_PARTITIONS);
    replication = settings.get(EndOptions.KAFKA_REPLICATION).shortValue();
    wanted = wanted(settings);
  }

  /** Every topic's settings by its name, as far as the job needs them to be so. */
  public static Map<String, Map<String, String>> wanted(Settings settings) {
    Map<String, Map<String, String>> wanted = new LinkedHashMap<>();
    String room = Integer.toString(KafkaEnds.MAX_RECORD_BYTES);
    for (String input : List.of(KafkaEnds.salesTopic(settings), KafkaEnds.signalsTopic(settings))) {
      wanted.put(
          input,
          Map.of(
              "max.message.bytes",
              room,
              "cleanup.policy",
              "delete",
              // What counts as the future is judged by the broker's clock, not by the sender's.
              "message.timestamp.type",
              "LogAppendTime"));
    }
    for (OutputTopic topic : OutputTopic.values()) {
      wanted.put(
          topic.topic(settings.get(EndOptions.PREFIX)),
          Map.of(
              "max.message.bytes",
              room,
              "cleanup.policy",
              topic.isCompacted() ? "compact" : "delete"));
    }
    return wanted;
  }

  /**
   * Creates what is missing and sets right what differs; partitions of a topic that is there are
   * left as they are.
   *
   * @return one line a topic: what was done
   * @throws IOException naming the brokers and what they answered
   */
  public List<String> setUp() throws IOException, InterruptedException {
    Set<String> present = await(admin.listTopics().names());
    List<String> done = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> topic : wanted.entrySet()) {
      String name = topic.getKey();
      if (!present.contains(name)) {
        NewTopic created = new NewTopic(name, partitions, replication).configs(topic.getValue());
        await(admin.createTopics(List.of(created)).all());
        done.add("topic " + name + ": created, partitions " + partitions);
      } else {
        int changed = setRight(name, topic.getValue());
        done.add("topic " + name + (changed == 0 ? ": is there" : ": settings changed " + changed));
      }
    }
    return done;
  }

  private int setRight(String topic, Map<String, String> settings)
      throws IOException, InterruptedException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config found = await(admin.describeConfigs(List.of(resource)).all()).get(resource);
    List<AlterConfigOp> changes = new ArrayList<>();
    settings.forEach(
        (key, value) -> {
          if (!value.equals(found.get(key).value())) {
            changes.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET));
          }
        });
    if (!changes.isEmpty()) {
      await(admin.incrementalAlterConfigs(Map.of(resource, changes)).all());
    }
    return changes.size();
  }

  private <T> T await(KafkaFuture<T> answer) throws IOException, InterruptedException {
    try {
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException("Kafka at " + where + ": " + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException(
          "Kafka at " + where + " does not answer: is option kafka.bootstrap right?", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
