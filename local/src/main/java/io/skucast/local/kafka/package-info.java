/** Starts a Kafka broker inside this JVM, for runs and tests on one machine, and ends it again. */
package io.skucast.local.kafka;
