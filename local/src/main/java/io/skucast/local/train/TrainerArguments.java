package io.skucast.local.train;

import io.skucast.deep.net.Architecture;
import io.skucast.deep.train.TrainerOptions;
import java.util.Locale;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** How networks are trained, on a command line: an option for each of {@link TrainerOptions}. */
final class TrainerArguments {
  @Option(
      names = "--architecture",
      description = "How the past is read: mlp, lstm or tcn; default ${DEFAULT-VALUE}.")
  private String architecture;

  @Option(
      names = "--season",
      description = "Periods in a season; default that of calendar.period, 7 for days.")
  private Integer season;

  @Option(names = "--hidden", description = "Width of the encoder; default ${DEFAULT-VALUE}.")
  private int hidden;

  @Option(names = "--layers", description = "Layers of the encoder; default ${DEFAULT-VALUE}.")
  private int layers;

  @Option(
      names = "--dropout",
      description = "Share of hidden numbers that are dropped; default ${DEFAULT-VALUE}.")
  private double dropout;

  @Option(
      names = "--weight-decay",
      description =
          "Share of the weights that a step takes away, times the learning rate; default"
              + " ${DEFAULT-VALUE}.")
  private double weightDecay;

  @Option(
      names = "--learning-rate",
      description =
          "The highest; it rises at first and falls as a cosine. Default ${DEFAULT-VALUE}.")
  private double learningRate;

  @Option(names = "--batch", description = "Rows a step; default ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--steps",
      description = "Steps that a member is trained for at most; default ${DEFAULT-VALUE}.")
  private long steps;

  @Option(
      names = "--validate-every",
      description =
          "Steps between looks at the origins held out, each with a checkpoint; default"
              + " ${DEFAULT-VALUE}.")
  private long validateEvery;

  @Option(
      names = "--patience",
      description = "Looks without a better loss that end a member; default ${DEFAULT-VALUE}.")
  private int patience;

  @Option(
      names = "--validation-origins",
      description =
          "Origins held out, a week apart, the last of them forecast.horizons periods before the"
              + " end; default ${DEFAULT-VALUE}.")
  private int validationOrigins;

  @Option(
      names = "--members",
      description =
          "Networks of other seeds whose forecasts are averaged; default ${DEFAULT-VALUE}.")
  private int members;

  @Option(names = "--seed", description = "Of all that is random; default ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--recency",
      description =
          "Periods in which an origin becomes 1/e as likely to be drawn; 0: all alike. Default"
              + " ${DEFAULT-VALUE}.")
  private double recency;

  @Option(
      names = "--scaling",
      description =
          "Spread of a random factor on a row and its targets, as the standard deviation of its"
              + " logarithm; default ${DEFAULT-VALUE}.")
  private double scaling;

  @Option(
      names = "--jitter",
      description = "Spread of a random factor on each demand of a row; default ${DEFAULT-VALUE}.")
  private double jitter;

  @Option(
      names = "--unknown-share",
      description =
          "Share of rows whose SKU, category and location are hidden, so that new ones can be"
              + " forecast; default ${DEFAULT-VALUE}.")
  private double unknownShare;

  @Option(
      names = "--adversarial",
      description =
          "Step against the gradient that a second copy of each row takes, in levels of the series;"
              + " 0: none. Default ${DEFAULT-VALUE}.")
  private double adversarial;

  @Option(
      names = "--value-weighted",
      description = "A series weighs by the root of its revenue; without it all weigh the same.")
  private boolean valueWeighted;

  @Option(
      names = "--mean-share",
      description =
          "Share of the mean's error in the loss; the rest is that of the quantiles. Default"
              + " ${DEFAULT-VALUE}.")
  private double meanShare;

  @Option(names = "--half-precision", description = "Multiplies in bfloat16, which pays on a GPU.")
  private boolean halfPrecision;

  @Option(
      names = "--gpu",
      description = "Trains on the GPU; needs the build with -Pgpu. Without it: on the processor.")
  private boolean gpu;

  /**
   * @param usualSeason where none is given
   * @throws IllegalArgumentException naming an option, its value and what is allowed
   */
  TrainerOptions options(int usualSeason) {
    return new TrainerOptions(
        Architecture.parse(architecture),
        season == null ? usualSeason : season,
        hidden,
        layers,
        dropout,
        weightDecay,
        learningRate,
        batch,
        steps,
        validateEvery,
        patience,
        validationOrigins,
        members,
        seed,
        recency,
        scaling,
        jitter,
        unknownShare,
        adversarial,
        valueWeighted,
        meanShare,
        halfPrecision,
        gpu);
  }

  /** The defaults are those of {@link TrainerOptions#DEFAULT}, by the names of its components. */
  static final class Defaults implements IDefaultValueProvider {
    @Override
    public String defaultValue(ArgSpec argument) throws ReflectiveOperationException {
      if (!(argument instanceof OptionSpec option) || option.longestName().equals("--season")) {
        return null;
      }
      for (var component : TrainerOptions.class.getRecordComponents()) {
        if (option.longestName().equals("--" + hyphenated(component.getName()))) {
          Object value = component.getAccessor().invoke(TrainerOptions.DEFAULT);
          return value.toString().toLowerCase(Locale.ROOT);
        }
      }
      return null;
    }

    private static String hyphenated(String name) {
      return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
  }
}
