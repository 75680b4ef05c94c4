package io.skucast.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.backtest.Bands;
import io.skucast.core.backtest.Evaluation;
import io.skucast.core.backtest.SeriesHistory;
import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.sale.Series;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class BacktestPageTest {
  private static final int[] ORIGINS = {40, 44};
  private static final Bands BANDS = new Bands(new double[] {0.25, 0.75});
  private static final BusinessCalendar DAYS = new BusinessCalendar(ZoneOffset.UTC, PeriodUnit.DAY);

  @TempDir private Path folder;

  @Test
  void thePageNeedsNothingElseAndShowsWhatWasScored() throws Exception {
    String page = page("moving-average", "ses");
    assertThat(page)
        .contains("<title>Backtest of &lt;sales&gt; &amp; more</title>")
        .contains("2 origins from 1970-02-10 to 1970-02-14, 4 periods ahead")
        .contains("RMSSE against that of the moving-average")
        .contains("<figcaption>On the dashed line")
        .contains("% of the RMSSE of the moving-average", "nominal share of the band")
        .contains("units a day", ">1970-02-18</text>")
        .contains("S&amp;P at x <small>among the largest</small>", "C at x <small>intermittent")
        .contains("<th>sum of ses</th>", "<th>ses</th>")
        .doesNotContain("http:", "https:", "<script", "<link", "url(", "NaN");
  }

  @Test
  void everyDrawingIsWellFormedAndStaysInItsFrame() throws Exception {
    Matcher drawings = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page("ses"));
    int found = 0;
    while (drawings.find()) {
      var root =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(drawings.group())))
              .getDocumentElement();
      assertThat(root.getAttribute("aria-label")).isNotEmpty();
      double width = Double.parseDouble(root.getAttribute("viewBox").split(" ")[2]);
      var circles = root.getElementsByTagName("circle");
      for (int i = 0; i < circles.getLength(); i++) {
        String x = circles.item(i).getAttributes().getNamedItem("cx").getNodeValue();
        assertThat(Double.parseDouble(x)).isBetween(0.0, width);
      }
      found++;
    }
    // Bars, lines, coverage, the three largest series, the intermittent one and the worst.
    assertThat(found).isEqualTo(8);
  }

  @Test
  void withoutTheMovingAverageTheNumbersThemselvesAreShown() throws Exception {
    assertThat(page("ses")).contains("<h2>RMSSE by forecaster</h2>").doesNotContain("against");
  }

  private String page(String... forecasters) throws IOException {
    SortedMap<String, SeriesHistory> histories = new TreeMap<>();
    for (String sku : List.of("S&P", "TT", "UU", "B", "C")) {
      SeriesHistory history = new SeriesHistory(new Series(sku, "x"));
      for (int day = 0; day < 49; day++) {
        int units = sku.equals("C") ? day % 5 / 4 : sku.length() + day % 3;
        history.add(day, 1000L * units, 5000L * units);
      }
      histories.put(history.series().key(), history);
    }
    Evaluation evaluation = new Evaluation(histories, ORIGINS, BANDS);
    double[] mean = {1, 2, 3, 1};
    double[][] quantiles = {{0, 1, 2, 0}, {2, 3, 4, 2}};
    try (ForecastPartSink.Writer part =
        new ForecastPartSink.Writer(folder.resolve(ForecastParts.PREFIX + 0), ORIGINS)) {
      for (SeriesHistory history : histories.values()) {
        Series series = history.series();
        for (String name : forecasters) {
          for (int i = 0; i < ORIGINS.length; i++) {
            evaluation.add(series.key(), i, name, mean, quantiles);
            part.write(
                new Forecast(series.sku(), series.location(), ORIGINS[i], name, 1, mean, quantiles),
                null);
          }
        }
      }
    }
    evaluation.finish();
    Report report =
        new Report(
            "<sales> & more",
            new Truth(histories, 0, 48),
            evaluation,
            ORIGINS,
            Arrays.stream(ORIGINS).mapToObj(DAYS::label).toList(),
            4,
            BANDS,
            12.3,
            0.4);
    try (ForecastParts parts = new ForecastParts(folder, ORIGINS, 4, 2)) {
      return new BacktestPage(report, parts, DAYS).html();
    }
  }
}
