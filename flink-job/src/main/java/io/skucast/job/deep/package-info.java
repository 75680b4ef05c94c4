/**
 * Deep models in the job: the registry of models as it is read, the trial of new ones, the judge
 * that decides which serves, and the forecasts made with it. Only {@link
 * io.skucast.job.deep.TensorFlowModel} and what it is made of touches TensorFlow.
 */
package io.skucast.job.deep;
