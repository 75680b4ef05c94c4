package io.skucast.udf.deep;

import io.skucast.core.feature.Holidays;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;

/** Forecasts of a trained deep model, of many series at a time. */
@FunctionDoc(
    name = "DEEP_FORECAST",
    purpose =
        "Forecasts of a published version of a deep model, a row a window, with the columns of the table of forecasts. Windows come"
            + " as an array, as ARRAY_AGG makes it, since a model forecasts a thousand of them in little more time than one.",
    arguments = {
      @Argument(
          name = "model",
          type = "STRING",
          meaning =
              "folder of a version that is published, such as /models/2026-01-05, as every TaskManager sees it; of days, weeks or"
                  + " months"),
      @Argument(
          name = "country",
          type = "STRING",
          meaning =
              "optional: whose public holidays the model was trained with (linear.country), two lower-case letters; none where it is"
                  + " left out"),
      @Argument(
          name = "windows",
          type =
              "ARRAY<ROW<sku STRING, category STRING, location STRING, origin DATE, units ARRAY<DOUBLE>>>, each with prices,"
                  + " promotions, in_stock ARRAY<DOUBLE> after them or without",
          meaning =
              "of each series the date of its last period and, oldest first, units of consecutive periods up to it: better the past"
                  + " year than only the model's window; prices in the currency; shares 0 to 1 of sales on promotion and of the period"
                  + " in stock")
    },
    nulls =
        "no row where model or windows are NULL, and for a NULL window; mean and quantiles are NULL where a window's origin or units"
            + " are, and where the model's forecast is not sound; a NULL unit is a period out of stock; NULL names are unknown ones",
    returns =
        "rows (sku, location, origin STRING, forecaster STRING, targets ARRAY<STRING>, mean, levels ARRAY<DOUBLE>, quantiles"
            + " ARRAY<ARRAY<DOUBLE>>) in units, in the order of the windows; forecaster is deep",
    example =
        "SELECT d.sku, f.horizon, f.target, f.mean, f.q10, f.q90 FROM (SELECT ARRAY_AGG(ROW(sku, category, location, origin, units)) AS"
            + " windows FROM (SELECT sku, category, location, MAX(sold_on) AS origin, SERIES(sold_on, units, 0) AS units FROM sold GROUP BY sku,"
            + " category, location) GROUP BY MOD(HASH_CODE(sku), 4)) AS w, LATERAL TABLE(DEEP_FORECAST('/models/2026-01-05',"
            + " w.windows)) AS d, LATERAL TABLE(EXPLODE_FORECAST(d.targets, d.mean, d.levels, d.quantiles)) AS f",
    result = "depends on the model")
@FunctionHint(
    output =
        @DataTypeHint(
            "ROW<sku STRING, location STRING, origin STRING, forecaster STRING NOT NULL, targets ARRAY<STRING>, mean ARRAY<DOUBLE>,"
                + " levels ARRAY<DOUBLE>, quantiles ARRAY<ARRAY<DOUBLE>>>"))
public class DeepForecast extends TableFunction<Row> {
  private static final String NAME = "DEEP_FORECAST";
  private static final String SALES =
      "ARRAY<ROW<sku STRING, category STRING, location STRING, origin DATE, units ARRAY<DOUBLE>>>";
  private static final String SALES_AND_MORE =
      "ARRAY<ROW<sku STRING, category STRING, location STRING, origin DATE, units ARRAY<DOUBLE>, prices ARRAY<DOUBLE>,"
          + " promotions ARRAY<DOUBLE>, in_stock ARRAY<DOUBLE>>>";

  /** Models that a task holds at a time: as many as may be published. */
  private static final int MOST_MODELS = 4;

  private record Asked(String model, String country) {}

  private transient Map<Asked, ServedModel> served;

  @Override
  public void open(FunctionContext context) {
    served = new HashMap<>();
  }

  @Override
  public void close() {
    if (served != null) {
      served.values().forEach(ServedModel::close);
      served = null;
    }
  }

  /** See the annotation; without holidays. */
  @FunctionHint(input = {@DataTypeHint("STRING"), @DataTypeHint(SALES)})
  @FunctionHint(input = {@DataTypeHint("STRING"), @DataTypeHint(SALES_AND_MORE)})
  public void eval(String model, Row[] windows) {
    eval(model, null, windows);
  }

  /** See the annotation. */
  @FunctionHint(input = {@DataTypeHint("STRING"), @DataTypeHint("STRING"), @DataTypeHint(SALES)})
  @FunctionHint(
      input = {@DataTypeHint("STRING"), @DataTypeHint("STRING"), @DataTypeHint(SALES_AND_MORE)})
  public void eval(String model, String country, Row[] windows) {
    if (model == null || windows == null) {
      return;
    }
    try {
      forecast(served(model, country == null ? Holidays.NO_COUNTRY : country), windows);
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(NAME + ": " + refused.getMessage(), refused);
    } catch (IllegalStateException failed) {
      throw new IllegalStateException(NAME + ": " + failed.getMessage(), failed);
    } catch (LinkageError missing) {
      throw new IllegalStateException(
          NAME
              + ": TensorFlow or its native library cannot be loaded ("
              + missing
              + "): put both into Flink's lib folder",
          missing);
    }
  }

  /** Loads a model when it is first asked for; a task that is over gives it back. */
  private ServedModel served(String model, String country) {
    Asked asked = new Asked(model, country);
    ServedModel known = served.get(asked);
    if (known == null) {
      if (served.size() >= MOST_MODELS) {
        throw new IllegalArgumentException(
            "model is '"
                + model
                + "' after "
                + MOST_MODELS
                + " others: allowed is so many a query");
      }
      known = ServedModel.load(ModelFolder.of(model), country);
      served.put(asked, known);
    }
    return known;
  }

  private void forecast(ServedModel model, Row[] windows) {
    List<Window> chunk = new ArrayList<>();
    for (Row row : windows) {
      if (row != null) {
        chunk.add(Window.of(row));
      }
      if (chunk.size() == ServedModel.CHUNK) {
        forecast(model, chunk);
        chunk.clear();
      }
    }
    forecast(model, chunk);
  }

  private void forecast(ServedModel model, List<Window> chunk) {
    model.clear();
    chunk.forEach(window -> window.addTo(model));
    model.run();
    int asked = 0;
    for (Window window : chunk) {
      DeepAnswerArrays answer = window.isKnown() ? model.answer(asked++) : null;
      collect(window.row(model, answer));
    }
  }
}
