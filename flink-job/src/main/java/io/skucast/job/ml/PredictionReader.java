package io.skucast.job.ml;

import java.io.Serializable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.types.Row;

/** What a prediction needs to know of a row of a table. */
record PredictionReader(
    Prediction prediction, RowColumn features, RowColumn group, RowColumn period)
    implements Serializable {
  /** The period of rows without one: what is effective last predicts them. */
  static final int LAST = Integer.MAX_VALUE;

  static PredictionReader of(
      ResolvedSchema schema, OnlineModelParams<?> params, Prediction prediction) {
    return new PredictionReader(
        prediction,
        RowColumn.of(schema, "featuresCol", params.getFeaturesCol()),
        RowColumn.of(schema, "groupCol", params.getGroupCol()),
        RowColumn.of(schema, "periodCol", params.getPeriodCol()));
  }

  int period(Row row) throws BadRow {
    return period.isAbsent() ? LAST : period.period(row);
  }

  /** The row with prediction, version and no reason. */
  Row predicted(Row row, ServedModels models) throws BadRow {
    String category = group.isAbsent() ? ServedModel.ALL : group.group(row);
    int when = period(row);
    ServedModel model = models.at(category, when);
    if (model == null) {
      String at = period.isAbsent() ? "" : " effective at " + period.name() + " " + when;
      throw new BadRow("model of '" + category + "'" + at, null, "a version");
    }
    double[] x = features.features(row, model.featuresSize());
    Object[] more = new Object[prediction.size + 2];
    Object[] fields = prediction.fields(model.value(x));
    System.arraycopy(fields, 0, more, 0, fields.length);
    more[prediction.size] = model.modelVersion;
    return Rows.with(row, more);
  }

  /** The row without a prediction, and why. */
  Row refused(Row row, String reason) {
    Object[] more = new Object[prediction.size + 2];
    more[prediction.size + 1] = reason;
    return Rows.with(row, more);
  }
}
