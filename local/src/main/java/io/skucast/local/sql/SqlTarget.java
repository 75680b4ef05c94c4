package io.skucast.local.sql;

import io.skucast.local.operate.ClusterFolder;
import java.io.IOException;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which topics a command asks about, and where its queries run. */
final class SqlTarget {
  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "Brokers; default: those of a demo that runs here, else 127.0.0.1:9092.")
  private String kafka;

  @Option(
      names = "--prefix",
      description = "First part of the topics' names; default: a running demo's, else skucast.")
  private String prefix;

  @Option(
      names = "--cluster",
      description =
          "Queries run on the cluster of 'skucast cluster start'; default: in this process.")
  private boolean cluster;

  @Mixin private ClusterFolder folder;

  TopicAddress topics() throws IOException {
    return TopicAddress.of(kafka, prefix);
  }

  /** Flink's configuration of where queries run. */
  Map<String, String> engine() throws IOException {
    return cluster ? Engine.of(folder.open()) : Engine.ofThisProcess();
  }
}
