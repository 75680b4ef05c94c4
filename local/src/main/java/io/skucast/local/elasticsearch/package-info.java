/** Starts an Elasticsearch server on this machine, as a process of its own, and ends it again. */
package io.skucast.local.elasticsearch;
