/** The command line of Skucast and what it starts on one machine. */
package io.skucast.local;
