package io.skucast.job.io.publish;

import io.skucast.core.demand.Fingerprint;
import io.skucast.job.io.elasticsearch.IndexedDocument;
import java.nio.charset.StandardCharsets;

/** Where a document goes: topic and key, index, id and version. */
final class Addresses {
  private final String prefix;

  /**
   * @param prefix first part of the names of topics and indices
   */
  Addresses(String prefix) {
    this.prefix = prefix;
  }

  /**
   * @param series records of the same series are in one partition, in order
   * @param key the record's key
   * @param index see {@link #index}
   * @param id says what the document describes
   * @param version the highest version of an id stays
   */
  Published published(
      OutputTopic topic,
      String series,
      String key,
      String index,
      String id,
      long version,
      byte[] json) {
    return new Published(
        topic, series, key, new IndexedDocument(index, fitting(id), version, json));
  }

  /** The one index of a kind. */
  String index(OutputTopic topic) {
    return topic.index(prefix);
  }

  /**
   * The index of a month, so that old months can be dropped as a whole.
   *
   * @param label of a period, such as {@code 2011-12-09}
   */
  String index(OutputTopic topic, String label) {
    return topic.index(prefix) + '-' + label.substring(0, 4) + '.' + label.substring(5, 7);
  }

  /** Names full of separators, each written as two, can make an id too long to be one. */
  private static String fitting(String id) {
    if (id.length() * 3 <= IndexedDocument.LONGEST_ID
        || id.getBytes(StandardCharsets.UTF_8).length <= IndexedDocument.LONGEST_ID) {
      return id;
    }
    Fingerprint fingerprint = Fingerprint.of(id);
    return "%s…%016x%016x".formatted(id.substring(0, 100), fingerprint.high(), fingerprint.low());
  }
}
