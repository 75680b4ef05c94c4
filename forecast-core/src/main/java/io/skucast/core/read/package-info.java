/**
 * Readers of sales files: each turns a file into the same stream of accepted sales, rejections and
 * one closing clock that a live feed would give, in one pass and with little memory.
 */
package io.skucast.core.read;
