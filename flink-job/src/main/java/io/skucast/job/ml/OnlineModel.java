package io.skucast.job.ml;

import io.skucast.job.state.Uids;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.types.Row;

/**
 * Predicts rows of a table by the versions of its model data, one for one. A row with a period is
 * predicted by the newest version effective at it, of its group or else of all rows, whatever the
 * order in which rows and versions arrive; a row without one by the last version there is. What
 * cannot be predicted has null for a prediction, and the reason beside it.
 */
public abstract class OnlineModel<M extends OnlineModel<M>>
    implements Model<M>, OnlineModelParams<M> {
  private final Map<Param<?>, Object> paramMap = new HashMap<>();
  private transient Table modelData;

  /** A pipeline of Flink ML transforms more than once in one job. */
  private transient int transforms;

  private transient Fitting.Fitted fitted;

  OnlineModel() {
    ParamUtils.initializeMapWithDefaultValues(paramMap, this);
  }

  abstract Prediction prediction();

  /** Names and types of the columns of a prediction. */
  abstract String[] predictionCols();

  abstract TypeInformation<?>[] predictionTypes();

  abstract String defaultUidPrefix();

  abstract M self();

  M fitted(Fitting.Fitted result) {
    fitted = result;
    modelData = result.modelData();
    return self();
  }

  /**
   * The uid is that of the model's first call; that of a later one has its number at the end.
   *
   * @param inputs one table, with the columns that params name
   * @return one table: the input's columns and those of the prediction
   */
  @Override
  public Table[] transform(Table... inputs) {
    Table input = Rows.only("inputs of transform", inputs);
    ResolvedSchema schema = input.getResolvedSchema();
    PredictionReader reader = PredictionReader.of(schema, this, prediction());
    RowTypeInfo type = Rows.type(schema, outputCols(), outputTypes());
    DataStream<Row> versions = versions();
    DataStream<Row> rows = Rows.stream(input);
    if (!Rows.isBounded(versions)) {
      requireEventTime();
    }
    boolean isAnyOrder = getPeriodCol() == null || Rows.isBounded(rows);
    String uid = nextUid();
    DataStream<Row> predictions =
        rows.connect(versions.broadcast())
            .transform(
                uid,
                type,
                new PredictingOperator(
                    reader, isAnyOrder ? -1 : getLatenessPeriods(), rows.getType()))
            .uid(uid)
            .setParallelism(rows.getParallelism());
    return new Table[] {Rows.environment(input).fromDataStream(predictions)};
  }

  private String nextUid() {
    String prefix = getUidPrefix() == null ? defaultUidPrefix() : getUidPrefix();
    transforms++;
    return prefix + "-" + Uids.PREDICTIONS + (transforms == 1 ? "" : "-" + transforms);
  }

  private String[] outputCols() {
    String[] cols = Arrays.copyOf(predictionCols(), prediction().size + 2);
    cols[prediction().size] = getModelVersionCol();
    cols[prediction().size + 1] = getRefusalCol();
    return cols;
  }

  private TypeInformation<?>[] outputTypes() {
    TypeInformation<?>[] types = Arrays.copyOf(predictionTypes(), prediction().size + 2);
    types[prediction().size] = Types.LONG;
    types[prediction().size + 1] = Types.STRING;
    return types;
  }

  private void requireEventTime() {
    if (getPeriodCol() == null) {
      throw new IllegalArgumentException(
          "periodCol is not set, allowed is a column, as the model data is unbounded");
    }
    if (!ModelData.hasEventTime(modelData)) {
      throw new IllegalArgumentException(
          "model data is unbounded and has the columns "
              + modelData.getResolvedSchema().getColumnNames()
              + ", allowed is with one of event time");
    }
  }

  private DataStream<Row> versions() {
    if (modelData == null) {
      throw new IllegalStateException(
          "model data is not set, allowed is a model that was fitted, loaded or given one");
    }
    return Rows.stream(modelData);
  }

  @Override
  public M setModelData(Table... inputs) {
    Table table = Rows.only("inputs of setModelData", inputs);
    ModelData.require(table);
    modelData = table;
    return self();
  }

  /** One table, as of {@link ModelData}. */
  @Override
  public Table[] getModelData() {
    versions();
    return new Table[] {modelData};
  }

  /** Rows that were not trained on: the input's columns and the reason. Of a fitted model alone. */
  public Table refusedRows() {
    return requireFitted().refusedRows();
  }

  /** Trained models that were not fit to be published, and why. Of a fitted model alone. */
  public Table refusals() {
    return requireFitted().refusals();
  }

  private Fitting.Fitted requireFitted() {
    if (fitted == null) {
      throw new IllegalStateException("what was refused is known of a fitted model alone");
    }
    return fitted;
  }

  @Override
  public Map<Param<?>, Object> getParamMap() {
    return paramMap;
  }

  /** Saves params now, and model data when the environment's next job runs; it must be bounded. */
  @Override
  public void save(String path) throws IOException {
    DataStream<Row> versions = versions();
    if (!Rows.isBounded(versions)) {
      throw new IllegalArgumentException("model data is unbounded, allowed to save is bounded");
    }
    ReadWriteUtils.saveMetadata(this, path);
    ReadWriteUtils.saveModelData(
        versions.map(ModelData::plain).returns(ModelData.TYPE), path, new ModelDataFile.Writer());
  }

  static <M extends OnlineModel<M>> M read(StreamTableEnvironment environment, String path)
      throws IOException {
    M model = ReadWriteUtils.loadStageParam(path);
    return model.setModelData(
        ReadWriteUtils.loadModelData(environment, path, new ModelDataFile.Format()));
  }
}
