package io.skucast.core.forecast;

import io.skucast.core.smooth.Croston;
import io.skucast.core.smooth.Holt;
import io.skucast.core.smooth.HoltWinters;
import io.skucast.core.smooth.LogHoltWinters;
import io.skucast.core.smooth.MovingAverage;
import io.skucast.core.smooth.MultipleAggregation;
import io.skucast.core.smooth.MultiplicativeHoltWinters;
import io.skucast.core.smooth.Naive;
import io.skucast.core.smooth.SeasonalDifference;
import io.skucast.core.smooth.SeasonalNaive;
import io.skucast.core.smooth.SeasonalProfile;
import io.skucast.core.smooth.SimpleExponentialSmoothing;
import io.skucast.core.smooth.Smoother;
import io.skucast.core.smooth.TeunterSyntetosBabai;
import io.skucast.core.smooth.Theta;

/**
 * The smoothers of one series, each under the name of its {@link Expert}. State: a POJO of POJOs.
 */
public class Experts {
  public Naive naive;
  public SeasonalNaive seasonalNaive;
  public MovingAverage movingAverage;
  public SimpleExponentialSmoothing ses;
  public SimpleExponentialSmoothing sesSlow;
  public SimpleExponentialSmoothing sesFast;
  public SimpleExponentialSmoothing longMean;
  public Holt holt;
  public HoltWinters holtWinters;
  public MultiplicativeHoltWinters holtWintersMultiplicative;
  public LogHoltWinters holtWintersLog;
  public SeasonalDifference seasonalDifference;
  public Theta theta;
  public Croston croston;
  public Croston sba;
  public TeunterSyntetosBabai tsb;
  public MultipleAggregation aggregation;
  public SeasonalProfile profile;
  public SeasonalProfile profileFast;

  /**
   * Those that are measured against, which learn demand as it was and never start anew.
   *
   * @param m periods in a season
   */
  final void startBenchmarks(int m, BankOptions options) {
    naive = new Naive();
    seasonalNaive = new SeasonalNaive(m);
    movingAverage = new MovingAverage(4 * m);
    ses = new SimpleExponentialSmoothing(options.alpha());
    holt = new Holt(options.alpha(), options.beta(), options.phi());
    seasonalDifference = new SeasonalDifference(m, options.alpha());
    theta = new Theta(options.alpha());
    croston = new Croston(options.alpha(), false);
    sba = new Croston(options.alpha(), true);
  }

  /** All others, also anew where what a series did before says little of it now. */
  final void startOthers(int m, BankOptions o) {
    double slow = o.alpha() / 2;
    sesSlow = new SimpleExponentialSmoothing(slow);
    sesFast = new SimpleExponentialSmoothing(Math.min(1, 2 * o.alpha()));
    longMean = new SimpleExponentialSmoothing(o.longAlpha());
    holtWinters = new HoltWinters(m, o.alpha(), o.beta(), o.gamma(), o.phi());
    holtWintersMultiplicative =
        new MultiplicativeHoltWinters(m, o.alpha(), o.beta(), o.gamma(), o.phi());
    holtWintersLog = new LogHoltWinters(m, o.alpha(), o.beta(), o.gamma(), o.phi(), 0.05);
    tsb = new TeunterSyntetosBabai(slow, slow);
    aggregation = new MultipleAggregation(o.alpha(), 1, m, 4 * m);
    profile = new SeasonalProfile(m, slow, o.profileGamma());
    profileFast = new SeasonalProfile(m, o.alpha(), o.profileGamma());
  }

  final void copyTo(Experts copy) {
    copy.naive = naive.copy();
    copy.seasonalNaive = seasonalNaive.copy();
    copy.movingAverage = movingAverage.copy();
    copy.ses = ses.copy();
    copy.sesSlow = sesSlow.copy();
    copy.sesFast = sesFast.copy();
    copy.longMean = longMean.copy();
    copy.holt = holt.copy();
    copy.holtWinters = holtWinters.copy();
    copy.holtWintersMultiplicative = holtWintersMultiplicative.copy();
    copy.holtWintersLog = holtWintersLog.copy();
    copy.seasonalDifference = seasonalDifference.copy();
    copy.theta = theta.copy();
    copy.croston = croston.copy();
    copy.sba = sba.copy();
    copy.tsb = tsb.copy();
    copy.aggregation = aggregation.copy();
    copy.profile = profile.copy();
    copy.profileFast = profileFast.copy();
  }

  final Smoother smoother(Expert expert) {
    return switch (expert) {
      case NAIVE -> naive;
      case SEASONAL_NAIVE -> seasonalNaive;
      case MOVING_AVERAGE -> movingAverage;
      case SES -> ses;
      case SES_SLOW -> sesSlow;
      case SES_FAST -> sesFast;
      case LONG_MEAN -> longMean;
      case HOLT -> holt;
      case HOLT_WINTERS -> holtWinters;
      case HOLT_WINTERS_MULTIPLICATIVE -> holtWintersMultiplicative;
      case HOLT_WINTERS_LOG -> holtWintersLog;
      case SEASONAL_DIFFERENCE -> seasonalDifference;
      case THETA -> theta;
      case CROSTON -> croston;
      case SBA -> sba;
      case TSB -> tsb;
      case AGGREGATION -> aggregation;
      case PROFILE -> profile;
      case PROFILE_FAST -> profileFast;
    };
  }
}
