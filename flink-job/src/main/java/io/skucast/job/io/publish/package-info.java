/**
 * Results as the documents that the world sees: made once, written alike to Kafka and to
 * Elasticsearch.
 */
package io.skucast.job.io.publish;
