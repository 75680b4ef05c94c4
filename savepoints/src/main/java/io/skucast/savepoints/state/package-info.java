/** The state in a savepoint: read, compared, counted, exported, and rid of series. */
package io.skucast.savepoints.state;
