/** Kafka as an end of the job: sales as JSON. */
package io.skucast.job.io.kafka;
