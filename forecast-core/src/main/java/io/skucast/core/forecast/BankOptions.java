package io.skucast.core.forecast;

/**
 * What the forecasters of a series and their combination are set to. The defaults were chosen on
 * rolling origins of M5.
 *
 * @param alpha fraction of an error that a level takes on: of SES, Holt, Holt-Winters, theta,
 *     Croston, SBA and the fast profile; the slow ones take half of it, the fast SES twice as much
 * @param longAlpha the same of the long mean
 * @param beta fraction of a change of level that a slope takes on
 * @param gamma fraction that a season takes on
 * @param phi what remains of a slope each period
 * @param profileGamma least fraction that an index of the profile takes on
 * @param rate how strongly a loss lowers a voter's weight
 * @param share of the whole weight, shared out equally each period
 * @param discount what remains of the past in discounted sums each period
 * @param bandStep how far one miss moves the tail of a band
 * @param correction first weight of the mean with its learned bias taken out, below 1; 0: never
 * @param spikeReach spreads from the median beyond which a demand is clipped for learning
 */
public record BankOptions(
    double alpha,
    double longAlpha,
    double beta,
    double gamma,
    double phi,
    double profileGamma,
    double rate,
    double share,
    double discount,
    double bandStep,
    double correction,
    double spikeReach) {

  public static final BankOptions DEFAULT =
      new BankOptions(0.1, 0.005, 0.01, 0.1, 0.9, 0.02, 0.1, 0.002, 0.98, 0.01, 0.05, 6);
}
