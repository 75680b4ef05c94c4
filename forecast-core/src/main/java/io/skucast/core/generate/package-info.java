/**
 * Sales of a shop that does not exist, made from a seed, with the truth they were made from. Every
 * number is a function of the seed and of what it belongs to; nothing is drawn in turn.
 */
package io.skucast.core.generate;
