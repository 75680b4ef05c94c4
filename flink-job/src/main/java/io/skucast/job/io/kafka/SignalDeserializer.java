package io.skucast.job.io.kafka;

import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;

/** Records of the topic of signals. */
public final class SignalDeserializer extends RecordDeserializer {
  public SignalDeserializer(Settings settings) {
    super(settings);
  }

  @Override
  JsonReader reader(Settings settings) {
    return new SignalJson(settings.signalValidator(), settings.get(Options.MAX_BYTES));
  }
}
