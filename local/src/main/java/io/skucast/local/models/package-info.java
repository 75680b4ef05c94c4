/**
 * The command {@code models}: what deep models there are, which may serve, and whether they work.
 */
package io.skucast.local.models;
