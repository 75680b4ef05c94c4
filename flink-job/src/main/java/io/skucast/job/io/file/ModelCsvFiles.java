package io.skucast.job.io.file;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.ForecasterBank;
import io.skucast.core.learn.ModelGroup;
import io.skucast.core.learn.ModelVersion;
import io.skucast.core.linear.LinearStep;
import io.skucast.core.sale.Series;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The csv files of a bounded run that say what linear models are and what they did. */
public final class ModelCsvFiles {
  public static final String MODELS = "models.csv";
  public static final String CONTRIBUTIONS = "contributions.csv";
  public static final String DIRECTIONS = "directions.csv";
  public static final String DEEP = "deep.csv";

  public static final String MODELS_HEADER =
      "model,effective_origin,category,first_horizon,last_horizon,version,trained_through,samples,"
          + "loss,naive_loss,ridge,condition,mix,largest_coefficients";
  public static final String CONTRIBUTIONS_HEADER =
      "sku,location,origin,forecaster,rank,feature,value,effect";
  public static final String DIRECTIONS_HEADER = "sku,location,origin,rise_probability";
  public static final String DEEP_HEADER = "sku,location,origin,forecaster,version";

  /** Coefficients that a line of {@link #MODELS} names. */
  private static final int LARGEST = 3;

  /** Forecasters whose reasons are written down. */
  private static final List<String> EXPLAINED =
      List.of(ForecasterBank.COMBINED, ForecasterBank.LINEAR);

  private final Calendars calendars;
  private final List<String> features;

  /**
   * @param features names in the order of coefficients
   */
  ModelCsvFiles(Calendars calendars, List<String> features) {
    this.calendars = calendars;
    this.features = features;
  }

  /** One line a version. */
  void model(ModelVersion v, Consumer<Line> out) {
    ModelGroup group = v.group();
    BusinessCalendar calendar = calendars.of(Series.ALL);
    out.accept(
        new Line(
            MODELS,
            group.key() + CsvFiles.SEPARATOR + CsvFiles.sortable(v.effectiveOrigin()),
            v.version(),
            new Csv()
                .text(group.model())
                .text(calendar.label(v.effectiveOrigin()))
                .text(group.category())
                .number(group.firstHorizon())
                .number(group.lastHorizon())
                .number(v.version())
                .text(calendar.label(v.trainedThrough()))
                .number(v.samples())
                .number(v.loss())
                .number(v.naiveLoss())
                .exact(v.ridge())
                .exact(v.condition())
                .number(v.mix())
                .text(largest(v.model().coefficients()))
                .toString()));
  }

  /** Such as {@code expected 0.8123; event 0.4; zero_share -0.12}. */
  private String largest(double[] coefficients) {
    return IntStream.range(0, coefficients.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -Math.abs(coefficients[i])))
        .limit(LARGEST)
        .map(i -> String.format(Locale.ROOT, "%s %.4g", features.get(i), coefficients[i]))
        .collect(Collectors.joining("; "));
  }

  /** Which version of the deep model has a part in a forecast. */
  void deepVersion(Forecast f, Consumer<Line> out) {
    if (f.deepVersion().isEmpty()) {
      return;
    }
    out.accept(
        new Line(
            DEEP,
            f.sku()
                + CsvFiles.SEPARATOR
                + f.location()
                + CsvFiles.SEPARATOR
                + CsvFiles.sortable(f.origin())
                + CsvFiles.SEPARATOR
                + f.forecaster(),
            f.revision(),
            new Csv()
                .text(f.sku())
                .text(f.location())
                .text(calendars.of(f.location()).label(f.origin()))
                .text(f.forecaster())
                .text(f.deepVersion())
                .toString()));
  }

  /** One line a reason, and one of the combination's probability of a rise. */
  void explanation(Forecast f, Consumer<Line> out) {
    if (!EXPLAINED.contains(f.forecaster())) {
      return;
    }
    String origin = calendars.of(f.location()).label(f.origin());
    String key =
        f.sku()
            + CsvFiles.SEPARATOR
            + f.location()
            + CsvFiles.SEPARATOR
            + CsvFiles.sortable(f.origin());
    // What an earlier revision had more is taken back.
    for (int rank = 1; rank <= LinearStep.REASONS; rank++) {
      out.accept(
          new Line(
              CONTRIBUTIONS,
              key + CsvFiles.SEPARATOR + f.forecaster() + CsvFiles.SEPARATOR + rank,
              f.revision(),
              rank <= f.contributions().length ? contribution(f, origin, rank) : Line.NONE));
    }
    if (f.forecaster().equals(ForecasterBank.COMBINED)) {
      out.accept(new Line(DIRECTIONS, key, f.revision(), direction(f, origin)));
    }
  }

  private static String contribution(Forecast f, String origin, int rank) {
    Contribution contribution = f.contributions()[rank - 1];
    return new Csv()
        .text(f.sku())
        .text(f.location())
        .text(origin)
        .text(f.forecaster())
        .number(rank)
        .text(contribution.feature())
        .number(contribution.value())
        .number(contribution.effect())
        .toString();
  }

  private static String direction(Forecast f, String origin) {
    return Double.isNaN(f.riseProbability())
        ? Line.NONE
        : new Csv()
            .text(f.sku())
            .text(f.location())
            .text(origin)
            .number(f.riseProbability())
            .toString();
  }
}
