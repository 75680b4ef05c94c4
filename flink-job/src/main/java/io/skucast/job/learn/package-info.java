/**
 * Streaming training: {@link io.skucast.job.learn.OnlineLearning} turns a stream of lessons into a
 * stream of model versions, the same ones whatever crashed or was rescaled.
 */
package io.skucast.job.learn;
