package io.skucast.local.train;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.deep.DeepHistories;
import io.skucast.core.read.SaleFormat;
import io.skucast.core.read.SaleReader;
import io.skucast.core.read.UntilReader;
import io.skucast.core.sale.Incoming;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * The sales that a model is trained on.
 *
 * @param rejected records that were no sales
 * @param through last period that all sales have been read of
 * @param source how messages name where they are from
 */
record ReadSales(DeepHistories histories, long rejected, int through, String source) {
  private static final int SALES_A_MESSAGE = 500_000;

  /**
   * Reads a file, or for M5 a folder.
   *
   * @param until date of the last sales read, or null for all
   * @param say takes the progress
   */
  static ReadSales ofFile(
      Path data, SaleFormat format, Settings settings, LocalDate until, PrintWriter say)
      throws IOException {
    Calendars calendars = settings.calendars();
    try (SaleReader reader = format.open(data, calendars, settings.validator(), Instant.now())) {
      Intake intake = new Intake(reader, calendars, until, "--data " + data, say);
      // A file is what there is: its last period counts as over, as in every run over a file.
      return intake.read(calendar -> intake.histories.last());
    }
  }

  /**
   * Reads the job's topic of sales, from its beginning to its present end. A period that may still
   * be going on is not among {@link #through}.
   *
   * @param until date of the last sales read, or null for all
   * @param say takes the progress
   */
  static ReadSales ofTopic(Settings settings, LocalDate until, PrintWriter say) throws IOException {
    Calendars calendars = settings.calendars();
    try (TopicReader reader = new TopicReader(settings)) {
      return new Intake(reader, calendars, until, "topic " + reader.where(), say)
          .read(calendar -> calendar.lastEndedBy(reader.closedMillis()));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static final class Intake {
    private final SaleReader reader;
    private final Calendars calendars;
    private final LocalDate until;
    private final String source;
    private final PrintWriter say;
    private final DeepHistories histories;

    Intake(
        SaleReader reader, Calendars calendars, LocalDate until, String source, PrintWriter say) {
      this.reader = until == null ? reader : new UntilReader(reader, calendars, until);
      this.calendars = calendars;
      this.until = until;
      this.source = source;
      this.say = say;
      this.histories = new DeepHistories(calendars);
    }

    /**
     * @param over last period that is over by the end of the input
     */
    ReadSales read(ToIntFunction<BusinessCalendar> over) {
      long rejected = 0;
      while (reader.hasNext()) {
        Incoming incoming = reader.next();
        if (incoming.sale() != null) {
          histories.add(incoming.sale());
          if (histories.sales() % SALES_A_MESSAGE == 0) {
            say.printf(Locale.ROOT, "read %,d sales …%n", histories.sales());
            say.flush();
          }
        } else if (incoming.rejection() != null) {
          rejected++;
        }
      }
      if (histories.size() == 0) {
        throw new IllegalArgumentException(
            source + " holds no sale" + (until == null ? "" : " until " + until));
      }
      int through = Integer.MAX_VALUE;
      for (BusinessCalendar calendar : calendars.all()) {
        through = Math.min(through, Math.min(over.applyAsInt(calendar), lastBefore(calendar)));
      }
      return new ReadSales(histories, rejected, through, source);
    }

    private int lastBefore(BusinessCalendar calendar) {
      return until == null
          ? Integer.MAX_VALUE
          : calendar.lastEndedBy(
              until.plusDays(1).atStartOfDay(calendar.zone()).toInstant().toEpochMilli());
    }
  }
}
