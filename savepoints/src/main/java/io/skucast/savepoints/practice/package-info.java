/**
 * Releases of the job that do not exist: this one's sources with a few edits, compiled, to practise
 * upgrades on.
 */
package io.skucast.savepoints.practice;
