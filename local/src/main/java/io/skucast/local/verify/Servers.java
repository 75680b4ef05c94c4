package io.skucast.local.verify;

import io.skucast.job.io.elasticsearch.ElasticsearchConnection;
import io.skucast.local.elasticsearch.ElasticsearchProcess;
import io.skucast.local.kafka.KafkaBroker;
import java.io.IOException;
import java.nio.file.Path;
import org.elasticsearch.client.RestClient;

/** A broker and an Elasticsearch that both runs use, each under a prefix of its own. */
final class Servers implements AutoCloseable {
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
