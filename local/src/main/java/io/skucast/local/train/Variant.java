package io.skucast.local.train;

import io.skucast.deep.net.Compression;
import io.skucast.deep.net.Precision;
import io.skucast.deep.net.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the numbers of a version are. */
enum Variant {
  /** As trained. */
  FLOAT32(Precision.FLOAT32),
  /** Half precision: half the file. */
  FLOAT16(Precision.FLOAT16),
  /** A byte a number: a quarter of the file. */
  INT8(Precision.INT8),
  /** The smallest half of each matrix left out: the file compresses better. */
  PRUNED(Precision.FLOAT32);

  private static final double PRUNED_SHARE = 0.5;

  private final Precision precision;

  Variant(Precision precision) {
    this.precision = precision;
  }

  /** The name in options and manifests. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Precision precision() {
    return precision;
  }

  /** The weights that the variant calculates with. */
  List<Weights> of(List<Weights> members) {
    return members.stream()
        .map(
            member ->
                this == PRUNED
                    ? Compression.prune(member, PRUNED_SHARE)
                    : Compression.round(member, precision))
        .toList();
  }

  /** Reads the name of a smaller one. */
  static Variant parse(String text) {
    return Arrays.stream(values())
        .filter(variant -> variant != FLOAT32 && variant.code().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--variants names '"
                        + text
                        + "': allowed are "
                        + Arrays.stream(values())
                            .filter(variant -> variant != FLOAT32)
                            .map(Variant::code)
                            .collect(Collectors.joining(", "))));
  }
}
