/** The streaming job: the dataflow, its operators, its state and its connectors. */
package io.skucast.job;
