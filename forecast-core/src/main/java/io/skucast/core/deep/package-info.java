/**
 * What deep models are given: the window of a series' past at an origin, laid out as one row of
 * numbers, the same for training and serving. Plain Java; nothing here knows how a network works.
 */
package io.skucast.core.deep;
