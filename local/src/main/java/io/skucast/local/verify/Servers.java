package io.skucast.local.verify;

import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.elasticsearch.ElasticsearchConnection;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.publish.OutputTopic;
import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.elasticsearch.client.RestClient;

/** A broker and an Elasticsearch that both runs use, each under a prefix of its own. */
final class Servers implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final KafkaBroker kafka;
  private final ElasticsearchProcess elasticsearch;
  private final RestClient client;
  private final Transactions transactions;

  private Servers(KafkaBroker kafka, ElasticsearchProcess elasticsearch) {
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
    this.client = ElasticsearchConnection.of(elasticsearch.url()).open();
    this.transactions = new Transactions(kafka.bootstrap());
  }

  /**
   * @param unpacked folder of the unpacked Elasticsearch
   */
  static Servers start(Path unpacked) throws IOException, InterruptedException {
    KafkaBroker kafka = KafkaBroker.start();
    try {
      return new Servers(kafka, ElasticsearchProcess.start(unpacked));
    } catch (IOException | InterruptedException | RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  String bootstrap() {
    return kafka.bootstrap();
  }

  String url() {
    return elasticsearch.url();
  }

  RestClient client() {
    return client;
  }

  Transactions transactions() {
    return transactions;
  }

  /**
   * Has the broker keep every record of the topics that a job writes: of those that are compacted,
   * what is gone depends on when it looks.
   */
  void keepEverything(Settings settings) throws IOException, InterruptedException {
    List<AlterConfigOp> keep =
        List.of(
            new AlterConfigOp(new ConfigEntry("cleanup.policy", "delete"), OpType.SET),
            new AlterConfigOp(new ConfigEntry("retention.ms", "-1"), OpType.SET));
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (OutputTopic topic : OutputTopic.values()) {
      String name = topic.topic(settings.get(EndOptions.PREFIX));
      changes.put(new ConfigResource(ConfigResource.Type.TOPIC, name), keep);
    }
    try (Admin admin = Admin.create(KafkaEnds.clientProperties(settings))) {
      admin.incrementalAlterConfigs(changes).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Kafka at " + bootstrap() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    transactions.close();
    try {
      client.close();
      elasticsearch.close();
    } finally {
      kafka.close();
    }
  }
}
