package io.skucast.job.ml;

import io.skucast.core.learn.ModelVersion;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.apache.flink.types.Row;

/**
 * Model versions as a table, one a row. Its first column is the coefficients as of Flink ML's
 * {@code LinearRegressionModelData}, the intercept last: the coefficient of a feature that is
 * always 1.
 */
final class ModelData {
  static final String COEFFICIENT = "coefficient";
  static final String MODEL_GROUP = "model_group";
  static final String VERSION = "version";
  static final String EFFECTIVE_ORIGIN = "effective_origin";
  static final String TRAINED_THROUGH = "trained_through";
  static final String SAMPLES = "samples";
  static final String LOSS = "loss";
  static final String NAIVE_LOSS = "naive_loss";

  /** Event time, where versions come in it: a period counts as a millisecond. */
  static final String EVENT_TIME = "event_time";

  /** First period of a version that is effective always. */
  static final int ALWAYS = Integer.MIN_VALUE;

  static final RowTypeInfo TYPE =
      new RowTypeInfo(
          new TypeInformation<?>[] {
            DenseVectorTypeInfo.INSTANCE,
            Types.STRING,
            Types.LONG,
            Types.INT,
            Types.INT,
            Types.LONG,
            Types.DOUBLE,
            Types.DOUBLE
          },
          new String[] {
            COEFFICIENT,
            MODEL_GROUP,
            VERSION,
            EFFECTIVE_ORIGIN,
            TRAINED_THROUGH,
            SAMPLES,
            LOSS,
            NAIVE_LOSS
          });

  private static final List<String> NEEDED =
      List.of(COEFFICIENT, MODEL_GROUP, VERSION, EFFECTIVE_ORIGIN);

  private ModelData() {}

  static Row row(ModelVersion version, int effectiveOrigin) {
    double[] slopes = version.model().coefficients();
    double[] all = Arrays.copyOf(slopes, slopes.length + 1);
    all[slopes.length] = version.model().intercept();
    return Row.of(
        new DenseVector(all),
        version.group().category(),
        version.version(),
        effectiveOrigin,
        version.trainedThrough(),
        version.samples(),
        version.loss(),
        version.naiveLoss());
  }

  /** The table of a stream of rows with event time. */
  static Table table(StreamTableEnvironment environment, DataStream<Row> rows) {
    Schema schema =
        Schema.newBuilder()
            .column(COEFFICIENT, DataTypes.of(DenseVectorTypeInfo.INSTANCE))
            .column(MODEL_GROUP, DataTypes.STRING())
            .column(VERSION, DataTypes.BIGINT())
            .column(EFFECTIVE_ORIGIN, DataTypes.INT())
            .column(TRAINED_THROUGH, DataTypes.INT())
            .column(SAMPLES, DataTypes.BIGINT())
            .column(LOSS, DataTypes.DOUBLE())
            .column(NAIVE_LOSS, DataTypes.DOUBLE())
            .columnByMetadata(EVENT_TIME, DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark(EVENT_TIME, "SOURCE_WATERMARK()")
            .build();
    return environment.fromDataStream(rows, schema);
  }

  /** Checks that a table is model data. */
  static void require(Table table) {
    List<String> names = table.getResolvedSchema().getColumnNames();
    if (!names.containsAll(NEEDED)) {
      throw new IllegalArgumentException(
          "model data has the columns " + names + ", allowed is with " + NEEDED);
    }
  }

  /** Whether the table says how far its versions have come. */
  static boolean hasEventTime(Table table) {
    return table.getResolvedSchema().getColumns().stream()
        .map(Column::getDataType)
        .anyMatch(type -> LogicalTypeChecks.isRowtimeAttribute(type.getLogicalType()));
  }

  /** The fields of {@link #TYPE} of a row of {@link #table}, by their names. */
  static Row plain(Row row) {
    Row plain = Row.withPositions(TYPE.getArity());
    for (int i = 0; i < TYPE.getArity(); i++) {
      plain.setField(i, row.getField(TYPE.getFieldNames()[i]));
    }
    return plain;
  }

  /** Reads a row of {@link #table} by the names of its fields. */
  static ServedModel served(Row row) {
    DenseVector coefficient = row.getFieldAs(COEFFICIENT);
    String group = row.getFieldAs(MODEL_GROUP);
    long version = row.<Number>getFieldAs(VERSION).longValue();
    int effectiveOrigin = row.<Number>getFieldAs(EFFECTIVE_ORIGIN).intValue();
    return new ServedModel(group, version, effectiveOrigin, coefficient.values);
  }
}
