package io.skucast.deep.serve;

import io.skucast.core.deep.DeepLayout;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;

/**
 * What goes into a model and comes out of it: the signature that every version has. {@code n} is
 * the number of rows, {@code l} that of calendars.
 *
 * <pre>
 * rows          float [n, rowSize]                      one row each, see DeepLayout
 * codes         int32 [n, 3]                            SKU, category, location; 0 is unknown
 * calendar      float [l, window + horizons, features]  oldest period first
 * calendar_row  int32 [n]                               which calendar a row has
 * plan          float [n, horizons, 2]                  price and promotion, 0 without a plan
 * mean          float [n, horizons]                     units
 * quantiles     float [n, horizons, levels]             units, ascending
 * </pre>
 */
public final class Contract {
  /** Name of the one signature. */
  public static final String SIGNATURE = "serving_default";

  /** Tag of the one graph. */
  public static final String TAG = "serve";

  public static final String ROWS = "rows";
  public static final String CODES = "codes";
  public static final String CALENDAR = "calendar";
  public static final String CALENDAR_ROW = "calendar_row";
  public static final String PLAN = "plan";
  public static final String MEAN = "mean";
  public static final String QUANTILES = "quantiles";

  /** Stands for a dimension that differs from run to run. */
  private static final long ANY = -1;

  private record Port(DataType type, long... dimensions) {}

  private Contract() {}

  private static Map<String, Port> inputs(DeepLayout layout) {
    Map<String, Port> inputs = new LinkedHashMap<>();
    inputs.put(ROWS, new Port(DataType.DT_FLOAT, ANY, layout.rowSize()));
    inputs.put(CODES, new Port(DataType.DT_INT32, ANY, DeepLayout.CODES));
    inputs.put(
        CALENDAR,
        new Port(DataType.DT_FLOAT, ANY, layout.calendarPeriods(), layout.calendar().size()));
    inputs.put(CALENDAR_ROW, new Port(DataType.DT_INT32, ANY));
    inputs.put(PLAN, new Port(DataType.DT_FLOAT, ANY, layout.horizons(), DeepLayout.PLANS));
    return inputs;
  }

  private static Map<String, Port> outputs(DeepLayout layout) {
    Map<String, Port> outputs = new LinkedHashMap<>();
    outputs.put(MEAN, new Port(DataType.DT_FLOAT, ANY, layout.horizons()));
    outputs.put(
        QUANTILES, new Port(DataType.DT_FLOAT, ANY, layout.horizons(), layout.levels().length));
    return outputs;
  }

  /** What is wrong with a signature for a layout, in words; null where nothing is. */
  static String shortcoming(SignatureDef signature, DeepLayout layout) {
    String wrong = shortcoming("input", signature.getInputsMap(), inputs(layout));
    return wrong != null
        ? wrong
        : shortcoming("output", signature.getOutputsMap(), outputs(layout));
  }

  private static String shortcoming(
      String side, Map<String, TensorInfo> found, Map<String, Port> needed) {
    if (!found.keySet().equals(needed.keySet())) {
      return "its signature has the " + side + "s " + found.keySet() + ", not " + needed.keySet();
    }
    for (Map.Entry<String, Port> each : needed.entrySet()) {
      TensorInfo info = found.get(each.getKey());
      Port input = each.getValue();
      if (info.getDtype() != input.type() || !fits(info, input.dimensions())) {
        return side
            + " '"
            + each.getKey()
            + "' is "
            + text(info)
            + ", not "
            + input.type()
            + Arrays.toString(input.dimensions()).replace("-1", "?");
      }
    }
    return null;
  }

  /** Dimensions that a graph leaves open are found out by the probe. */
  private static boolean fits(TensorInfo info, long[] dimensions) {
    if (info.getTensorShape().getUnknownRank()) {
      return true;
    }
    if (info.getTensorShape().getDimCount() != dimensions.length) {
      return false;
    }
    for (int i = 0; i < dimensions.length; i++) {
      long size = info.getTensorShape().getDim(i).getSize();
      if (size != ANY && size != dimensions[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(TensorInfo info) {
    StringBuilder text = new StringBuilder(info.getDtype() + "[");
    info.getTensorShape()
        .getDimList()
        .forEach(dim -> text.append(dim.getSize() == ANY ? "?" : dim.getSize()).append(", "));
    int end = text.length() - (info.getTensorShape().getDimCount() > 0 ? 2 : 0);
    return text.substring(0, end) + "]";
  }
}
