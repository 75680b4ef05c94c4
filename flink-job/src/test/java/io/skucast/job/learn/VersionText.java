package io.skucast.job.learn;

import io.skucast.core.learn.ModelVersion;
import java.util.Arrays;

/** All of a version as text: two are equal where the versions are, to the last bit. */
final class VersionText {
  private VersionText() {}

  static String of(ModelVersion v) {
    return String.join(
        " ",
        v.group().key(),
        "version " + v.version(),
        "from " + v.effectiveOrigin(),
        "through " + v.trainedThrough(),
        "samples " + v.samples(),
        "loss " + v.loss() + " naive " + v.naiveLoss(),
        "ridge " + v.ridge() + " condition " + v.condition(),
        "model " + v.model().intercept() + " " + Arrays.toString(v.model().coefficients()),
        "means " + Arrays.toString(v.means()),
        "residual " + v.residualVariance(),
        "layout " + v.layout());
  }
}
