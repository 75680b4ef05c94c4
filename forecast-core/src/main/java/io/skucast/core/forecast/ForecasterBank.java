package io.skucast.core.forecast;

import io.skucast.core.sale.Series;
import io.skucast.core.smooth.ErrorWindow;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.core.smooth.MovingAverage;
import io.skucast.core.smooth.SeasonalNaive;
import io.skucast.core.smooth.SimpleExponentialSmoothing;
import io.skucast.core.smooth.Smoother;
import java.util.List;

/**
 * The forecasters of one series, each with its own recent one-step errors. State: a POJO of POJOs.
 *
 * <p>A quantile at horizon h is the mean plus the quantile of the recent one-step errors, widened
 * by the forecaster's error growth at h, and never below zero.
 */
public class ForecasterBank {
  public static final List<String> FORECASTERS =
      List.of("moving-average", "ses", "holt-winters", "seasonal-naive");

  public int version = 1;
  public MovingAverage movingAverage;
  public SimpleExponentialSmoothing ses;
  public HoltWinters holtWinters;
  public SeasonalNaive seasonalNaive;
  public ErrorWindow movingAverageErrors = new ErrorWindow();
  public ErrorWindow sesErrors = new ErrorWindow();
  public ErrorWindow holtWintersErrors = new ErrorWindow();
  public ErrorWindow seasonalNaiveErrors = new ErrorWindow();

  public ForecasterBank() {}

  /**
   * @param season periods in a season
   */
  public ForecasterBank(int season) {
    movingAverage = new MovingAverage(4 * season);
    ses = new SimpleExponentialSmoothing(0.1);
    holtWinters = new HoltWinters(season, 0.1, 0.01, 0.1, 0.9);
    seasonalNaive = new SeasonalNaive(season);
  }

  /** Observations learned. */
  public long observations() {
    return movingAverage.observations();
  }

  /**
   * Learns one observation; net returns of a period count as no demand.
   *
   * @param unitsMilli thousandths of units sold, net of returns
   */
  public void update(long unitsMilli) {
    double demand = Math.max(0, unitsMilli) / 1000.0;
    for (int i = 0; i < FORECASTERS.size(); i++) {
      Smoother smoother = smoother(i);
      if (smoother.observations() > 0) {
        errors(i).add(demand - smoother.mean(1));
      }
      smoother.update(demand);
    }
  }

  /**
   * The forecast of one forecaster from the last observation learned.
   *
   * @param levels quantile levels, ascending, each between 0 and 1
   * @throws IllegalArgumentException if there is no forecaster of this name
   */
  public Forecast forecast(
      Series series, int origin, long revision, String forecaster, int horizons, double[] levels) {
    int index = indexOf(forecaster);
    Smoother smoother = smoother(index);
    ErrorWindow errors = errors(index);
    double[] mean = new double[horizons];
    double[] growth = new double[horizons];
    smoother.means(mean);
    smoother.errorGrowths(growth);
    double[] recent = errors.count == 0 ? new double[levels.length] : errors.quantiles(levels);
    double[][] quantiles = new double[levels.length][horizons];
    for (int l = 0; l < levels.length; l++) {
      for (int h = 0; h < horizons; h++) {
        quantiles[l][h] = Math.max(0, mean[h] + recent[l] * growth[h]);
      }
    }
    return new Forecast(
        series.sku(), series.location(), origin, forecaster, revision, mean, quantiles);
  }

  /** How the forecaster's one-step forecasts turned out, or null before the first was scored. */
  public Accuracy accuracy(Series series, int origin, long revision, String forecaster) {
    ErrorWindow errors = errors(indexOf(forecaster));
    return errors.count == 0
        ? null
        : new Accuracy(
            series.sku(),
            series.location(),
            origin,
            forecaster,
            revision,
            errors.count,
            errors.meanAbsolute(),
            errors.sumSquare / errors.count,
            errors.bias());
  }

  public ForecasterBank copy() {
    ForecasterBank copy = new ForecasterBank();
    copy.version = version;
    copy.movingAverage = movingAverage.copy();
    copy.ses = ses.copy();
    copy.holtWinters = holtWinters.copy();
    copy.seasonalNaive = seasonalNaive.copy();
    copy.movingAverageErrors = movingAverageErrors.copy();
    copy.sesErrors = sesErrors.copy();
    copy.holtWintersErrors = holtWintersErrors.copy();
    copy.seasonalNaiveErrors = seasonalNaiveErrors.copy();
    return copy;
  }

  private static int indexOf(String forecaster) {
    int index = FORECASTERS.indexOf(forecaster);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no forecaster '" + forecaster + "': there are " + String.join(", ", FORECASTERS));
    }
    return index;
  }

  private Smoother smoother(int index) {
    return switch (index) {
      case 0 -> movingAverage;
      case 1 -> ses;
      case 2 -> holtWinters;
      case 3 -> seasonalNaive;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }

  private ErrorWindow errors(int index) {
    return switch (index) {
      case 0 -> movingAverageErrors;
      case 1 -> sesErrors;
      case 2 -> holtWintersErrors;
      case 3 -> seasonalNaiveErrors;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }
}
