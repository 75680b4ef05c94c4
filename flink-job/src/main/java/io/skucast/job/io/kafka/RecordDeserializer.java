package io.skucast.job.io.kafka;

import io.skucast.core.sale.Incoming;
import io.skucast.job.config.Settings;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of one topic. Taken in is what the broker's time stamp says, so that a replay judges a
 * time in the future as the first run did.
 */
abstract class RecordDeserializer implements KafkaRecordDeserializationSchema<Incoming> {
  private final Settings settings;
  private transient JsonReader json;

  RecordDeserializer(Settings settings) {
    this.settings = settings;
  }

  abstract JsonReader reader(Settings settings);

  @Override
  public final void open(DeserializationSchema.InitializationContext context) {
    json = reader(settings);
  }

  @Override
  public final void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Incoming> out) {
    String source = record.topic() + '-' + record.partition() + '@' + record.offset();
    out.collect(json.read(record.value(), record.timestamp(), source));
  }

  @Override
  public final TypeInformation<Incoming> getProducedType() {
    return TypeInformation.of(Incoming.class);
  }
}
