/** Functions that give rows: forecasts of any series, and what is unusual in it. */
package io.skucast.udf.table;
