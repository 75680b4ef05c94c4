/** A savepoint as it lies in a file system: what it holds, and whether it is whole. */
package io.skucast.savepoints.file;
