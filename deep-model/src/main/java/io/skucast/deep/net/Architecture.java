package io.skucast.deep.net;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a network reads the past. */
public enum Architecture {
  /** Residual feed-forward blocks over the whole window, after TiDE (Das et al. 2023). */
  MLP(MlpEncoder::new),
  /** A recurrent cell that takes one season a step (Hochreiter and Schmidhuber 1997). */
  LSTM(LstmEncoder::new),
  /** Dilated causal convolutions (Bai, Kolter and Koltun 2018). */
  TCN(TcnEncoder::new);

  private interface Maker {
    Encoder make(NetPlan plan);
  }

  private final Maker maker;

  Architecture(Maker maker) {
    this.maker = maker;
  }

  Encoder encoder(NetPlan plan) {
    return maker.make(plan);
  }

  /** The name in options and manifests. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@code mlp}, {@code lstm} or {@code tcn}. */
  public static Architecture parse(String text) {
    for (Architecture architecture : values()) {
      if (architecture.code().equalsIgnoreCase(text)) {
        return architecture;
      }
    }
    throw new IllegalArgumentException(
        "unknown architecture '"
            + text
            + "': use one of "
            + Arrays.stream(values()).map(Architecture::code).collect(Collectors.joining(", ")));
  }
}
