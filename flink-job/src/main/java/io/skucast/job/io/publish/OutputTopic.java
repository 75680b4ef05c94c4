package io.skucast.job.io.publish;

import java.util.Locale;

/** The topics that the job writes; {@code <prefix>.<name>.v1}. */
public enum OutputTopic {
  TRENDS(false),
  /** Compacted: the last forecast of every series and forecaster stays. */
  FORECASTS(true),
  /** Scores of sealed periods, of series and of levels. */
  ACCURACY(false),
  ALERTS(false),
  /** Compacted: the newest version of every group of models stays. */
  MODELS(true),
  REJECTED(false),
  LATE(false);

  private final boolean compacted;

  OutputTopic(boolean compacted) {
    this.compacted = compacted;
  }

  public boolean isCompacted() {
    return compacted;
  }

  /** The topic's name, such as {@code skucast.trends.v1}. */
  public String topic(String prefix) {
    return prefix + '.' + code() + ".v1";
  }

  /** The index's name, for kinds with a month its beginning, such as {@code skucast-trends}. */
  public String index(String prefix) {
    return prefix + '-' + code();
  }

  /** Lower-case name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
