package io.skucast.job.state;

import io.skucast.core.demand.PeriodBucket;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link PeriodBucket} in about a dozen bytes and sixteen a sale. */
public final class PeriodBucketSerializer extends CompactSerializer<PeriodBucket> {
  @Override
  int version() {
    return 2;
  }

  @Override
  Class<PeriodBucket> type() {
    return PeriodBucket.class;
  }

  @Override
  void write(PeriodBucket bucket, DataOutputView out) throws IOException {
    out.writeByte(version());
    writeSigned(bucket.unitsMilli, out);
    writeVar(bucket.returnedMilli, out);
    writeSigned(bucket.revenueMilli, out);
    writeVar(bucket.promoted, out);
    writeVar(bucket.sales, out);
    out.writeBoolean(bucket.dirty);
    out.writeUTF(bucket.category);
    if (!bucket.category.isEmpty()) {
      out.writeLong(bucket.categoryMillis);
    }
    for (int i = 0; i < 2 * bucket.sales; i++) {
      out.writeLong(bucket.ids[i]);
    }
  }

  @Override
  PeriodBucket read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > 2) {
      throw unknown(PeriodBucket.class, version);
    }
    PeriodBucket bucket = new PeriodBucket();
    bucket.unitsMilli = readSigned(in);
    bucket.returnedMilli = readVar(in);
    bucket.revenueMilli = readSigned(in);
    bucket.promoted = (int) readVar(in);
    bucket.sales = (int) readVar(in);
    bucket.dirty = in.readBoolean();
    if (version >= 2) {
      bucket.category = in.readUTF();
      bucket.categoryMillis = bucket.category.isEmpty() ? Long.MIN_VALUE : in.readLong();
    }
    // With room for the next sale, which is why the bucket is read.
    bucket.ids = new long[2 * bucket.sales + 2];
    for (int i = 0; i < 2 * bucket.sales; i++) {
      bucket.ids[i] = in.readLong();
    }
    return bucket;
  }

  @Override
  public PeriodBucket createInstance() {
    return new PeriodBucket();
  }

  @Override
  public PeriodBucket copy(PeriodBucket from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<PeriodBucket> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<PeriodBucket> {
    public Snapshot() {
      super(PeriodBucketSerializer::new);
    }
  }
}
