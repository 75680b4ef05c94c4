/** Training deep models from the command line: sales in, a version of the store out. */
package io.skucast.local.train;
