package io.skucast.job.state;

import static io.skucast.job.state.CompactSerializer.readSigned;
import static io.skucast.job.state.CompactSerializer.readVar;
import static io.skucast.job.state.CompactSerializer.writeSigned;
import static io.skucast.job.state.CompactSerializer.writeVar;

import io.skucast.core.forecast.SealedRow;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Sealed periods of one series, as part of the versions of {@link OutlookSerializer}: of the series
 * and mostly of the category of the outlook they go with, whose names are not written again.
 */
final class SealedRowBytes {
  private static final int IN_STOCK = 1;
  private static final int OTHER_SERIES = 2;
  private static final int OTHER_CATEGORY = 4;

  private SealedRowBytes() {}

  static void write(SealedRow[] rows, String seriesKey, String category, DataOutputView out)
      throws IOException {
    writeVar(rows.length, out);
    for (SealedRow row : rows) {
      boolean isOfSeries = row.seriesKey().equals(seriesKey);
      boolean isOfCategory = row.category().equals(category);
      out.writeByte(
          (row.inStock() ? IN_STOCK : 0)
              | (isOfSeries ? 0 : OTHER_SERIES)
              | (isOfCategory ? 0 : OTHER_CATEGORY));
      if (!isOfSeries) {
        StringValue.writeString(row.seriesKey(), out);
      }
      if (!isOfCategory) {
        StringValue.writeString(row.category(), out);
      }
      writeSigned(row.period(), out);
      writeSigned(row.unitsMilli(), out);
      out.writeDouble(row.trust());
      BulkNumbers.write(row.expected(), out);
      BulkNumbers.write(row.row(), out);
    }
  }

  static SealedRow[] read(String seriesKey, String category, DataInputView in) throws IOException {
    SealedRow[] rows = new SealedRow[(int) readVar(in)];
    for (int i = 0; i < rows.length; i++) {
      int flags = in.readByte();
      rows[i] =
          new SealedRow(
              (flags & OTHER_SERIES) == 0 ? seriesKey : StringValue.readString(in),
              (flags & OTHER_CATEGORY) == 0 ? category : StringValue.readString(in),
              (int) readSigned(in),
              readSigned(in),
              (flags & IN_STOCK) != 0,
              in.readDouble(),
              BulkNumbers.readDoubles(in),
              BulkNumbers.readFloats(in));
    }
    return rows;
  }
}
