package io.skucast.job.operator;

import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.Trend;
import java.util.Arrays;
import java.util.TreeMap;

/** The last revision of every trend and forecast. */
final class LatestResults implements DemandStep.Outlet {
  private record Result(long revision, String text) {}

  private final TreeMap<String, Result> byKey = new TreeMap<>();

  @Override
  public void trend(Trend t) {
    put("trend " + t.sku() + "/" + t.period(), t.revision(), t.toString());
  }

  @Override
  public void forecast(Forecast f) {
    put(
        "forecast " + f.sku() + "/" + f.origin() + "/" + f.forecaster(),
        f.revision(),
        Arrays.toString(f.mean()) + Arrays.deepToString(f.quantiles()));
  }

  @Override
  public void outlook(Outlook o) {
    String from = o.seriesKey() + "/" + o.origin();
    if (o.issued()) {
      put("quantiles " + from, o.revision(), Arrays.deepToString(o.quantiles()));
    }
    put(
        "outlook " + from,
        o.revision(),
        Arrays.toString(o.mean())
            + Arrays.deepToString(o.lagMeans())
            + Arrays.deepToString(o.lagQuantiles())
            + Arrays.toString(o.row()));
    for (SealedRow row : o.sealed()) {
      put("scored " + row.seriesKey() + "/" + row.period(), 0, Texts.of(row));
    }
  }

  /** A sealed period has no revision: it comes once, and again after a crash. */
  @Override
  public void sealed(SealedRow row) {
    put("sealed " + row.seriesKey() + "/" + row.period(), 0, Texts.of(row));
  }

  private void put(String key, long revision, String text) {
    byKey.merge(key, new Result(revision, text), (a, b) -> b.revision() >= a.revision() ? b : a);
  }

  TreeMap<String, String> texts() {
    TreeMap<String, String> texts = new TreeMap<>();
    byKey.forEach((key, result) -> texts.put(key, result.text()));
    return texts;
  }
}
