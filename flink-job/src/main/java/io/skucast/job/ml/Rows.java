package io.skucast.job.ml;

import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.common.datastream.TableUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.transformations.WithBoundedness;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.types.utils.DataTypeUtils;
import org.apache.flink.types.Row;

/** Tables as streams of rows. */
final class Rows {
  private Rows() {}

  static StreamTableEnvironment environment(Table table) {
    return (StreamTableEnvironment) ((TableImpl) table).getTableEnvironment();
  }

  static DataStream<Row> stream(Table table) {
    return environment(table).toDataStream(table);
  }

  /** The one table of an argument that could be several. */
  static Table only(String name, Table... tables) {
    if (tables.length != 1) {
      throw new IllegalArgumentException(name + " are " + tables.length + ", allowed is 1");
    }
    return tables[0];
  }

  /** Whether all that it comes from ends. */
  static boolean isBounded(DataStream<?> stream) {
    return stream.getTransformation().getTransitivePredecessors().stream()
        .filter(each -> each.getInputs().isEmpty())
        .allMatch(
            each ->
                each instanceof WithBoundedness source
                    && source.getBoundedness() == Boundedness.BOUNDED);
  }

  /** The type of a table's rows with columns added; time of the table is no time after that. */
  static RowTypeInfo type(ResolvedSchema schema, String[] names, TypeInformation<?>... types) {
    RowTypeInfo own =
        TableUtils.getRowTypeInfo(
            new ResolvedSchema(
                schema.getColumns().stream()
                    .map(
                        column ->
                            (Column)
                                Column.physical(
                                    column.getName(),
                                    DataTypeUtils.removeTimeAttribute(column.getDataType())))
                    .toList(),
                List.of(),
                null));
    int before = own.getArity();
    String[] allNames = Arrays.copyOf(own.getFieldNames(), before + names.length);
    TypeInformation<?>[] allTypes = Arrays.copyOf(own.getFieldTypes(), before + names.length);
    for (int i = 0; i < names.length; i++) {
      if (Arrays.asList(allNames).contains(names[i])) {
        throw new IllegalArgumentException(
            "column '" + names[i] + "' is there already, allowed is a new name");
      }
      allNames[before + i] = names[i];
      allTypes[before + i] = types[i];
    }
    return new RowTypeInfo(allTypes, allNames);
  }

  /** The row with fields added. */
  static Row with(Row row, Object... more) {
    Row longer = Row.withPositions(row.getKind(), row.getArity() + more.length);
    for (int i = 0; i < row.getArity(); i++) {
      longer.setField(i, row.getField(i));
    }
    for (int i = 0; i < more.length; i++) {
      longer.setField(row.getArity() + i, more[i]);
    }
    return longer;
  }
}
