package io.skucast.udf.deep;

import io.skucast.core.calendar.BusinessCalendar;
import io.skucast.core.calendar.Calendars;
import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.deep.DeepCalendar;
import io.skucast.core.deep.DeepLayout;
import io.skucast.core.feature.EventCalendar;
import io.skucast.core.feature.TargetCalendar;
import io.skucast.deep.artifact.Entry;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.deep.artifact.Vocabulary;
import io.skucast.deep.serve.DeepBatch;
import io.skucast.deep.serve.DeepModels;
import io.skucast.deep.serve.Lease;
import io.skucast.deep.serve.ModelFailedException;
import io.skucast.deep.serve.ModelRefusedException;
import io.skucast.deep.serve.SessionConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A published version in a session of TensorFlow, which all tasks of this process share, and a
 * batch of this task. Loading this class loads TensorFlow: whoever makes one must expect a {@link
 * LinkageError}. Serves one thread.
 */
final class ServedModel implements AutoCloseable {
  /** Windows of one run: more do not make a run faster, and hold memory. */
  static final int CHUNK = 1024;

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String FLAG = "flag=";

  private final Lease lease;
  private final BusinessCalendar periods;
  private final DeepCalendar calendar;
  private final DeepBatch batch;
  private final float[] row;

  private ServedModel(Lease lease, BusinessCalendar periods, DeepCalendar calendar) {
    this.lease = lease;
    this.periods = periods;
    this.calendar = calendar;
    this.batch = new DeepBatch(lease.model().layout(), CHUNK);
    this.row = new float[batch.layout().rowSize()];
  }

  /**
   * Loads a version that is published, and compares it with the checksum that it was published by.
   *
   * @param country whose public holidays the model was trained with, or none
   */
  static ServedModel load(ModelFolder model, String country) {
    Lease lease;
    try {
      lease =
          DeepModels.acquire(
              model.root(), model.version(), published(model), SessionConfig.ONE_THREAD);
    } catch (ModelRefusedException refused) {
      throw new IllegalArgumentException("model: " + refused.getMessage(), refused);
    }
    boolean fits = false;
    try {
      ServedModel served = of(lease, country);
      fits = true;
      return served;
    } finally {
      if (!fits) {
        lease.close();
      }
    }
  }

  private static String published(ModelFolder model) {
    List<Entry> live;
    try {
      live = new ModelStore(model.root()).live();
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("model: " + unreadable.getMessage(), unreadable);
    }
    for (Entry entry : live) {
      if (entry.version().equals(model.version())) {
        return entry.sha256();
      }
    }
    throw new IllegalArgumentException(
        "model is '"
            + model.root().resolve(model.version())
            + "', which is not published: published in "
            + model.root()
            + " are "
            + live.stream().map(Entry::version).toList()
            + "; publish it with skucast models publish, or name one of them");
  }

  private static ServedModel of(Lease lease, String country) {
    DeepLayout layout = lease.model().layout();
    PeriodUnit unit = lease.model().manifest().period();
    if (unit == PeriodUnit.HOUR) {
      throw new IllegalArgumentException(
          "model forecasts hours, and a window's origin is a date: allowed are models of days, weeks"
              + " and months");
    }
    Calendars calendars = new Calendars(unit, ZoneOffset.UTC, Map.of());
    List<String> flags =
        layout.calendar().stream()
            .filter(name -> name.startsWith(FLAG))
            .map(name -> name.substring(FLAG.length()))
            .toList();
    DeepCalendar calendar =
        new DeepCalendar(new TargetCalendar(calendars, country, flags, EventCalendar.NONE));
    if (!calendar.names().equals(layout.calendar())) {
      throw new IllegalArgumentException(
          "model has the calendar features "
              + layout.calendar()
              + ", this code's are "
              + calendar.names()
              + ": train it again");
    }
    return new ServedModel(lease, new BusinessCalendar(ZoneOffset.UTC, unit), calendar);
  }

  /** The period that a date is in. */
  int period(LocalDate date) {
    return periods.index(date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
  }

  /** Name of a period. */
  String label(int period) {
    return periods.label(period);
  }

  DeepLayout layout() {
    return batch.layout();
  }

  /** Takes out all windows. */
  void clear() {
    batch.clear();
  }

  /** Adds a window; names that the model has not seen are served as unknown ones. */
  void add(String sku, String category, String location, int origin, ArrayPast past) {
    batch.layout().fill(past, origin, row, 0);
    Vocabulary vocabulary = lease.model().vocabulary();
    int[] codes = {
      vocabulary.sku(sku), vocabulary.category(category), vocabulary.location(location)
    };
    batch.add(row, codes, batch.calendar(origin, location, calendar), null);
  }

  /** Forecasts all windows at once. */
  void run() {
    try {
      lease.model().run(batch, PATIENCE);
    } catch (ModelFailedException failed) {
      throw new IllegalStateException("model: " + failed.getMessage(), failed);
    }
  }

  /**
   * The forecast of a window; null where it is not finite, negative or does not ascend by level.
   */
  DeepAnswerArrays answer(int window) {
    return batch.isSound(window) ? DeepAnswerArrays.of(batch, window) : null;
  }

  @Override
  public void close() {
    batch.close();
    lease.close();
  }
}
