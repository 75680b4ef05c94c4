package io.skucast.local.sql.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.apache.flink.types.Row;

/** An array with an object a row, each on its line; of changes no array, as it would never end. */
final class JsonAnswer implements Answer {
  private final List<String> columns;
  private final boolean changes;
  private final PrintWriter out;
  private boolean any;

  JsonAnswer(List<String> columns, boolean changes, PrintWriter out) {
    this.columns = columns;
    this.changes = changes;
    this.out = out;
    if (!changes) {
      out.print("[");
    }
  }

  @Override
  public void row(Row row) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    if (changes) {
      object.put("op", row.getKind().shortString());
    }
    for (int i = 0; i < row.getArity(); i++) {
      object.set(columns.get(i), JsonValues.of(row.getField(i)));
    }
    if (changes) {
      out.println(object);
      out.flush();
      return;
    }
    out.print((any ? ",\n" : "\n") + object);
    any = true;
  }

  @Override
  public void end() {
    if (!changes) {
      out.println(any ? "\n]" : "]");
    }
    out.flush();
  }
}
