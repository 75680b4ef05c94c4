package io.skucast.job.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a savepoint keeps of a {@link CompactSerializer}: the newest version its values can have,
 * and the fields of the class that was written. So a restore is refused as a whole, and not at some
 * key hours later, where a newer release wrote, or where a class was changed and its format was
 * not: then a field that is gone or renamed would be lost without a word.
 */
abstract class CompactSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final Logger LOG = LoggerFactory.getLogger(CompactSnapshot.class);

  /** Of what is kept here, not of the values. */
  private static final int FORMAT = 1;

  private final Supplier<? extends CompactSerializer<T>> maker;
  private int version;
  private List<String> fields;

  CompactSnapshot(Supplier<? extends CompactSerializer<T>> maker) {
    this.maker = maker;
    CompactSerializer<T> current = maker.get();
    version = current.version();
    fields = StateFields.of(current.type());
  }

  @Override
  public final int getCurrentVersion() {
    return FORMAT;
  }

  @Override
  public final void writeSnapshot(DataOutputView out) throws IOException {
    out.writeInt(version);
    out.writeInt(fields.size());
    for (String field : fields) {
      out.writeUTF(field);
    }
  }

  @Override
  public final void readSnapshot(int format, DataInputView in, ClassLoader loader)
      throws IOException {
    if (format > FORMAT) {
      throw new IOException("a newer release wrote what is kept of " + getClass().getName());
    }
    version = in.readInt();
    int number = in.readInt();
    List<String> read = new ArrayList<>(number);
    for (int i = 0; i < number; i++) {
      read.add(in.readUTF());
    }
    fields = List.copyOf(read);
  }

  /** One reads values of all versions. */
  @Override
  public final TypeSerializer<T> restoreSerializer() {
    return maker.get();
  }

  @Override
  public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    String reason = refusal(old);
    if (reason.isEmpty()) {
      return TypeSerializerSchemaCompatibility.compatibleAsIs();
    }
    // Flink names the serializers and has no place for a reason.
    LOG.error(reason);
    return TypeSerializerSchemaCompatibility.incompatible();
  }

  /** Why values written under the old one cannot be read under this; empty where they can. */
  public final String refusal(TypeSerializerSnapshot<T> old) {
    String type = maker.get().type().getSimpleName();
    if (!(old instanceof CompactSnapshot<T> written) || old.getClass() != getClass()) {
      return type + " was written by " + old.getClass().getName() + ", which is no format of it";
    }
    if (written.version > version) {
      return "a newer release wrote "
          + type
          + " in version "
          + written.version
          + ": this one reads up to version "
          + version;
    }
    if (written.version == version && !written.fields.equals(fields)) {
      List<String> gone = new ArrayList<>(written.fields);
      gone.removeAll(fields);
      List<String> added = new ArrayList<>(fields);
      added.removeAll(written.fields);
      return type
          + " was changed and its version is still "
          + version
          + ": gone is "
          + gone
          + ", new is "
          + added
          + "; raise the version in its serializer and read the old one";
    }
    return "";
  }
}
