/** A Flink session cluster of processes on this machine, made from the jars on the class path. */
package io.skucast.local.cluster;
