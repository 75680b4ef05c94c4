/** Functions of one row. */
package io.skucast.udf.scalar;
