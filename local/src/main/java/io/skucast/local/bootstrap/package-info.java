/** The command that makes a savepoint from history, and the measure of it. */
package io.skucast.local.bootstrap;
