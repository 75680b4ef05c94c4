package io.skucast.job.state;

/** The uid of every operator: the address of its state in a savepoint, never to be changed. */
public final class Uids {
  public static final String SALES = "sales";
  public static final String RECEPTION = "reception";
  public static final String SIGNALS = "signals";
  public static final String SIGNAL_RECEPTION = "signal-reception";
  public static final String DEMAND_WINDOWS = "demand-windows";
  public static final String DEMAND_STATE = "demand-state";
  public static final String LESSONS = "lessons";
  public static final String MODEL_FORECASTS = "model-forecasts";
  public static final String CELL_SUMS = "cell-sums";
  public static final String LEVELS = "levels";
  public static final String RECONCILIATION = "reconciliation";
  public static final String SCORE_SUMS = "score-sums";
  public static final String SCORE_ROLL_UP = "score-roll-up";
  public static final String LESSON_SUMS = "lesson-sums";
  public static final String TRAINING = "training";
  public static final String REFUSAL_ALERTS = "refusal-alerts";
  public static final String DEEP_CLOCK = "deep-clock";
  public static final String DEEP_REGISTRY = "deep-registry";
  public static final String DEEP_TRIAL = "deep-trial";
  public static final String DEEP_JUDGE = "deep-judge";
  public static final String DEEP_FORECASTS = "deep-forecasts";
  public static final String DEEP_ALERTS = "deep-alerts";
  public static final String MODEL_DATA = "model-data";
  public static final String REFUSALS = "refusals";
  public static final String PREDICTIONS = "predictions";
  public static final String TRENDS_TEXT = "trends-text";
  public static final String FORECASTS_TEXT = "forecasts-text";
  public static final String ACCURACY_TEXT = "accuracy-text";
  public static final String ROLL_UPS_TEXT = "roll-ups-text";
  public static final String ALERTS_TEXT = "alerts-text";
  public static final String MODELS_TEXT = "models-text";
  public static final String REJECTED_TEXT = "rejected-text";
  public static final String LATE_TEXT = "late-text";
  public static final String FILES = "files";
  public static final String FORECAST_PARTS = "forecast-parts";
  public static final String TRENDS_JSON = "trends-json";
  public static final String FORECASTS_JSON = "forecasts-json";
  public static final String ACCURACY_JSON = "accuracy-json";
  public static final String ROLL_UPS_JSON = "roll-ups-json";
  public static final String ALERTS_JSON = "alerts-json";
  public static final String MODELS_JSON = "models-json";
  public static final String REJECTED_JSON = "rejected-json";
  public static final String LATE_JSON = "late-json";
  public static final String KAFKA = "kafka";
  public static final String DOCUMENTS = "documents";
  public static final String ELASTICSEARCH = "elasticsearch";

  private Uids() {}
}
