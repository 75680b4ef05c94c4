package io.skucast.job.deep;

import io.skucast.core.deep.DeepAnswer;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.score.Alert;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions that one subtask has loaded. A version that cannot be loaded or run is a fault that
 * is told of and never an exception; one that takes too long {@link #PATIENCE} times in a row is
 * not asked again.
 */
final class Served implements AutoCloseable {
  /** Runs in a row that may take too long. */
  static final int PATIENCE = 3;

  /**
   * Faults that are remembered as told, so that one chunk after another does not tell them again.
   */
  private static final int MOST_TOLD = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Served.class);

  private record Key(String version, String sha256) {}

  private final ModelSource source;
  private final int chunk;
  private final Consumer<DeepFault> faults;
  private final Map<Key, LoadedModel> loaded = new HashMap<>();
  private final Map<Key, Integer> timeouts = new HashMap<>();
  private final Set<String> told = new HashSet<>();

  /** Those that could not be loaded, with what was said then. */
  private final Map<Key, ModelException> refused = new HashMap<>();

  /**
   * @param chunk rows asked at a time, at most
   */
  Served(ModelSource source, int chunk, Consumer<DeepFault> faults) {
    this.source = source;
    this.chunk = chunk;
    this.faults = faults;
  }

  private static Key key(DeepVersion version) {
    return new Key(version.version(), version.sha256());
  }

  /**
   * Asks a version.
   *
   * @return an answer a row, in their order; null where there is none
   */
  List<DeepAnswer> ask(DeepVersion version, List<DeepRow> rows) {
    List<DeepAnswer> answers = new ArrayList<>(rows.size());
    for (int from = 0; from < rows.size(); from += chunk) {
      answers.addAll(askChunk(version, rows.subList(from, Math.min(from + chunk, rows.size()))));
    }
    return answers;
  }

  private List<DeepAnswer> askChunk(DeepVersion version, List<DeepRow> rows) {
    int period = rows.get(0).origin();
    if (timeouts.getOrDefault(key(version), 0) >= PATIENCE) {
      return Collections.nCopies(rows.size(), null);
    }
    try {
      List<DeepAnswer> answers = model(version).ask(rows);
      timeouts.remove(key(version));
      int unsound = answers.indexOf(null);
      if (unsound >= 0) {
        tell(
            Alert.Kind.DEEP_UNSOUND,
            version,
            rows.get(unsound).origin(),
            "version '"
                + version.version()
                + "' gave a forecast that is not finite, is negative or does not ascend by level;"
                + " withdraw it");
      }
      return answers;
    } catch (ModelException failed) {
      if (failed.kind() == Alert.Kind.DEEP_TIMED_OUT) {
        timeouts.merge(key(version), 1, Integer::sum);
      }
      tell(failed.kind(), version, period, failed.getMessage());
    } catch (RuntimeException failed) {
      LOG.warn("Version {} of the deep model failed", version.version(), failed);
      tell(
          Alert.Kind.DEEP_FAILED,
          version,
          period,
          "version '" + version.version() + "' gave no results: " + failed);
    }
    return Collections.nCopies(rows.size(), null);
  }

  private LoadedModel model(DeepVersion version) throws ModelException {
    Key key = key(version);
    if (refused.containsKey(key)) {
      throw refused.get(key);
    }
    LoadedModel model = loaded.get(key);
    if (model == null) {
      model = load(version);
      loaded.put(key, model);
    }
    return model;
  }

  private LoadedModel load(DeepVersion version) throws ModelException {
    try {
      return source.load(version);
    } catch (ModelException no) {
      refused.put(key(version), no);
      throw no;
    } catch (LinkageError missing) {
      // Of the class path or of the machine: a library is not there, or does not fit.
      ModelException no =
          new ModelException(
              Alert.Kind.DEEP_REFUSED,
              "version '"
                  + version.version()
                  + "' is not served: TensorFlow or its native library cannot be loaded ("
                  + missing
                  + "); put both into Flink's lib folder",
              missing);
      refused.put(key(version), no);
      throw no;
    }
  }

  private void tell(Alert.Kind kind, DeepVersion version, int period, String message) {
    DeepFault fault = new DeepFault(kind, version, period, message);
    if (told.size() >= MOST_TOLD) {
      told.clear();
    }
    if (told.add(fault.episode() + "|" + period)) {
      faults.accept(fault);
    }
  }

  /** Gives back all versions but those still needed. */
  void keep(Predicate<String> isNeeded) {
    loaded
        .entrySet()
        .removeIf(
            entry -> {
              boolean isOver = !isNeeded.test(entry.getKey().version());
              if (isOver) {
                entry.getValue().close();
              }
              return isOver;
            });
    refused.keySet().removeIf(key -> !isNeeded.test(key.version()));
    timeouts.keySet().removeIf(key -> !isNeeded.test(key.version()));
  }

  /** Versions that are loaded. */
  int size() {
    return loaded.size();
  }

  @Override
  public void close() {
    keep(version -> false);
  }
}
