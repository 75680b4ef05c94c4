/** From years of sales to a savepoint that the live job starts from as if it had seen them all. */
package io.skucast.savepoints.bootstrap;
