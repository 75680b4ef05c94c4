package io.skucast.job.state;

import io.skucast.core.demand.SignalBucket;
import io.skucast.core.demand.StockChanges;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link SignalBucket} in about a dozen bytes, eight a signal and five a change of stock. */
public final class SignalBucketSerializer extends CompactSerializer<SignalBucket> {
  private static final int DIRTY = 1;
  private static final int STOCK_DIRTY = 2;

  @Override
  int version() {
    return 1;
  }

  @Override
  Class<SignalBucket> type() {
    return SignalBucket.class;
  }

  @Override
  void write(SignalBucket bucket, DataOutputView out) throws IOException {
    out.writeByte(version());
    out.writeByte((bucket.dirty ? DIRTY : 0) | (bucket.stockDirty ? STOCK_DIRTY : 0));
    writeVar(bucket.views, out);
    writeVar(bucket.carts, out);
    writeVar(bucket.stockSignals, out);
    writeVar(bucket.stock.slotShift, out);
    writeVar(bucket.stock.timeMillis.length, out);
    long last = 0;
    for (int i = 0; i < bucket.stock.timeMillis.length; i++) {
      writeSigned(bucket.stock.timeMillis[i] - last, out);
      writeSigned(bucket.stock.levelMilli[i], out);
      last = bucket.stock.timeMillis[i];
    }
    writeVar(bucket.signals, out);
    for (int i = 0; i < bucket.signals; i++) {
      out.writeLong(bucket.ids[i]);
    }
  }

  @Override
  SignalBucket read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != 1) {
      throw unknown(SignalBucket.class, version);
    }
    SignalBucket bucket = new SignalBucket();
    int flags = in.readByte();
    bucket.dirty = (flags & DIRTY) != 0;
    bucket.stockDirty = (flags & STOCK_DIRTY) != 0;
    bucket.views = (int) readVar(in);
    bucket.carts = (int) readVar(in);
    bucket.stockSignals = (int) readVar(in);
    readStock(bucket.stock, in);
    bucket.signals = (int) readVar(in);
    // With room for the next signal, which is why the bucket is read.
    bucket.ids = new long[bucket.signals + 1];
    for (int i = 0; i < bucket.signals; i++) {
      bucket.ids[i] = in.readLong();
    }
    return bucket;
  }

  private static void readStock(StockChanges stock, DataInputView in) throws IOException {
    stock.slotShift = (int) readVar(in);
    int changes = (int) readVar(in);
    stock.timeMillis = new long[changes];
    stock.levelMilli = new long[changes];
    long last = 0;
    for (int i = 0; i < changes; i++) {
      last += readSigned(in);
      stock.timeMillis[i] = last;
      stock.levelMilli[i] = readSigned(in);
    }
  }

  @Override
  public SignalBucket createInstance() {
    return new SignalBucket();
  }

  @Override
  public SignalBucket copy(SignalBucket from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<SignalBucket> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<SignalBucket> {
    public Snapshot() {
      super(SignalBucketSerializer::new);
    }
  }
}
