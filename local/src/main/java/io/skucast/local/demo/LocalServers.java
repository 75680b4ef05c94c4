package io.skucast.local.demo;

import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** A broker and an Elasticsearch server of this machine, started for one run. */
final class LocalServers implements AutoCloseable {
  private final KafkaBroker kafka;
  private final ElasticsearchProcess elasticsearch;

  private LocalServers(KafkaBroker kafka, ElasticsearchProcess elasticsearch) {
    this.kafka = kafka;
    this.elasticsearch = elasticsearch;
  }

  /**
   * Starts both on their usual ports or, where those are taken, on free ones.
   *
   * @param server folder of the unpacked Elasticsearch
   */
  static LocalServers start(Path server, int kafkaPort, int elasticsearchPort, PrintWriter out)
      throws IOException, InterruptedException {
    out.println("starting Kafka …");
    out.flush();
    KafkaBroker kafka = KafkaBroker.start(kafkaPort);
    try {
      out.println("starting Elasticsearch …");
      out.flush();
      ElasticsearchProcess elasticsearch = ElasticsearchProcess.start(server, elasticsearchPort);
      LocalServers servers = new LocalServers(kafka, elasticsearch);
      servers.sayMoved(out, "Kafka", kafkaPort, kafka.bootstrap());
      servers.sayMoved(out, "Elasticsearch", elasticsearchPort, elasticsearch.url());
      return servers;
    } catch (IOException | InterruptedException | RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  private void sayMoved(PrintWriter out, String name, int usual, String where) {
    if (!where.endsWith(":" + usual)) {
      out.println("port " + usual + " is taken: " + name + " is at " + where);
    }
  }

  String bootstrap() {
    return kafka.bootstrap();
  }

  String url() {
    return elasticsearch.url();
  }

  @Override
  public void close() throws IOException {
    try {
      elasticsearch.close();
    } finally {
      kafka.close();
    }
  }
}
