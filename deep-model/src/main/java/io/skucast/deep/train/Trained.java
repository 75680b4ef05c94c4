package io.skucast.deep.train;

import io.skucast.deep.net.NetPlan;
import io.skucast.deep.net.Weights;
import java.util.List;
import java.util.Map;

/**
 * What came of training.
 *
 * @param members their weights, the averaged ones
 * @param losses validation loss of each member
 * @param rows that there were to learn from
 * @param series that they are of
 * @param validation metrics of the rows held out by level ({@code series}, {@code category}, {@code
 *     location}, {@code total}) and name
 * @param importance by group of inputs: by how much the scaled pinball loss of the rows held out
 *     rises when the group is dealt out among them anew
 * @param complete false where it was asked to stop: a checkpoint was written
 */
public record Trained(
    NetPlan plan,
    List<Weights> members,
    List<Double> losses,
    long rows,
    int series,
    Map<String, Map<String, Double>> validation,
    Map<String, Double> importance,
    boolean complete) {}
