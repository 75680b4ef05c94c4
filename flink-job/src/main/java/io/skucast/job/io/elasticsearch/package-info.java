/**
 * The sink that writes documents to Elasticsearch with its bulk interface, under external versions,
 * so that a document written twice is the same as one written once. Documents that the server will
 * not take go to a dead-letter index before they are acknowledged.
 */
package io.skucast.job.io.elasticsearch;
