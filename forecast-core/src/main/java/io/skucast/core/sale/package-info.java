/** One sale: what was read, what is wrong with it, and what is accepted of it. */
package io.skucast.core.sale;
