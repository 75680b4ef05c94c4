package io.skucast.savepoints.state;

import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.runtime.checkpoint.OperatorState;

/**
 * Every state of a canonical savepoint as a file: {@code UID.STATE.csv} or {@code .json}.
 *
 * <p>Of a csv the columns are the fields; they are found in a first pass, since a field may be
 * there in some series alone. One entry is in memory at a time.
 */
public final class StateExport {
  /** What is written. */
  public enum Format {
    CSV,
    JSON
  }

  /** Told of every file that is complete. */
  public interface Progress {
    void wrote(Path file, long entries);
  }

  private final Path folder;
  private final Format format;
  private final Progress progress;

  private StateExport(Path folder, Format format, Progress progress) {
    this.folder = folder;
    this.format = format;
    this.progress = progress;
  }

  /**
   * @param folder made where it is not there; files of the same names are replaced
   */
  public static void write(SavepointFile savepoint, Path folder, Format format, Progress progress)
      throws IOException {
    Files.createDirectories(folder);
    StateExport export = new StateExport(folder, format, progress);
    for (OperatorState operator : savepoint.operators().values()) {
      export.writeKeyed(KeyedStates.of(savepoint, operator));
      export.writeLists(OperatorStates.of(savepoint, operator));
    }
  }

  private void writeKeyed(KeyedStates keyed) throws IOException {
    Map<String, Set<String>> columns = new TreeMap<>();
    keyed.states().forEach(state -> columns.put(state.name(), new TreeSet<>()));
    if (format == Format.CSV) {
      keyed.read(entry -> StateRows.addColumns(entry.value(), columns.get(entry.state().name())));
    }
    Map<String, StateRows> files = new LinkedHashMap<>();
    try {
      for (StoredState state : keyed.states()) {
        files.put(state.name(), new StateRows(fileOf(state), format, columns.get(state.name())));
      }
      keyed.read(
          entry ->
              files.get(entry.state().name()).write(entry.key(), entry.place(), entry.value()));
    } finally {
      for (StateRows file : files.values()) {
        file.close();
      }
    }
    files.values().forEach(file -> progress.wrote(file.file(), file.entries()));
  }

  private void writeLists(OperatorStates lists) throws IOException {
    for (StoredState state : lists.states()) {
      Set<String> columns = new TreeSet<>();
      for (OperatorElement element : lists.elements(state.name())) {
        StateRows.addColumns(element.json(), columns);
      }
      StateRows file = new StateRows(fileOf(state), format, columns);
      try (file) {
        for (OperatorElement element : lists.elements(state.name())) {
          file.write("", element.place(), element.json());
        }
      }
      progress.wrote(file.file(), file.entries());
    }
  }

  private Path fileOf(StoredState state) {
    String name = state.uid() + "." + state.name() + (format == Format.CSV ? ".csv" : ".json");
    // Names of Flink's own operators and timers have what files must not.
    return folder.resolve(name.replaceAll("[^A-Za-z0-9._-]+", "-"));
  }
}
