package io.skucast.local.sql;

import io.skucast.local.sql.query.NamedQuery;
import io.skucast.local.sql.query.Parameter;
import java.io.PrintWriter;
import java.util.List;

/** The named queries for people: what each answers, what it can be told, what it shows. */
final class QueryList {
  private QueryList() {}

  static void print(List<NamedQuery> queries, PrintWriter out) {
    for (NamedQuery query : queries) {
      out.printf("%s%n    %s%n", query.name(), query.question());
      for (Parameter p : query.parameters()) {
        out.printf(
            "    --param %s=%s  %s%n",
            p.name(), p.defaultText().isEmpty() ? "''" : p.defaultText(), p.meaning());
      }
      out.printf("    columns: %s%n%n", String.join(", ", query.columns().keySet()));
    }
    out.flush();
  }
}
