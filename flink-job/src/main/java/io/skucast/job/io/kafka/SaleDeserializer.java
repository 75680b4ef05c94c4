package io.skucast.job.io.kafka;

import io.skucast.core.sale.Incoming;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records of the topic of sales. Taken in is what the broker's time stamp says, so that a replay
 * judges a time in the future as the first run did.
 */
public final class SaleDeserializer implements KafkaRecordDeserializationSchema<Incoming> {
  private final Settings settings;
  private transient SaleJson json;

  public SaleDeserializer(Settings settings) {
    this.settings = settings;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    json = new SaleJson(settings.validator(), settings.get(Options.MAX_BYTES));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Incoming> out) {
    String source = record.topic() + '-' + record.partition() + '@' + record.offset();
    out.collect(json.read(record.value(), record.timestamp(), source));
  }

  @Override
  public TypeInformation<Incoming> getProducedType() {
    return TypeInformation.of(Incoming.class);
  }
}
