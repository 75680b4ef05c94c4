/**
 * Serving a published model: a session that is loaded by checksum, batches of rows whose results do
 * not depend on each other, and sessions shared by all of a process.
 */
package io.skucast.deep.serve;
