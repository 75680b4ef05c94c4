package io.skucast.core.feature;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the catalogue says of local dates: named events that hold everywhere, such as a football
 * final, and flags that hold at one location, such as a day on which food stamps are paid out.
 * Immutable.
 */
public final class EventCalendar implements Serializable {
  /** Without events and flags. */
  public static final EventCalendar NONE = new Builder().build();

  private record Flag(String name, String location) implements Serializable {}

  private final HashMap<LocalDate, Set<String>> eventsByDate;
  private final HashMap<Flag, Set<LocalDate>> datesByFlag;

  private EventCalendar(
      HashMap<LocalDate, Set<String>> eventsByDate, HashMap<Flag, Set<LocalDate>> datesByFlag) {
    this.eventsByDate = eventsByDate;
    this.datesByFlag = datesByFlag;
  }

  /** Names of the date's events, in alphabetical order. */
  public Set<String> events(LocalDate date) {
    return eventsByDate.getOrDefault(date, Set.of());
  }

  /** Whether the date has any event. */
  public boolean hasEvent(LocalDate date) {
    return eventsByDate.containsKey(date);
  }

  /** Whether the date has an event of this name, or the flag is up at the location. */
  public boolean holds(String name, String location, LocalDate date) {
    return events(date).contains(name) || hasFlag(name, location, date);
  }

  /** Whether the flag is up at the location on the date. */
  public boolean hasFlag(String name, String location, LocalDate date) {
    return !datesByFlag.isEmpty()
        && datesByFlag.getOrDefault(new Flag(name, location), Set.of()).contains(date);
  }

  /**
   * One name on one date.
   *
   * @param location where it holds; empty: everywhere
   */
  public record Occurrence(LocalDate date, String name, String location) {
    private static final Comparator<Occurrence> ORDER =
        Comparator.comparing(Occurrence::date)
            .thenComparing(Occurrence::name)
            .thenComparing(Occurrence::location);
  }

  /** All events and flags by date, name and location. */
  public List<Occurrence> occurrences() {
    List<Occurrence> all = new ArrayList<>();
    eventsByDate.forEach(
        (date, names) -> names.forEach(name -> all.add(new Occurrence(date, name, ""))));
    datesByFlag.forEach(
        (flag, dates) ->
            dates.forEach(date -> all.add(new Occurrence(date, flag.name(), flag.location()))));
    all.sort(Occurrence.ORDER);
    return all;
  }

  /** Collects events and flags. */
  public static final class Builder {
    private final Map<LocalDate, Set<String>> eventsByDate = new HashMap<>();
    private final Map<Flag, Set<LocalDate>> datesByFlag = new HashMap<>();

    public Builder event(LocalDate date, String name) {
      eventsByDate.computeIfAbsent(date, d -> new TreeSet<>()).add(name);
      return this;
    }

    public Builder flag(String name, String location, LocalDate date) {
      datesByFlag.computeIfAbsent(new Flag(name, location), f -> new HashSet<>()).add(date);
      return this;
    }

    public EventCalendar build() {
      HashMap<LocalDate, Set<String>> events = new HashMap<>();
      eventsByDate.forEach(
          (date, names) -> events.put(date, Collections.unmodifiableSet(new TreeSet<>(names))));
      HashMap<Flag, Set<LocalDate>> flags = new HashMap<>();
      datesByFlag.forEach((flag, dates) -> flags.put(flag, Set.copyOf(dates)));
      return new EventCalendar(events, flags);
    }
  }
}
