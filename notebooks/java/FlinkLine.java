import static org.apache.flink.table.api.Expressions.$;

import io.skucast.job.ml.OnlineLinearRegression;
import io.skucast.job.ml.OnlineLinearRegressionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * The same line by Skucast's estimator of Flink ML, which solves for it exactly on a stream of rows.
 *
 * <p>{@code java FlinkLine.java TRAIN.csv TEST.csv}: files have a header and the columns x1, x2 and y. Prints, for the rows of TEST in
 * their order, {@code prediction VALUE}.
 */
public final class FlinkLine {
  private FlinkLine() {}

  public static void main(String[] arguments) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1);
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    TypeInformation<Row> type =
        Types.ROW_NAMED(
            new String[] {"id", "features", "label"},
            Types.INT,
            DenseVectorTypeInfo.INSTANCE,
            Types.DOUBLE);
    List<Row> train = read(Path.of(arguments[0]));
    List<Row> test = read(Path.of(arguments[1]));
    OnlineLinearRegressionModel model =
        new OnlineLinearRegression()
            .setFeaturesSize(2)
            .setReg(0.0)
            .setLeastSamples(10L)
            .fit(tables.fromDataStream(env.fromData(train, type)));
    Table predicted =
        model.transform(tables.fromDataStream(env.fromData(test, type)))[0]
            .select($("id"), $("prediction"));
    double[] predictions = new double[test.size()];
    try (CloseableIterator<Row> rows = predicted.execute().collect()) {
      rows.forEachRemaining(
          row -> predictions[row.<Integer>getFieldAs("id")] = row.<Double>getFieldAs("prediction"));
    }
    for (double prediction : predictions) {
      System.out.printf(Locale.ROOT, "prediction %.12g%n", prediction);
    }
  }

  private static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file).subList(1, Files.readAllLines(file).size())) {
      String[] cells = line.split(",");
      double[] features = {Double.parseDouble(cells[0]), Double.parseDouble(cells[1])};
      rows.add(Row.of(rows.size(), new DenseVector(features), Double.parseDouble(cells[2])));
    }
    return rows;
  }
}
