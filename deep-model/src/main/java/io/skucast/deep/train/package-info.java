/**
 * Training: from the histories of many series to the weights of a few networks. Seeded throughout;
 * what is interrupted goes on from a checkpoint to the same answer.
 */
package io.skucast.deep.train;
