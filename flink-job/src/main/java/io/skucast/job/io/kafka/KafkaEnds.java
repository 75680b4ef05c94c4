package io.skucast.job.io.kafka;

import io.skucast.core.sale.Incoming;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.guard.GuardedSource;
import io.skucast.job.io.kafka.guard.JobGuard;
import io.skucast.job.io.publish.Published;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;

/** The job's two ends in Kafka: sales and signals in, results out exactly once. */
public final class KafkaEnds {
  /** The largest record that is read or written, with room for a batch's header. */
  public static final int MAX_RECORD_BYTES = 8 << 20;

  private static final String SALES = ".sales.v1";
  private static final String SIGNALS = ".signals.v1";

  private KafkaEnds() {}

  /** Name of the topic that sales are read from. */
  public static String salesTopic(Settings settings) {
    return settings.get(EndOptions.PREFIX) + SALES;
  }

  /** Name of the topic that signals are read from. */
  public static String signalsTopic(Settings settings) {
    return settings.get(EndOptions.PREFIX) + SIGNALS;
  }

  /**
   * Sales from where the consumer group has come to, or from where {@code kafka.start} says. Within
   * a job the offsets of its checkpoint decide. No other job with this group may run: see {@link
   * JobGuard}.
   */
  public static Source<Incoming, ?, ?> source(Settings settings) {
    KafkaSource<Incoming> source =
        sourceBuilder(settings)
            .setTopics(salesTopic(settings))
            .setDeserializer(new SaleDeserializer(settings))
            .build();
    return new GuardedSource<>(source, source.getProducedType(), JobGuard.of(settings));
  }

  /**
   * Signals, read as sales are. A topic that is not there is waited for: who has no signals need
   * not create one.
   */
  public static KafkaSource<Incoming> signals(Settings settings) {
    return sourceBuilder(settings)
        // A topic named outright must be there; one that only has to match is found when it comes.
        .setTopicPattern(Pattern.compile(Pattern.quote(signalsTopic(settings))))
        .setDeserializer(new SignalDeserializer(settings))
        .build();
  }

  private static KafkaSourceBuilder<Incoming> sourceBuilder(Settings settings) {
    return KafkaSource.<Incoming>builder()
        .setProperties(clientProperties(settings))
        .setGroupId(settings.get(EndOptions.KAFKA_GROUP))
        .setStartingOffsets(StartOffsets.of(settings.get(EndOptions.KAFKA_START)))
        .setProperty("isolation.level", "read_committed")
        .setProperty("fetch.max.bytes", Integer.toString(MAX_RECORD_BYTES))
        .setProperty("max.partition.fetch.bytes", Integer.toString(MAX_RECORD_BYTES))
        // New partitions are found while the job runs.
        .setProperty("partition.discovery.interval.ms", "60000");
  }

  /**
   * Results in transactions that commit with a checkpoint. It opens only in a job that reads {@link
   * #source}.
   *
   * @throws IllegalArgumentException if a transaction could time out before its checkpoint is done
   */
  public static KafkaSink<Published> sink(Settings settings) {
    Duration timeout = settings.get(EndOptions.KAFKA_TRANSACTION_TIMEOUT);
    Duration interval = settings.get(EndOptions.CHECKPOINT_INTERVAL);
    Duration patience = settings.get(EndOptions.CHECKPOINT_TIMEOUT);
    if (timeout.compareTo(interval.plus(patience)) <= 0) {
      throw new IllegalArgumentException(
          "option kafka.transaction-timeout has the value '"
              + timeout
              + "': allowed is more than checkpoint.interval "
              + interval
              + " and checkpoint.timeout "
              + patience
              + " together, or results of a slow checkpoint are lost");
    }
    return KafkaSink.<Published>builder()
        .setKafkaProducerConfig(clientProperties(settings))
        .setProperty("transaction.timeout.ms", Long.toString(timeout.toMillis()))
        .setProperty("max.request.size", Integer.toString(MAX_RECORD_BYTES))
        .setProperty("compression.type", "lz4")
        .setProperty("linger.ms", "20")
        .setProperty("batch.size", "262144")
        .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
        .setTransactionalIdPrefix(settings.get(EndOptions.KAFKA_GROUP) + "-results")
        .setRecordSerializer(
            new ResultRecords(settings.get(EndOptions.PREFIX), JobGuard.of(settings)))
        .build();
  }

  /** Brokers and what {@code kafka.client-config} adds. */
  public static Properties clientProperties(Settings settings) {
    Properties properties = new Properties();
    String file = settings.get(EndOptions.KAFKA_CLIENT_CONFIG);
    if (!file.isEmpty()) {
      try (Reader reader = Files.newBufferedReader(Path.of(file))) {
        properties.load(reader);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "option kafka.client-config has the value '"
                + file
                + "': allowed is the path of a properties file that can be read",
            e);
      }
    }
    properties.setProperty("bootstrap.servers", settings.get(EndOptions.KAFKA_BOOTSTRAP));
    return properties;
  }
}
