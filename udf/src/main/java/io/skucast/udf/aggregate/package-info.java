/** Functions of a group of rows: smoothers, errors and trends. */
package io.skucast.udf.aggregate;
