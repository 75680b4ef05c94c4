/** Named queries: a file each, headed by the question that it answers and its parameters. */
package io.skucast.local.sql.query;
