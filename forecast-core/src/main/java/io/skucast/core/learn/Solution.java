package io.skucast.core.learn;

/**
 * A model that was solved for, and how well posed the problem was.
 *
 * @param model the model
 * @param ridge the ridge that was used: the one asked for, or more where that matrix was singular
 * @param condition condition of the matrix that was solved, in the 1-norm, from 1
 */
public record Solution(LinearModel model, double ridge, double condition) {}
