package io.skucast.job.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Options of the live job's ends: Kafka, Elasticsearch, and the checkpoints that join them. */
public final class EndOptions {
  public static final Option<String> PREFIX =
      new Option<>(
          "prefix",
          "skucast",
          "1 to 40 lower-case letters, digits and hyphens, beginning with a letter",
          "First part of the name of every topic and index.",
          text -> Parse.matching(text, text.matches("[a-z][a-z0-9-]{0,39}")));

  public static final Option<String> KAFKA_BOOTSTRAP =
      new Option<>(
          "kafka.bootstrap",
          "localhost:9092",
          "host:port pairs separated by commas",
          "Brokers asked first.",
          Parse::hostsAndPorts);

  public static final Option<String> KAFKA_CLIENT_CONFIG =
      new Option<>(
          "kafka.client-config",
          "",
          "the path of a properties file, or nothing",
          "Further settings of Kafka's clients, such as security; read where the job is submitted.",
          text -> text);

  public static final Option<String> KAFKA_GROUP =
      new Option<>(
          "kafka.group",
          "skucast",
          "1 to 100 letters, digits, dots, hyphens and underscores",
          "Consumer group of the sales, and first part of the names of transactions.",
          text -> Parse.matching(text, text.matches("[A-Za-z0-9._-]{1,100}")));

  public static final Option<String> KAFKA_START =
      new Option<>(
          "kafka.start",
          "earliest",
          "earliest, latest, or an instant such as 2024-01-01T00:00:00Z",
          "Where sales and signals are read from where neither a savepoint nor the consumer group"
              + " says it: an instant means the first record that was written at it or later.",
          EndOptions::start);

  public static final Option<Duration> KAFKA_TRANSACTION_TIMEOUT =
      new Option<>(
          "kafka.transaction-timeout",
          "PT15M",
          "a duration from PT10S to PT24H, at most the broker's transaction.max.timeout.ms",
          "The broker aborts a transaction that stays open longer, and its results are lost: it must"
              + " be longer than checkpoint.interval and checkpoint.timeout together.",
          text -> Parse.between(text, Duration.ofSeconds(10), Duration.ofHours(24)));

  public static final Option<Integer> KAFKA_PARTITIONS =
      new Option<>(
          "kafka.partitions",
          "4",
          "a whole number from 1 to 1000",
          "Partitions of the topics that setup creates.",
          text -> Parse.between(text, 1, 1000));

  public static final Option<Integer> KAFKA_REPLICATION =
      new Option<>(
          "kafka.replication",
          "1",
          "a whole number from 1 to 9, at most the number of brokers",
          "Replicas of the topics that setup creates.",
          text -> Parse.between(text, 1, 9));

  public static final Option<List<String>> ELASTICSEARCH_URLS =
      new Option<>(
          "elasticsearch.urls",
          "http://localhost:9200",
          "addresses such as http://localhost:9200 separated by commas",
          "Nodes of Elasticsearch.",
          Parse::urls);

  public static final Option<String> ELASTICSEARCH_USERNAME =
      new Option<>(
          "elasticsearch.username",
          "",
          "a user's name, or nothing",
          "User to log in to Elasticsearch as; nothing: without credentials.",
          text -> text);

  public static final Option<String> ELASTICSEARCH_PASSWORD =
      new Option<>(
          "elasticsearch.password",
          "",
          "a password, or nothing",
          "That user's password; better written in a file given by --config than on a command"
              + " line.",
          text -> text);

  public static final Option<Duration> CHECKPOINT_INTERVAL =
      new Option<>(
          "checkpoint.interval",
          "PT10S",
          "a duration from PT0.1S to PT1H",
          "Time between checkpoints; results in Kafka become visible with each.",
          text -> Parse.between(text, Duration.ofMillis(100), Duration.ofHours(1)));

  public static final Option<Duration> CHECKPOINT_TIMEOUT =
      new Option<>(
          "checkpoint.timeout",
          "PT10M",
          "a duration from PT1S to PT12H",
          "A checkpoint that takes longer is given up.",
          text -> Parse.between(text, Duration.ofSeconds(1), Duration.ofHours(12)));

  public static final Option<String> CHECKPOINT_FOLDER =
      new Option<>(
          "checkpoint.folder",
          "",
          "an address such as file:///var/skucast or s3://bucket/skucast, or nothing",
          "Where checkpoints are kept; nothing: where the cluster's own configuration says.",
          text -> Parse.matching(text, text.isEmpty() || text.matches("[a-z0-9]+:/.*")));

  static final List<Option<?>> ALL =
      List.of(
          PREFIX,
          KAFKA_BOOTSTRAP,
          KAFKA_CLIENT_CONFIG,
          KAFKA_GROUP,
          KAFKA_START,
          KAFKA_TRANSACTION_TIMEOUT,
          KAFKA_PARTITIONS,
          KAFKA_REPLICATION,
          ELASTICSEARCH_URLS,
          ELASTICSEARCH_USERNAME,
          ELASTICSEARCH_PASSWORD,
          CHECKPOINT_INTERVAL,
          CHECKPOINT_TIMEOUT,
          CHECKPOINT_FOLDER);

  private EndOptions() {}

  private static String start(String text) {
    if (!text.equals("earliest") && !text.equals("latest")) {
      Instant.parse(text);
    }
    return text;
  }
}
