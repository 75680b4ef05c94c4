/**
 * Holds what is in this folder against the classes it will meet: the operator's, Kubernetes',
 * Strimzi's and Flink's models and options, and the job's own.
 */
package io.skucast.k8s;
