package io.skucast.udf;

import io.skucast.udf.aggregate.AggregateFunctions;
import io.skucast.udf.deep.DeepFunctions;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.scalar.ScalarFunctions;
import io.skucast.udf.table.TableFunctions;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.functions.UserDefinedFunction;

/** Every function of SQL that there is. */
public final class Functions {
  private Functions() {}

  /** Those of the thin jar, which needs nothing else of ours on a cluster. */
  public static List<Class<? extends UserDefinedFunction>> thin() {
    return Stream.of(ScalarFunctions.ALL, AggregateFunctions.ALL, TableFunctions.ALL)
        .flatMap(List::stream)
        .toList();
  }

  /** Those that ask deep models, of the other jar. */
  public static List<Class<? extends UserDefinedFunction>> deep() {
    return DeepFunctions.ALL;
  }

  /** What is told of a function. */
  public static FunctionDoc doc(Class<? extends UserDefinedFunction> function) {
    FunctionDoc doc = function.getAnnotation(FunctionDoc.class);
    if (doc == null) {
      throw new IllegalStateException(function.getName() + " has no FunctionDoc");
    }
    return doc;
  }
}
