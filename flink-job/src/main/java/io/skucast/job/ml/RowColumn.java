package io.skucast.job.ml;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.types.Row;

/**
 * A column of a table, and how its values are read.
 *
 * @param name as in the table's schema
 * @param place in a row; below 0 if there is no such column
 */
record RowColumn(String name, int place) implements Serializable {
  private static final int LARGEST_PERIOD = 1_000_000_000;

  /**
   * @param param what names the column
   * @param name null: there is none
   */
  static RowColumn of(ResolvedSchema schema, String param, String name) {
    if (name == null) {
      return new RowColumn(param, -1);
    }
    List<String> names = schema.getColumnNames();
    if (!names.contains(name)) {
      throw new IllegalArgumentException(
          param + " is '" + name + "', allowed is a column of the table: " + names);
    }
    return new RowColumn(name, names.indexOf(name));
  }

  boolean isAbsent() {
    return place < 0;
  }

  private Object value(Row row, String allowed) throws BadRow {
    Object value = row.getField(place);
    if (value == null) {
      throw new BadRow(name, null, allowed);
    }
    return value;
  }

  /** A vector's numbers; not copied where the vector is dense. */
  double[] features(Row row, int size) throws BadRow {
    String allowed = "a vector of " + size + " finite numbers";
    Object value = value(row, allowed);
    if (!(value instanceof Vector vector) || vector.size() != size) {
      throw new BadRow(name, value, allowed);
    }
    double[] features = vector.toDense().values;
    for (double feature : features) {
      if (!Double.isFinite(feature)) {
        throw new BadRow(name, value, allowed);
      }
    }
    return features;
  }

  double number(Row row, String allowed) throws BadRow {
    Object value = value(row, allowed);
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      throw new BadRow(name, value, allowed);
    }
    return number.doubleValue();
  }

  int period(Row row) throws BadRow {
    String allowed = "a whole number from -1000000000 to 1000000000";
    Object value = value(row, allowed);
    boolean whole =
        value instanceof Integer
            || value instanceof Long
            || value instanceof Short
            || value instanceof Byte;
    if (!whole || Math.abs((double) ((Number) value).longValue()) > LARGEST_PERIOD) {
      throw new BadRow(name, value, allowed);
    }
    return ((Number) value).intValue();
  }

  /** A group's name; any but the one of all rows. */
  String group(Row row) throws BadRow {
    String allowed = "a name, but for '" + ServedModel.ALL + "'";
    String group = value(row, allowed).toString();
    if (group.isEmpty() || group.equals(ServedModel.ALL)) {
      throw new BadRow(name, "'" + group + "'", allowed);
    }
    return group;
  }

  String id(Row row) throws BadRow {
    return value(row, "what tells rows apart").toString();
  }
}
