/** Answers of queries as people and programs read them: a table, CSV, JSON. */
package io.skucast.local.sql.answer;
