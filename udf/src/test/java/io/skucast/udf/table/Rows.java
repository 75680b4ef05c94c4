package io.skucast.udf.table;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** What a table function gives without a cluster, and arrays to call it with. */
final class Rows implements Collector<Row> {
  private final List<Row> rows = new ArrayList<>();

  static <F extends TableFunction<Row>> List<Row> of(F function, Call<F> call) throws Exception {
    Rows collected = new Rows();
    function.setCollector(collected);
    call.on(function);
    return collected.rows;
  }

  /** Calls one of the function's eval methods. */
  interface Call<F> {
    void on(F function) throws Exception;
  }

  @Override
  public void collect(Row row) {
    rows.add(row);
  }

  @Override
  public void close() {}

  /** An array of numbers, which may be null. */
  static ArrayData numbers(Double... numbers) {
    return new GenericArrayData(numbers);
  }

  static ArrayData doubles(double... numbers) {
    return new GenericArrayData(numbers);
  }

  static ArrayData strings(String... texts) {
    StringData[] strings = new StringData[texts.length];
    for (int i = 0; i < texts.length; i++) {
      strings[i] = StringData.fromString(texts[i]);
    }
    return new GenericArrayData(strings);
  }

  static ArrayData arrays(ArrayData... arrays) {
    return new GenericArrayData(arrays);
  }
}
