package io.skucast.udf.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.udf.Functions;
import io.skucast.udf.SqlSession;
import io.skucast.udf.doc.FunctionDoc;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table functions through the planner. */
class TableFunctionsITCase {
  private static SqlSession batch;

  @BeforeAll
  static void start() {
    batch = SqlSession.batch(TableFunctions.ALL);
  }

  static java.util.List<Class<? extends UserDefinedFunction>> functions() {
    return TableFunctions.ALL;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void anExampleGivesWhatItsPageSays(Class<? extends UserDefinedFunction> function)
      throws Exception {
    FunctionDoc doc = Functions.doc(function);
    assertThat(batch.print(doc.example())).isEqualTo(doc.result());
  }
}
