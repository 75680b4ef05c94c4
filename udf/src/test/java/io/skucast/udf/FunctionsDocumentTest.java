package io.skucast.udf;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.udf.aggregate.AggregateFunctions;
import io.skucast.udf.doc.FunctionDoc;
import io.skucast.udf.doc.FunctionDoc.Argument;
import io.skucast.udf.scalar.ScalarFunctions;
import io.skucast.udf.table.TableFunctions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.functions.UserDefinedFunction;
import org.junit.jupiter.api.Test;

/**
 * docs/functions.md is what functions say of themselves; -Dskucast.write-docs=true writes it anew.
 */
class FunctionsDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "functions.md");
  private static final int LINE = 120;

  @Test
  void theDocumentIsWhatFunctionsSayOfThemselves() throws Exception {
    String wanted = document();
    if (Boolean.getBoolean("skucast.write-docs")) {
      Files.writeString(DOCUMENT, wanted);
    }
    assertThat(DOCUMENT)
        .as("run: mvn -pl udf -am test -Dtest=FunctionsDocumentTest -Dskucast.write-docs=true")
        .content()
        .isEqualTo(wanted);
  }

  @Test
  void everyFunctionIsToldOfUnderANameOfItsOwn() {
    Set<String> names = new HashSet<>();
    for (Class<? extends UserDefinedFunction> function :
        Stream.of(Functions.thin(), Functions.deep()).flatMap(List::stream).toList()) {
      FunctionDoc doc = Functions.doc(function);
      assertThat(doc.name()).matches("[A-Z][A-Z_]*");
      assertThat(names.add(doc.name())).as(doc.name()).isTrue();
      assertThat(doc.example()).contains(doc.name() + "(");
      assertThat(List.of(doc.purpose(), doc.nulls(), doc.returns(), doc.result()))
          .doesNotContain("");
      for (Argument argument : doc.arguments()) {
        assertThat(argument.name()).matches("[a-z][a-z_]*");
      }
    }
  }

  private static String document() {
    StringBuilder text =
        new StringBuilder(
            """
# Functions of SQL

`skucast sql` has them all. On any other Flink 1.20 the jar `udf/target/udf-*-functions.jar` brings all but those of deep
models, and needs nothing else of ours:

```sql
CREATE FUNCTION WAPE AS 'io.skucast.udf.aggregate.Wape' USING JAR 'file:///path/udf-functions.jar';
```

Numbers may be written as any of SQL's numeric types. An argument that is not allowed ends the query with one line that names
the function, the argument, its value and what is allowed; no function gives NaN or infinity. All are deterministic: they read
no clock and no random numbers. This page is made from the functions, and every example on it but that of a deep model is run by a
test.

Aggregate functions do not depend on the order in which rows arrive, also where it is of time that they speak: they keep the
rows of a group, and fold them in order of time when the result is read. A group is a series, or a few; its rows are state.
They take back rows that are corrected and join parts, so that they work in session windows, in `OVER` with a frame, in
two phases, and over streams that change.

""");
    section(text, "Of one row", ScalarFunctions.ALL);
    section(text, "Of a group of rows", AggregateFunctions.ALL);
    section(text, "Of series", TableFunctions.ALL);
    if (!Functions.deep().isEmpty()) {
      section(text, "Of deep models", Functions.deep());
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static void section(
      StringBuilder text, String title, List<Class<? extends UserDefinedFunction>> functions) {
    text.append("## ").append(title).append("\n\n");
    for (Class<? extends UserDefinedFunction> function : functions) {
      FunctionDoc doc = Functions.doc(function);
      text.append("- [`").append(doc.name()).append("`](#");
      text.append(doc.name().toLowerCase(Locale.ROOT)).append(")\n");
    }
    text.append("\n");
    for (Class<? extends UserDefinedFunction> function : functions) {
      function(text, function.getName(), Functions.doc(function));
    }
  }

  private static void function(StringBuilder text, String className, FunctionDoc doc) {
    text.append("### ").append(doc.name()).append("\n\n`");
    text.append(doc.name())
        .append(
            Arrays.stream(doc.arguments())
                .map(Argument::name)
                .collect(Collectors.joining(", ", "(", ")`")));
    text.append(" · class `").append(className).append("`\n\n");
    text.append(wrapped(doc.purpose())).append("\n\n");
    text.append("| argument | type | what it is |\n|---|---|---|\n");
    for (Argument argument : doc.arguments()) {
      text.append("| `").append(argument.name()).append("` | ").append(cell(argument.type()));
      text.append(" | ").append(cell(argument.meaning())).append(" |\n");
    }
    text.append("\n- Gives: ").append(doc.returns().replace("<", "&lt;"));
    text.append("\n- NULL: ").append(doc.nulls());
    if (!doc.source().isEmpty()) {
      text.append("\n- Source: ").append(doc.source());
    }
    text.append("\n\n```sql\n").append(wrapped(doc.example())).append("\n```\n```\n");
    text.append(doc.result()).append("\n```\n\n");
  }

  /** A bar would end the cell, and what looks like a tag would not be shown. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }

  /** Lines broken at blanks that are not inside of a literal. */
  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int start = 0;
    int blank = -1;
    boolean literal = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      literal ^= c == '\'' && !isApostrophe(text, i);
      if (c == ' ' && !literal) {
        blank = i;
      }
      if (i - start > LINE && blank > start) {
        lines.append(text, start, blank).append('\n');
        start = blank + 1;
      }
    }
    return lines.append(text.substring(start)).toString();
  }

  /** Between letters, or after one and before a blank: it ends no literal that has begun. */
  private static boolean isApostrophe(String text, int i) {
    return i > 0
        && i + 1 < text.length()
        && Character.isLetter(text.charAt(i - 1))
        && Character.isLetter(text.charAt(i + 1));
  }
}
