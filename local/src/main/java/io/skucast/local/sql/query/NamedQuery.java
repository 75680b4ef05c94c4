package io.skucast.local.sql.query;

import io.skucast.job.config.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A query with a name. Its file begins with comments: the question that it answers, then a line for
 * each parameter, {@code -- param days INT = 28: what it means}, and each column of the answer,
 * {@code -- column units: what it is}. In the query a parameter is written {@code :days}.
 *
 * @param name that of the file
 * @param question what it answers, one sentence or more
 * @param parameters in the order of the file
 * @param columns meaning of each column by its name, in the order of the answer
 * @param sql what follows the header
 */
public record NamedQuery(
    String name,
    String question,
    List<Parameter> parameters,
    Map<String, String> columns,
    String sql) {
  private static final Pattern PARAMETER =
      Pattern.compile("param (\\w+) (INT|NUMBER|DATE|STRING) = (.*?): (.+)");
  private static final Pattern COLUMN = Pattern.compile("column (\\w+): (.+)");

  /** What a colon may stand in without meaning a parameter, or a parameter. */
  private static final Pattern PLACE =
      Pattern.compile("'(?:[^']|'')*+'|`[^`]*+`|--[^\n]*+|:([A-Za-z_]\\w*)");

  /**
   * @throws IllegalStateException if the file is not written as it should be
   */
  static NamedQuery parse(String name, String file) {
    StringBuilder question = new StringBuilder();
    List<Parameter> parameters = new ArrayList<>();
    Map<String, String> columns = new LinkedHashMap<>();
    StringBuilder sql = new StringBuilder();
    for (String line : (Iterable<String>) file.lines()::iterator) {
      if (!sql.isEmpty() || !line.startsWith("--")) {
        sql.append(line).append('\n');
        continue;
      }
      String said = line.substring(2).strip();
      Matcher parameter = PARAMETER.matcher(said);
      Matcher column = COLUMN.matcher(said);
      if (parameter.matches()) {
        parameters.add(
            new Parameter(
                parameter.group(1),
                Parameter.Type.valueOf(parameter.group(2)),
                parameter.group(3),
                parameter.group(4)));
      } else if (column.matches()) {
        columns.put(column.group(1), column.group(2));
      } else if (said.startsWith("param ") || said.startsWith("column ")) {
        throw new IllegalStateException("query " + name + ": cannot read '" + line + "'");
      } else if (!said.isEmpty()) {
        question.append(question.isEmpty() ? "" : " ").append(said);
      }
    }
    return new NamedQuery(name, question.toString(), parameters, columns, sql.toString().strip());
  }

  /**
   * The query with a literal in the place of each parameter.
   *
   * @param given values by name; the others have their defaults
   * @throws IllegalArgumentException naming a parameter that is not known, or a value that is not
   *     allowed
   */
  public String with(Map<String, String> given) {
    List<String> names = parameters.stream().map(Parameter::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "query "
                + this.name
                + " has no parameter '"
                + name
                + (names.isEmpty()
                    ? "': it has none"
                    : "': did you mean " + Nearest.of(name, names) + "?"));
      }
    }
    Map<String, String> literals = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String text = given.getOrDefault(parameter.name(), parameter.defaultText());
      literals.put(parameter.name(), parameter.literal(text));
    }
    return PLACE
        .matcher(sql)
        .replaceAll(
            place -> {
              String parameter = place.group(1);
              if (parameter != null && !literals.containsKey(parameter)) {
                throw new IllegalStateException(
                    "query " + name + " names :" + parameter + ", which its header does not");
              }
              return Matcher.quoteReplacement(
                  parameter == null ? place.group() : literals.get(parameter));
            });
  }
}
