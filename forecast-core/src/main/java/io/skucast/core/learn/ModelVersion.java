package io.skucast.core.learn;

/**
 * A trained model with its provenance and the origin it is effective from.
 *
 * @param group what it is for
 * @param version one more than the last period it was trained on, so later versions are greater
 * @param effectiveOrigin the first origin whose forecasts use it
 * @param trainedThrough last period of the targets it was trained on
 * @param samples rows it was trained on, old ones in full
 * @param loss of the same training without the newest blocks, on those: mean squared error in the
 *     target's unit squared, or log loss for {@link ModelGroup#DIRECTION}
 * @param naiveLoss loss of the naive forecast on the same rows
 * @param ridge the ridge used
 * @param condition condition of the matrix solved for, in the 1-norm
 * @param model the target, or for {@link ModelGroup#DIRECTION} the log odds that it is 1
 * @param means mean of each feature at training: what contributions are measured from
 * @param residualVariance mean squared error on the rows trained on; for {@link
 *     ModelGroup#DIRECTION} mean of p (1 - p) on the newest block's rows
 * @param meanWeight mean weight of the rows trained on; 1 for {@link ModelGroup#DIRECTION}
 * @param mix share of the model in a combination with the feature {@link LearnerOptions#base}, 0 to
 *     1: what would have been best on the held-out rows; 1 where there is no such feature
 * @param layout fingerprint of the feature layout; empty if none
 */
public record ModelVersion(
    ModelGroup group,
    long version,
    int effectiveOrigin,
    int trainedThrough,
    long samples,
    double loss,
    double naiveLoss,
    double ridge,
    double condition,
    LinearModel model,
    double[] means,
    double residualVariance,
    double meanWeight,
    double mix,
    String layout) {}
