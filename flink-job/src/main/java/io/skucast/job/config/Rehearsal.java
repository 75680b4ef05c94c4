package io.skucast.job.config;

import java.io.Serializable;

/**
 * A run of the pipeline over history that issues nothing, so that only what is learned is worked
 * out.
 *
 * @param wholeFrom first period whose outlooks and scores could still be waiting in state when the
 *     run ends, for others to issue: from it on all is worked out as a live job does
 */
public record Rehearsal(int wholeFrom) implements Serializable {}
