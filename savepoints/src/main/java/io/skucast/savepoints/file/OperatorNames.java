package io.skucast.savepoints.file;

import io.skucast.job.state.StateCatalogue;
import io.skucast.job.state.StateEntry;
import io.skucast.job.state.Uids;
import java.lang.reflect.Field;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.jobgraph.OperatorID;

/** The uid that an operator's id was made of: a savepoint has the ids alone. */
public final class OperatorNames {
  /** What Flink puts before the uid of a sink for the operator that commits. */
  private static final String COMMITTER = "Sink Committer: ";

  private static final Map<OperatorID, String> UIDS = uids();

  private static final List<String> CATALOGUED =
      StateCatalogue.all().stream().map(StateEntry::uid).distinct().toList();

  /** Operators of the catalogue in its order, then those without state of ours by their names. */
  static final Comparator<OperatorID> ORDER =
      Comparator.comparingInt(OperatorNames::place).thenComparing(OperatorNames::nameOf);

  private OperatorNames() {}

  private static int place(OperatorID id) {
    int place = uidOf(id).map(CATALOGUED::indexOf).orElse(Integer.MAX_VALUE);
    return place < 0 ? CATALOGUED.size() : place;
  }

  /** The uid, where the operator is one of ours. */
  public static Optional<String> uidOf(OperatorID id) {
    return Optional.ofNullable(UIDS.get(id));
  }

  /** The uid, or the id where the operator is none of ours. */
  public static String nameOf(OperatorID id) {
    return uidOf(id).orElseGet(id::toHexString);
  }

  private static Map<OperatorID, String> uids() {
    Map<OperatorID, String> uids = new HashMap<>();
    for (Field field : Uids.class.getFields()) {
      String uid;
      try {
        uid = (String) field.get(null);
      } catch (IllegalAccessException impossible) {
        throw new IllegalStateException(impossible);
      }
      uids.put(SavepointFile.idOf(uid), uid);
      uids.put(SavepointFile.idOf(COMMITTER + uid), COMMITTER + uid);
    }
    return Map.copyOf(uids);
  }
}
