/** A whole installation on one machine: servers, a feed of sales, the live job, a first look. */
package io.skucast.local.demo;
