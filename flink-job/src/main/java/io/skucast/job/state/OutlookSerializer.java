package io.skucast.job.state;

import io.skucast.core.forecast.Contribution;
import io.skucast.core.forecast.Outlook;
import io.skucast.core.forecast.SealedRow;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * {@link Outlook}, which every series sends over two exchanges and leaves to wait in state every
 * period. A number that joins it later is written last, under the next version. Version 2 adds what
 * is for deep models, and is only written where these are on.
 */
public final class OutlookSerializer extends RecordSerializer<Outlook> {
  private static final int WITHOUT_DEEP = 1;
  private static final int VERSION = 2;

  @Override
  int version() {
    return VERSION;
  }

  @Override
  Class<Outlook> type() {
    return Outlook.class;
  }

  @Override
  void write(Outlook outlook, DataOutputView out) throws IOException {
    boolean hasDeep = !outlook.deepVersion().isEmpty();
    out.writeByte(hasDeep ? VERSION : WITHOUT_DEEP);
    StringValue.writeString(outlook.seriesKey(), out);
    StringValue.writeString(outlook.category(), out);
    writeSigned(outlook.origin(), out);
    writeSigned(outlook.revision(), out);
    writeSigned(outlook.observations(), out);
    out.writeBoolean(outlook.issued());
    out.writeDouble(outlook.lot());
    BulkNumbers.write(outlook.mean(), out);
    BulkNumbers.write(outlook.quantiles(), out);
    BulkNumbers.write(outlook.lagQuantiles(), out);
    BulkNumbers.write(outlook.lagMeans(), out);
    BulkNumbers.write(outlook.row(), out);
    SealedRowBytes.write(outlook.sealed(), outlook.seriesKey(), outlook.category(), out);
    write(outlook.contributions(), out);
    out.writeDouble(outlook.riseProbability());
    if (hasDeep) {
      BulkNumbers.write(outlook.window(), out);
      StringValue.writeString(outlook.deepVersion(), out);
      for (SealedRow sealed : outlook.sealed()) {
        BulkNumbers.write(sealed.window(), out);
      }
    }
  }

  @Override
  Outlook read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version > VERSION) {
      throw unknown(Outlook.class, version);
    }
    String seriesKey = StringValue.readString(in);
    String category = StringValue.readString(in);
    Outlook outlook =
        new Outlook(
            seriesKey,
            category,
            (int) readSigned(in),
            readSigned(in),
            readSigned(in),
            in.readBoolean(),
            in.readDouble(),
            BulkNumbers.readDoubles(in),
            BulkNumbers.readDoubleRows(in),
            BulkNumbers.readFloatRows(in),
            BulkNumbers.readFloatRows(in),
            BulkNumbers.readFloats(in),
            SealedRowBytes.read(seriesKey, category, in),
            readContributions(in),
            in.readDouble());
    return version == WITHOUT_DEEP ? outlook : readDeep(outlook, in);
  }

  private static Outlook readDeep(Outlook outlook, DataInputView in) throws IOException {
    float[] window = BulkNumbers.readFloats(in);
    String deepVersion = StringValue.readString(in);
    SealedRow[] sealed = outlook.sealed();
    for (int i = 0; i < sealed.length; i++) {
      sealed[i] = sealed[i].with(BulkNumbers.readFloats(in));
    }
    return outlook.with(window, deepVersion);
  }

  private static void write(Contribution[] contributions, DataOutputView out) throws IOException {
    writeVar(contributions.length, out);
    for (Contribution contribution : contributions) {
      StringValue.writeString(contribution.feature(), out);
      out.writeDouble(contribution.value());
      out.writeDouble(contribution.effect());
    }
  }

  private static Contribution[] readContributions(DataInputView in) throws IOException {
    Contribution[] contributions = new Contribution[(int) readVar(in)];
    for (int i = 0; i < contributions.length; i++) {
      contributions[i] =
          new Contribution(StringValue.readString(in), in.readDouble(), in.readDouble());
    }
    return contributions;
  }

  @Override
  public TypeSerializerSnapshot<Outlook> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<Outlook> {
    public Snapshot() {
      super(OutlookSerializer::new);
    }
  }
}
