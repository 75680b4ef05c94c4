/**
 * Linear models that are retrained on a stream, block of periods by block: exact sums of rows
 * ({@link io.skucast.core.learn.GramSums}), least squares on them ({@link
 * io.skucast.core.learn.RidgeRegression}, {@link io.skucast.core.learn.ElasticNet}), logistic
 * regression on samples of rows ({@link io.skucast.core.learn.LogisticLearner}), and when a trained
 * model is fit to be published ({@link io.skucast.core.learn.Outcome}). This package alone uses
 * EJML.
 */
package io.skucast.core.learn;
