/**
 * Live scoring: every forecast against the demand that its target turned out to have, once that can
 * no longer be corrected; what the scores come to in the long run, over series, and whom they
 * alarm.
 *
 * <p>Start with {@link io.skucast.core.score.LedgerStep}.
 */
package io.skucast.core.score;
