/** What is told of a function: its name, arguments, nulls, result and an example that is run. */
package io.skucast.udf.doc;
