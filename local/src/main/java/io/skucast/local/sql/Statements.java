package io.skucast.local.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of a script. */
final class Statements {
  /** What a semicolon may stand in without ending a statement, or the semicolon that does. */
  private static final Pattern PART =
      Pattern.compile("'(?:[^']|'')*+'|`[^`]*+`|--[^\n]*+|/\\*.*?\\*/|;", Pattern.DOTALL);

  private static final Pattern COMMENT = Pattern.compile("--[^\n]*+|/\\*.*?\\*/", Pattern.DOTALL);

  private Statements() {}

  /**
   * Those of a script in their order, without the semicolons at their ends; of what is only comment
   * and white space there is none.
   */
  static List<String> of(String script) {
    List<String> statements = new ArrayList<>();
    Matcher part = PART.matcher(script);
    int from = 0;
    while (part.find()) {
      if (part.group().equals(";")) {
        add(script.substring(from, part.start()), statements);
        from = part.end();
      }
    }
    add(script.substring(from), statements);
    return statements;
  }

  private static void add(String statement, List<String> statements) {
    // Two hyphens in a text are no comment, but such a statement is not empty either.
    if (!COMMENT.matcher(statement).replaceAll("").isBlank()) {
      statements.add(statement.strip());
    }
  }
}
