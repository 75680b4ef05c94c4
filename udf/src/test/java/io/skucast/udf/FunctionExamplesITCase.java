package io.skucast.udf;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.Printed;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the page of functions shows is what the planner's own run of it prints. */
class FunctionExamplesITCase {
  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  private static TableEnvironment tables;

  @BeforeAll
  static void oneSession() {
    tables = Sql.batch();
  }

  static Stream<String> names() {
    return Functions.thin().stream().map(function -> Functions.doc(function).name());
  }

  @ParameterizedTest
  @MethodSource("names")
  void theExampleOfEveryFunctionPrintsWhatItsPageSays(String name) throws Exception {
    FunctionDoc doc = doc(name);
    List<Row> rows = Sql.rows(tables, doc.example());
    assertThat(Printed.plain(Printed.rows(rows)))
        .as(doc.example())
        .isEqualTo(Printed.plain(doc.result()));
  }

  private static FunctionDoc doc(String name) {
    for (Class<? extends UserDefinedFunction> function : Functions.thin()) {
      if (Functions.doc(function).name().equals(name)) {
        return Functions.doc(function);
      }
    }
    throw new AssertionError(name);
  }
}
