/** Topics as tables that both of Flink's modes can read: in batch mode, what is committed now. */
package io.skucast.local.sql.topic;
