package io.skucast.job.io.kafka;

import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;

/** Records of the topic of sales. */
public final class SaleDeserializer extends RecordDeserializer {
  public SaleDeserializer(Settings settings) {
    super(settings);
  }

  @Override
  JsonReader reader(Settings settings) {
    return new SaleJson(settings.validator(), settings.get(Options.MAX_BYTES));
  }
}
