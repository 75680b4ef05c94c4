package io.skucast.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The broker as its users see it: through clients, and through what it leaves behind. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KafkaBrokerITCase {

  private static final TopicPartition FORECASTS = new TopicPartition("forecasts", 0);

  @Test
  void aReaderOfCommittedRecordsDoesNotSeeAnAbortedTransaction() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start()) {
      createTopic(broker);
      try (KafkaProducer<byte[], byte[]> producer =
          producer(
              broker, Map.of("transactional.id", "job-1", "transaction.timeout.ms", 900_000))) {
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record("aborted".getBytes()));
        // Without this the record might be dropped before it reaches the broker.
        producer.flush();
        producer.abortTransaction();
        producer.beginTransaction();
        producer.send(record("committed".getBytes()));
        producer.commitTransaction();
      }

      assertThat(read(broker, "read_committed")).map(String::new).containsExactly("committed");
      assertThat(read(broker, "read_uncommitted"))
          .map(String::new)
          .containsExactly("aborted", "committed");
    }
  }

  @Test
  void aRecordOfFiveMegabytesPasses() throws Exception {
    byte[] large = new byte[5_000_000];
    new Random(1).nextBytes(large);
    try (KafkaBroker broker = KafkaBroker.start()) {
      createTopic(broker);
      try (KafkaProducer<byte[], byte[]> producer =
          producer(broker, Map.of("max.request.size", 8 << 20))) {
        producer.send(record(large)).get();
      }

      assertThat(read(broker, "read_committed")).containsExactly(large);
    }
  }

  @Test
  void aTopicThatNobodyCreatedIsUnknown() throws Exception {
    try (KafkaBroker broker = KafkaBroker.start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      assertThatThrownBy(() -> admin.describeTopics(Set.of("misspelt")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void closingLeavesNoFolderAndFreesThePortForTheNextBroker() throws Exception {
    KafkaBroker first = KafkaBroker.start();
    int port = port(first);
    createTopic(first);
    assertThat(first.folder()).isNotEmptyDirectory();
    first.close();
    first.close();
    assertThat(first.folder()).doesNotExist();

    try (KafkaBroker second = KafkaBroker.start(port)) {
      assertThat(second.bootstrap()).isEqualTo("127.0.0.1:" + port);
      createTopic(second);
    }
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void aPreferredPortThatIsTakenGivesWayToAFreeOne() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        KafkaBroker broker = KafkaBroker.start(taken.getLocalPort())) {
      assertThat(port(broker)).isNotEqualTo(taken.getLocalPort());
      createTopic(broker);
    }
  }

  /** Kafka would halt the JVM, and this test with it. */
  @Test
  void aPortLostWhileStartingIsAnExceptionThatNamesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThatThrownBy(() -> KafkaBroker.startOn(taken.getLocalPort()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasRootCauseInstanceOf(BindException.class);
    }
  }

  private static int port(KafkaBroker broker) {
    return Integer.parseInt(broker.bootstrap().substring("127.0.0.1:".length()));
  }

  private static void createTopic(KafkaBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      admin.createTopics(Set.of(new NewTopic(FORECASTS.topic(), 1, (short) 1))).all().get();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(byte[] value) {
    return new ProducerRecord<>(FORECASTS.topic(), value);
  }

  private static KafkaProducer<byte[], byte[]> producer(
      KafkaBroker broker, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("bootstrap.servers", broker.bootstrap());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static List<byte[]> read(KafkaBroker broker, String isolation) {
    List<byte[]> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrap(), "isolation.level", isolation),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(Set.of(FORECASTS));
      consumer.seekToBeginning(Set.of(FORECASTS));
      // The end counts the markers of transactions too, so it is reached after the last record.
      long end = consumer.endOffsets(Set.of(FORECASTS)).get(FORECASTS);
      while (consumer.position(FORECASTS) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          values.add(record.value());
        }
      }
    }
    return values;
  }
}
