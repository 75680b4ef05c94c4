package io.skucast.job.state;

import io.skucast.core.forecast.Outlook;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of a stream whose records are written by a serializer of our own, and not by Flink's,
 * which finds the fields of a record by reflection and flags each that could be null.
 */
public final class CompactType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1;

  private final Class<T> type;
  private final TypeSerializer<T> serializer;

  private CompactType(Class<T> type, CompactSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  /** Of streams of outlooks. */
  public static TypeInformation<Outlook> outlooks() {
    return new CompactType<>(Outlook.class, new OutlookSerializer());
  }

  /** Flink 1.20 asks for it still: its successor has a default that comes here. */
  @Override
  @SuppressWarnings("deprecation")
  public TypeSerializer<T> createSerializer(ExecutionConfig config) {
    return serializer;
  }

  @Override
  public Class<T> getTypeClass() {
    return type;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  /** Seen from outside the record is one field. */
  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CompactType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompactType<?> that
        && type == that.type
        && serializer.equals(that.serializer);
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return "CompactType<" + type.getSimpleName() + ">";
  }
}
