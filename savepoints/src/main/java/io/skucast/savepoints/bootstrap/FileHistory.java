package io.skucast.savepoints.bootstrap;

import io.skucast.core.read.SaleFormat;
import io.skucast.core.sale.Incoming;
import io.skucast.job.config.Settings;
import io.skucast.job.io.file.SaleRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;

/**
 * Sales of a file.
 *
 * @param path of the file, or the folder of M5
 * @param takenIn when the records count as taken in: sales far after it are rejected
 * @param until date of the last sales told, or null for all
 */
public record FileHistory(
    String path, SaleFormat format, Settings settings, Instant takenIn, LocalDate until)
    implements History {

  /**
   * @throws IllegalArgumentException if the file is missing, empty or lacks a column
   */
  @Override
  public Iterator<Incoming> open() {
    return records();
  }

  /** Opens the file and closes it again, so that what is wrong with it is known at once. */
  public void require() throws IOException {
    records().close();
  }

  private SaleRecords records() {
    return SaleRecords.open(Path.of(path), format, settings, takenIn, until);
  }
}
