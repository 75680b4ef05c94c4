package io.skucast.udf.deep;

import io.skucast.core.forecast.ForecasterBank;
import java.time.LocalDate;
import org.apache.flink.types.Row;

/**
 * A series at an origin, as an analyst has it.
 *
 * @param origin date of its last period; null where it is not known
 * @param units one a period, oldest first; null where they are not known
 * @param prices as units
 * @param promotions as units
 * @param inStock as units
 */
record Window(
    String sku,
    String category,
    String location,
    LocalDate origin,
    Double[] units,
    Double[] prices,
    Double[] promotions,
    Double[] inStock) {
  /** Fields of a row that knows sales alone. */
  private static final int SALES = 5;

  /** From a row of 5 fields or 8. */
  static Window of(Row row) {
    boolean more = row.getArity() > SALES;
    return new Window(
        row.getFieldAs(0),
        row.getFieldAs(1),
        row.getFieldAs(2),
        row.getFieldAs(3),
        row.getFieldAs(4),
        more ? row.getFieldAs(SALES) : null,
        more ? row.getFieldAs(SALES + 1) : null,
        more ? row.getFieldAs(SALES + 2) : null);
  }

  /** Whether there is anything to forecast from. */
  boolean isKnown() {
    return origin != null && units != null && units.length > 0;
  }

  /** Adds it to the model's batch where it is known. */
  void addTo(ServedModel model) {
    if (isKnown()) {
      int period = model.period(origin);
      ArrayPast past = new ArrayPast(period, units, prices, promotions, inStock);
      model.add(named(sku), named(category), named(location), period, past);
    }
  }

  /** No series of a model has an empty name. */
  private static String named(String name) {
    return name == null ? "" : name;
  }

  /**
   * The row of its forecast.
   *
   * @param answer null where there is none
   */
  Row row(ServedModel model, DeepAnswerArrays answer) {
    return Row.of(
        sku,
        location,
        origin == null ? null : model.label(model.period(origin)),
        ForecasterBank.DEEP,
        origin == null ? null : targets(model),
        answer == null ? null : answer.mean(),
        levels(model.layout().levels()),
        answer == null ? null : answer.quantiles());
  }

  private String[] targets(ServedModel model) {
    String[] targets = new String[model.layout().horizons()];
    for (int h = 0; h < targets.length; h++) {
      targets[h] = model.label(model.period(origin) + h + 1);
    }
    return targets;
  }

  private static Double[] levels(double[] numbers) {
    Double[] levels = new Double[numbers.length];
    for (int l = 0; l < levels.length; l++) {
      levels[l] = numbers[l];
    }
    return levels;
  }
}
