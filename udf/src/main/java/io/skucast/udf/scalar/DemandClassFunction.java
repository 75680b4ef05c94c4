package io.skucast.udf.scalar;

import io.skucast.core.clean.DemandClass;
import io.skucast.core.clean.DemandProfile;
import io.skucast.udf.argument.Allowed;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import java.util.Locale;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.functions.ScalarFunction;

/** How a series sells. */
@FunctionDoc(
    name = "DEMAND_CLASS",
    purpose =
        "How a series sells, by how rare its demands are and how much their sizes spread, as the job judges it: of long arrays the"
            + " last 180 periods count most.",
    arguments = {
      @Argument(
          name = "demands",
          type = "ARRAY<DOUBLE>",
          meaning =
              "units of consecutive periods in order of time, up to 1e16; below 0 counts as 0")
    },
    nulls = "NULL where the array is NULL or empty; a NULL inside it is an error",
    returns =
        "STRING: smooth, erratic, intermittent or lumpy; intermittent before the second demand",
    example =
        "SELECT DEMAND_CLASS(ARRAY[5, 6, 5, 7, 6]) AS milk, DEMAND_CLASS(ARRAY[0, 0, 9, 0, 0, 0, 1, 0, 40]) AS spares",
    result = "smooth | lumpy",
    source = "Syntetos, Boylan and Croston 2005, \"On the categorization of demand patterns\"")
public class DemandClassFunction extends ScalarFunction {
  private static final String NAME = "DEMAND_CLASS";
  private static final String[] WORDS = words();

  private static String[] words() {
    DemandClass[] classes = DemandClass.values();
    String[] words = new String[classes.length];
    for (DemandClass demandClass : classes) {
      words[demandClass.ordinal()] = demandClass.name().toLowerCase(Locale.ROOT);
    }
    return words;
  }

  /** See the annotation. */
  public String eval(
      @DataTypeHint(value = "ARRAY<DOUBLE>", bridgedTo = ArrayData.class) ArrayData demands) {
    if (demands == null || demands.size() == 0) {
      return null;
    }
    DemandProfile profile = new DemandProfile();
    double[] units = Allowed.doubles(NAME, "demands", demands);
    for (int i = 0; i < units.length; i++) {
      profile.update(units[i] < 0 ? 0 : demand(i, units[i]));
    }
    return WORDS[profile.demandClass().ordinal()];
  }

  /** The name is put together for a refusal alone: an array has hundreds of places. */
  private static double demand(int i, double units) {
    return units >= 0 && units <= 1e16
        ? units
        : Allowed.demand(NAME, "demands[" + (i + 1) + "]", units);
  }
}
