/**
 * Flink SQL over the topics: one query, a script, a named query, Flink's own client, its gateway.
 */
package io.skucast.local.sql;
