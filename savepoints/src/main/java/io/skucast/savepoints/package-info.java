/** Savepoints from outside the running job. */
package io.skucast.savepoints;
