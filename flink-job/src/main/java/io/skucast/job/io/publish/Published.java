package io.skucast.job.io.publish;

import io.skucast.job.io.elasticsearch.IndexedDocument;

/**
 * One result on its way out, the same bytes for Kafka and for Elasticsearch.
 *
 * @param topic which topic it goes to
 * @param partitionKey records with the same one are in the same partition, in order
 * @param key the record's key: in a compacted topic the last record of each key stays
 * @param document the value, and where and under what id and version it is indexed
 */
public record Published(
    OutputTopic topic, String partitionKey, String key, IndexedDocument document) {}
