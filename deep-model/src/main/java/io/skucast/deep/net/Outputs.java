package io.skucast.deep.net;

import org.tensorflow.Operand;
import org.tensorflow.types.TFloat32;

/**
 * What a network says.
 *
 * @param mean {@code [n, horizons]} units
 * @param quantiles {@code [n, horizons, levels]} units, ascending
 */
public record Outputs(Operand<TFloat32> mean, Operand<TFloat32> quantiles) {}
