package io.skucast.job.operator;

import io.skucast.core.score.Scored;

/**
 * Scores of one series, on their way to be summed.
 *
 * @param category of the series, empty where it is not known
 */
public record SeriesScore(String category, Scored scored) {}
