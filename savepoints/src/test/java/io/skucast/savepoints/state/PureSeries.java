package io.skucast.savepoints.state;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.demand.DemandWindow;
import io.skucast.core.demand.PeriodBucket;
import io.skucast.core.demand.SeriesClock;
import io.skucast.core.demand.SignalBucket;
import io.skucast.core.forecast.DemandStep;
import io.skucast.core.forecast.Forecast;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import io.skucast.core.forecast.SeriesDemand;
import io.skucast.core.forecast.Trend;
import io.skucast.core.forecast.UnitsHistory;
import io.skucast.core.sale.Sale;
import io.skucast.core.sale.Series;
import io.skucast.job.config.Options;
import io.skucast.job.config.Settings;
import java.util.TreeMap;

/** The pure steps over the sales of one series, without Flink: what its state must be. */
final class PureSeries implements DemandWindow.Buckets, DemandStep.Outlet {
  final TreeMap<Integer, PeriodBucket> buckets = new TreeMap<>();
  final TreeMap<Integer, long[]> units = new TreeMap<>();
  final SeriesDemand demand;
  SeriesClock clock;

  private final BusinessCalendar calendar;
  private final DemandWindow window;
  private final DemandStep step;
  private final String key;
  private Exception failed;

  private final UnitsHistory.Segments segments =
      new UnitsHistory.Segments() {
        @Override
        public long[] get(int segment) {
          return units.get(segment);
        }

        @Override
        public void put(int segment, long[] values) {
          units.put(segment, values);
        }

        @Override
        public void remove(int segment) {
          units.remove(segment);
        }
      };

  PureSeries(Settings settings, String sku, String location) {
    calendar = settings.calendars().of(location);
    window = new DemandWindow(settings.get(Options.LATENESS_PERIODS));
    step = settings.demandStep();
    demand = step.start();
    key = Series.key(sku, location);
  }

  /** Takes a sale in, and closes the periods before its own. */
  void sell(Sale sale) throws Exception {
    int period = calendar.index(sale.timeMillis());
    window.add(sale, calendar, period - 2, this);
    if (clock != null || !buckets.isEmpty() && buckets.firstKey() < period) {
      clock =
          window.close(
              clock,
              key,
              calendar,
              period - 1,
              period - 1,
              true,
              this,
              observation -> {
                try {
                  step.observe(demand, segments, observation, this);
                } catch (Exception e) {
                  failed = e;
                }
              });
    }
    if (failed != null) {
      throw failed;
    }
  }

  @Override
  public PeriodBucket get(int period) {
    return buckets.get(period);
  }

  @Override
  public void put(int period, PeriodBucket bucket) {
    buckets.put(period, bucket);
  }

  @Override
  public void remove(int period) {
    buckets.remove(period);
  }

  @Override
  public SignalBucket signals(int period) {
    return null;
  }

  @Override
  public void putSignals(int period, SignalBucket bucket) {
    throw new UnsupportedOperationException("there are no signals here");
  }

  @Override
  public void removeSignals(int period) {
    // There are none.
  }

  @Override
  public void trend(Trend trend) {
    // State is what is asked for here.
  }

  @Override
  public void forecast(Forecast forecast) {
    // State is what is asked for here.
  }

  @Override
  public void outlook(Outlook outlook) {
    // State is what is asked for here.
  }

  @Override
  public void sealed(SealedRow sealed) {
    // State is what is asked for here.
  }
}
