package io.skucast.job.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.ml.param.Param;
import org.junit.jupiter.api.Test;

/**
 * The examples of docs/estimators.md are those that run, and its params are those there are;
 * -Dskucast.write-docs=true writes them anew.
 */
class EstimatorsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "estimators.md");
  private static final Path EXAMPLES =
      Path.of("src", "test", "java", "io", "skucast", "job", "ml", "EstimatorExamplesTest.java");

  @Test
  void theDocumentIsWhatRunsAndWhatThereIs() throws Exception {
    String wanted = Files.readString(DOCUMENT);
    for (String example : new String[] {"linear", "logistic"}) {
      wanted = with(wanted, example, "```java\n" + example(example) + "```\n");
    }
    wanted = with(wanted, "params", params());
    if (Boolean.getBoolean("skucast.write-docs")) {
      Files.writeString(DOCUMENT, wanted);
    }
    assertThat(DOCUMENT)
        .as(
            "run: mvn -pl flink-job -am test -Dtest=EstimatorsDocumentTest -Dskucast.write-docs=true")
        .content()
        .isEqualTo(wanted);
  }

  /** The document with what is between two marks in other words. */
  private static String with(String document, String mark, String text) {
    String from = "<!-- " + mark + " -->\n";
    String to = "<!-- end of " + mark + " -->\n";
    assertThat(document).contains(from, to);
    return document.substring(0, document.indexOf(from) + from.length())
        + text
        + document.substring(document.indexOf(to));
  }

  private static String example(String name) throws Exception {
    String source = Files.readString(EXAMPLES);
    String from = "// example: " + name + "\n";
    int start = source.indexOf(from) + from.length();
    return source.substring(start, source.indexOf("    // end\n", start)).indent(-4);
  }

  private static String params() {
    Set<Param<?>> linear = new OnlineLinearRegression().getParamMap().keySet();
    Set<Param<?>> logistic = new OnlineLogisticRegression().getParamMap().keySet();
    TreeMap<String, Param<?>> all = new TreeMap<>();
    linear.forEach(param -> all.put(param.name, param));
    logistic.forEach(param -> all.put(param.name, param));
    StringBuilder text =
        new StringBuilder("| param | default | of | what it does |\n|---|---|---|---|\n");
    for (Param<?> param : all.values()) {
      String of =
          !logistic.contains(param) ? "linear" : !linear.contains(param) ? "logistic" : "both";
      text.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(param.name, defaultText(param.defaultValue), of, param.description));
    }
    return text.toString();
  }

  private static String defaultText(Object value) {
    if (value == null) {
      return "";
    }
    return "`" + (value instanceof Object[] array ? Arrays.toString(array) : value) + "`";
  }
}
