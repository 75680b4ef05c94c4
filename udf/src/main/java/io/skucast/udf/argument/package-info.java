/**
 * What functions accept: every refusal names the function, the argument, its value and what is
 * allowed.
 */
package io.skucast.udf.argument;
