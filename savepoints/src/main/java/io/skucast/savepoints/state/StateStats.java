package io.skucast.savepoints.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.core.demand.SeriesClock;
import io.skucast.job.state.States;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorState;

/**
 * How much a canonical savepoint holds, counted in one pass over it: by state and by series.
 *
 * <p>In memory is a number for each series and state. Bytes are those of keys and values, without
 * what frames them; a file has about 10 more an entry.
 */
public final class StateStats {
  /**
   * One state.
   *
   * @param entries values, entries of maps, timers, or elements of lists
   * @param bytesPerSeries of the series that have any of it; empty where it is not kept by series
   */
  public record StateSize(StoredState state, long entries, long bytes, Numbers bytesPerSeries) {}

  private final List<StateSize> states = new ArrayList<>();
  private final Map<String, long[]> bytesBySeries = new HashMap<>();
  private final Numbers ages = new Numbers();
  private final List<Long> lastPeriods = new ArrayList<>();

  private StateStats() {}

  /** Reads every entry once. */
  public static StateStats of(SavepointFile savepoint) throws IOException {
    StateStats stats = new StateStats();
    for (OperatorState operator : savepoint.operators().values()) {
      stats.addKeyed(KeyedStates.of(savepoint, operator));
      stats.addLists(OperatorStates.of(savepoint, operator));
    }
    return stats;
  }

  private static final class Sums {
    private final StoredState state;
    private final Map<String, long[]> bytesByKey = new HashMap<>();
    private final Numbers perSeries = new Numbers();
    private long entries;
    private long bytes;

    private Sums(StoredState state) {
      this.state = state;
    }
  }

  private void addKeyed(KeyedStates keyed) throws IOException {
    Map<String, Sums> sums = new LinkedHashMap<>();
    keyed.states().forEach(state -> sums.put(state.name(), new Sums(state)));
    for (int group = 0; group < keyed.maxParallelism(); group++) {
      keyed.read(group, entry -> add(entry, sums.get(entry.state().name())));
      // A series is in one key group: what is complete is a number.
      for (Sums sum : sums.values()) {
        sum.bytesByKey.values().forEach(bytes -> sum.perSeries.add(bytes[0]));
        sum.bytesByKey.clear();
      }
    }
    for (Sums sum : sums.values()) {
      states.add(new StateSize(sum.state, sum.entries, sum.bytes, sum.perSeries));
    }
  }

  private void add(KeyedEntry entry, Sums sum) throws IOException {
    String key = entry.key();
    sum.entries++;
    sum.bytes += entry.bytes();
    sum.bytesByKey.computeIfAbsent(key, each -> new long[1])[0] += entry.bytes();
    bytesBySeries.computeIfAbsent(key, each -> new long[1])[0] += entry.bytes();
    if (entry.state().name().equals(States.seriesClock().getName())) {
      addClock(entry.value());
    }
  }

  private void addClock(JsonNode clock) {
    long first = clock.path("first").asLong(SeriesClock.NOT_STARTED);
    if (first != SeriesClock.NOT_STARTED) {
      long last = clock.path("lastClosed").asLong();
      ages.add(last - first + 1);
      lastPeriods.add(last);
    }
  }

  private void addLists(OperatorStates lists) {
    for (StoredState state : lists.states()) {
      List<OperatorElement> elements = lists.elements(state.name());
      long bytes = elements.stream().mapToLong(element -> element.bytes().length).sum();
      states.add(new StateSize(state, elements.size(), bytes, new Numbers()));
    }
  }

  /** Every state, in the order of the flow. */
  public List<StateSize> states() {
    return List.copyOf(states);
  }

  /** How many series, and levels, anything is kept of. */
  public int series() {
    return bytesBySeries.size();
  }

  /** Bytes of all states of each series. */
  public Numbers bytesPerSeries() {
    Numbers numbers = new Numbers();
    bytesBySeries.values().forEach(bytes -> numbers.add(bytes[0]));
    return numbers;
  }

  /** Periods that each series has had, from its first sale to the last one closed. */
  public Numbers ages() {
    return ages;
  }

  /** How many periods each series is behind the one that has come furthest. */
  public Numbers periodsBehind() {
    long newest = lastPeriods.stream().mapToLong(Long::longValue).max().orElse(0);
    Numbers behind = new Numbers();
    lastPeriods.forEach(last -> behind.add(newest - last));
    return behind;
  }
}
