package io.skucast.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.local.Skucast;
import io.skucast.udf.Functions;
import io.skucast.udf.scalar.ScalarFunctions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

/** That every scalar function is measured; how fast any is, no test says. */
class FunctionsCommandITCase {

  @Test
  void everyScalarFunctionHasABenchmarkOfItsName() {
    assertThat(
            Arrays.stream(FunctionsBenchmark.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(method -> method.getName()))
        .containsExactlyInAnyOrderElementsOf(
            ScalarFunctions.ALL.stream().map(f -> Functions.doc(f).name()).toList());
  }

  @Test
  void anOptionOutOfRangeIsRefusedByName() {
    StringWriter err = new StringWriter();
    int code =
        Skucast.commandLine()
            .setErr(new PrintWriter(err))
            .execute("bench", "functions", "--iterations=0");
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("--iterations is 0: allowed is 1 to 99");
  }
}
