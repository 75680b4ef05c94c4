/** Functions that ask a trained deep model; they need TensorFlow in Flink's lib folder. */
package io.skucast.udf.deep;
