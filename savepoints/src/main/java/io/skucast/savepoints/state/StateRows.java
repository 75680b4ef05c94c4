package io.skucast.savepoints.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skucast.job.io.file.Csv;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The file of one state: a line an entry, of the series, the key in a map and the value.
 *
 * <p>In csv nested fields are columns {@code outer.inner}, and an array is JSON in one field; a
 * value that is no object is in the column {@code value}.
 */
final class StateRows implements AutoCloseable {
  private static final String WHOLE = "value";

  private final Path file;
  private final StateExport.Format format;
  private final List<String> columns;
  private final BufferedWriter out;
  private long entries;

  StateRows(Path file, StateExport.Format format, Set<String> columns) throws IOException {
    this.file = file;
    this.format = format;
    this.columns = List.copyOf(columns);
    out = Files.newBufferedWriter(file);
    if (format == StateExport.Format.CSV) {
      Csv header = new Csv().text("sku").text("location").text("entry");
      this.columns.forEach(header::text);
      line(header.toString());
    }
  }

  /** Adds the paths of all fields of a value. */
  static void addColumns(JsonNode value, Set<String> columns) {
    columns.addAll(flat(value).keySet());
  }

  private static Map<String, JsonNode> flat(JsonNode value) {
    Map<String, JsonNode> fields = new HashMap<>();
    flatten("", value, fields);
    return fields;
  }

  private static void flatten(String path, JsonNode value, Map<String, JsonNode> flat) {
    if (!value.isObject()) {
      flat.put(path.isEmpty() ? WHOLE : path, value);
      return;
    }
    for (Iterator<Map.Entry<String, JsonNode>> fields = value.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
      flatten(name, field.getValue(), flat);
    }
  }

  void write(String key, String place, JsonNode value) throws IOException {
    entries++;
    String sku = SeriesKeys.skuOf(key);
    String location = SeriesKeys.locationOf(key);
    if (format == StateExport.Format.JSON) {
      ObjectNode row = StateJson.MAPPER.createObjectNode();
      row.put("sku", sku).put("location", location).put("entry", place).set("value", value);
      line(StateJson.line(row));
      return;
    }
    Csv row = new Csv().text(sku).text(location).text(place);
    Map<String, JsonNode> fields = flat(value);
    for (String column : columns) {
      row.text(text(fields.getOrDefault(column, MissingNode.getInstance())));
    }
    line(row.toString());
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : StateJson.line(value);
  }

  private void line(String line) throws IOException {
    out.write(line);
    out.write('\n');
  }

  Path file() {
    return file;
  }

  long entries() {
    return entries;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
