package io.skucast.local.sql;

import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.local.demo.DemoAddresses;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Where the topics are.
 *
 * @param kafka brokers, {@code host:port} separated by commas
 * @param prefix first part of the topics' names
 */
record TopicAddress(String kafka, String prefix) {
  private static final String USUAL = "127.0.0.1:9092";

  /**
   * What is given; of what is not, that of a demo which runs here, or the usual.
   *
   * @param kafka null: not given
   * @param prefix null: not given
   * @throws IllegalArgumentException if a value is not allowed
   */
  static TopicAddress of(String kafka, String prefix) throws IOException {
    Optional<DemoAddresses> demo = kafka == null ? DemoAddresses.find() : Optional.empty();
    String brokers = kafka != null ? kafka : demo.map(DemoAddresses::kafka).orElse(USUAL);
    String first =
        prefix != null
            ? prefix
            : demo.map(DemoAddresses::prefix).orElse(EndOptions.PREFIX.defaultText());
    require("--kafka", EndOptions.KAFKA_BOOTSTRAP.key(), brokers);
    require("--prefix", EndOptions.PREFIX.key(), first);
    return new TopicAddress(brokers, first);
  }

  private static void require(String name, String key, String value) {
    try {
      Settings.of(Map.of(key, value));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage().replace("option " + key, name), e);
    }
  }
}
