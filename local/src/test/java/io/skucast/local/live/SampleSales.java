package io.skucast.local.live;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sales of 60 days, in order but for the allowed disorder; among them repeats, returns, corrections
 * of the day before and records that are no sales; at the end a clock for every partition.
 */
final class SampleSales {
  static final int DAYS = 60;
  private static final int SERIES = 30;
  private static final int A_DAY = 150;

  /** One record of the topic of sales. */
  record Record(int partition, String json) {}

  private final List<Record> records = new ArrayList<>();

  SampleSales(long seed, int partitions) {
    Random random = new Random(seed);
    Instant start = Instant.parse("2024-03-01T00:00:00Z");
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < A_DAY; i++) {
        long second = i * 86_400L / A_DAY + random.nextInt(1800);
        Instant time = start.plus(day, ChronoUnit.DAYS).plusSeconds(second);
        boolean correction = day > 1 && random.nextInt(40) == 0;
        Instant when = correction ? time.minus(1, ChronoUnit.DAYS) : time;
        int sku = (int) (SERIES * Math.pow(random.nextDouble(), 2));
        int quantity = random.nextInt(30) == 0 ? -1 : 1 + random.nextInt(5);
        Record sale =
            new Record(
                sku % partitions,
                "{\"id\":\"%d-%d\",\"sku\":\"sku-%d\",\"time\":\"%s\",\"quantity\":%d,\"price\":%d.25}"
                    .formatted(day, i, sku, when, quantity, 1 + sku));
        records.add(sale);
        if (random.nextInt(50) == 0) {
          records.add(sale);
        }
        if (random.nextInt(200) == 0) {
          records.add(new Record(sku % partitions, "{\"sku\":\"sku-1\",\"quantity\":\"many\"}"));
        }
      }
    }
    String clock = "{\"closed_until\":\"%s\"}".formatted(start.plus(DAYS + 1, ChronoUnit.DAYS));
    for (int partition = 0; partition < partitions; partition++) {
      records.add(new Record(partition, clock));
    }
  }

  List<Record> all() {
    return records;
  }

  int series() {
    return SERIES;
  }

  /** Sends records to a topic, each to its partition, and returns when the broker has them. */
  static void send(String bootstrap, String topic, List<Record> records) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (Record record : records) {
        producer.send(
            new ProducerRecord<>(
                topic, record.partition(), null, record.json().getBytes(StandardCharsets.UTF_8)));
      }
    }
  }
}
