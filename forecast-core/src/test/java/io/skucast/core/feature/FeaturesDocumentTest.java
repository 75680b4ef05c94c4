package io.skucast.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/features.md is what the layout says; -Dskucast.write-docs=true writes it anew. */
class FeaturesDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "features.md");

  @Test
  void theDocumentIsWhatTheLayoutSays() throws Exception {
    String wanted = document();
    if (Boolean.getBoolean("skucast.write-docs")) {
      Files.writeString(DOCUMENT, wanted);
    }
    assertThat(DOCUMENT)
        .as("run: mvn -pl forecast-core test -Dtest=FeaturesDocumentTest -Dskucast.write-docs=true")
        .content()
        .isEqualTo(wanted);
  }

  private static String document() {
    FeatureLayout layout =
        FeatureLayout.of(
            FeatureSettings.of(PeriodUnit.DAY)
                .withCountry("us")
                .withCategories("FOODS")
                .withLocations("CA_1")
                .withFlags("snap"));
    return """
    # Features

    What a model that learns across series sees of one series at one origin for one horizon, in this order. Demand, price and the other
    signals are those known at the origin; the calendar, the planned price and the planned promotion are the target's. What is unknown
    is 0, and price, stock, views and carts have an indicator that tells it from a true zero; a season's index is then 1. No number is
    ever NaN or infinite. Standard deviations are of the population; logarithms are natural.

    Columns named `category=`, `location=` and `flag=` are there for each value configured, at most 32 of each kind, and move those after
    them: this table is of days, the holidays of `us`, one category, one location and one flag. Holidays are Jollyday's, on the day they are
    observed. A week or month has a payday, holiday, event or flag if any of its days has.

    `skucast features --data sales.csv` tells which of them are worth keeping on your own sales: how much each varies and how it goes with the
    demand that then came, at many origins of the past. There, demand is over the series' own level, its mean in the last 28 periods, in the
    target and in the features counted in units, and at most 10 times it, so that neither large nor rarely sold series decide alone.

    A model keeps the fingerprint of its layout (version, period, holiday country, names, units and order) and refuses any other.
    The layout below has version %d and fingerprint `%s`. This page is made from the layout.

    """
            .formatted(layout.version(), layout.fingerprint())
        + layout.toMarkdown();
  }
}
