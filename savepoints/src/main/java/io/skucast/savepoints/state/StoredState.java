package io.skucast.savepoints.state;

import java.io.IOException;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.MapSerializer;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonOptionsKeys;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/**
 * One state of one operator as a savepoint describes it, with the serializers it was written by.
 */
public final class StoredState {
  /** How a state is kept. */
  public enum Kind {
    VALUE,
    MAP,
    TIMERS,
    LIST,
    UNION,
    BROADCAST,
    /** Kept by key in a way that no state of this job is. */
    OTHER
  }

  /** What Flink puts before the name of a timer service. */
  private static final String TIMERS_PREFIX = "_timer_state/";

  private final String savepoint;
  private final String uid;
  private final StateMetaInfoSnapshot snapshot;
  private final Kind kind;
  private TypeSerializer<?> key;
  private TypeSerializer<?> value;

  StoredState(String savepoint, String uid, StateMetaInfoSnapshot snapshot) {
    this.savepoint = savepoint;
    this.uid = uid;
    this.snapshot = snapshot;
    kind = kindOf(snapshot);
  }

  private static Kind kindOf(StateMetaInfoSnapshot snapshot) {
    return switch (snapshot.getBackendStateType()) {
      case PRIORITY_QUEUE -> Kind.TIMERS;
      case BROADCAST -> Kind.BROADCAST;
      case OPERATOR ->
          "UNION".equals(snapshot.getOption(CommonOptionsKeys.OPERATOR_STATE_DISTRIBUTION_MODE))
              ? Kind.UNION
              : Kind.LIST;
      default -> {
        String type = snapshot.getOption(CommonOptionsKeys.KEYED_STATE_TYPE);
        boolean isMap = StateDescriptor.Type.MAP.name().equals(type);
        boolean isValue = StateDescriptor.Type.VALUE.name().equals(type);
        yield isMap ? Kind.MAP : isValue ? Kind.VALUE : Kind.OTHER;
      }
    };
  }

  /** Of its operator. */
  public String uid() {
    return uid;
  }

  /** As in the savepoint; timers are called {@code timers:SERVICE}, with {@code event_} or so. */
  public String name() {
    String name = snapshot.getName();
    return kind == Kind.TIMERS && name.startsWith(TIMERS_PREFIX)
        ? "timers:" + name.substring(TIMERS_PREFIX.length())
        : name;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether it is kept by series. */
  public boolean keyed() {
    return kind == Kind.VALUE || kind == Kind.MAP || kind == Kind.TIMERS || kind == Kind.OTHER;
  }

  /** Name of the serializer of its values, for a map those of its keys and values. */
  public String serializer() {
    try {
      if (kind == Kind.MAP || kind == Kind.BROADCAST) {
        return nameOf(keySerializer()) + " to " + nameOf(valueSerializer());
      }
      return nameOf(valueSerializer());
    } catch (IOException unknown) {
      TypeSerializerSnapshot<?> written =
          snapshot.getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER);
      return written == null ? "unknown" : written.getClass().getName();
    }
  }

  private static String nameOf(TypeSerializer<?> serializer) {
    return serializer.getClass().getSimpleName();
  }

  /** Of the keys of a map. */
  TypeSerializer<?> keySerializer() throws IOException {
    if (key == null) {
      key =
          kind == Kind.MAP
              ? map().getKeySerializer()
              : restored(CommonSerializerKeys.KEY_SERIALIZER);
    }
    return key;
  }

  /** Of the values, of a map of the values in it. */
  TypeSerializer<?> valueSerializer() throws IOException {
    if (value == null) {
      value =
          kind == Kind.MAP
              ? map().getValueSerializer()
              : restored(CommonSerializerKeys.VALUE_SERIALIZER);
    }
    return value;
  }

  private MapSerializer<?, ?> map() throws IOException {
    if (restored(CommonSerializerKeys.VALUE_SERIALIZER) instanceof MapSerializer<?, ?> map) {
      return map;
    }
    throw unreadable(null);
  }

  private TypeSerializer<?> restored(CommonSerializerKeys which) throws IOException {
    TypeSerializerSnapshot<?> written = snapshot.getTypeSerializerSnapshot(which);
    if (written == null) {
      throw unreadable(null);
    }
    try {
      return written.restoreSerializer();
    } catch (RuntimeException | LinkageError gone) {
      throw unreadable(gone);
    }
  }

  /** One line of an entry that is not what the serializer wrote. */
  IOException damaged(Throwable cause) {
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return new IOException(
        "state "
            + snapshot.getName()
            + " of "
            + uid
            + " in savepoint "
            + savepoint
            + " is damaged ("
            + why.replaceAll("\\p{Cntrl}+", " ")
            + "): copy the savepoint again, or go on from another one",
        cause);
  }

  private IOException unreadable(Throwable cause) {
    return new IOException(
        "state "
            + snapshot.getName()
            + " of operator "
            + uid
            + " was written by a serializer that this release does not have: read it with the"
            + " release that wrote it",
        cause);
  }

  @Override
  public String toString() {
    return uid + "/" + name();
  }
}
