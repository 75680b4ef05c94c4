/**
 * The vocabulary and mathematics of Skucast, in plain Java: sales and their validation, business
 * calendars, the pure steps from sales to observations and from observations to trends and
 * forecasts, features for models that learn across series, readers of sales files and the seeded
 * generator. It may depend on Jackson and Jollyday and on nothing that streams, stores or serves.
 */
package io.skucast.core;
