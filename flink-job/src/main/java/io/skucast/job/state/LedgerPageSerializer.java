package io.skucast.job.state;

import io.skucast.core.score.LedgerPage;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link LedgerPage}: forecasts that wait for their targets. */
public final class LedgerPageSerializer extends CompactSerializer<LedgerPage> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<LedgerPage> type() {
    return LedgerPage.class;
  }

  @Override
  void write(LedgerPage page, DataOutputView out) throws IOException {
    out.writeByte(version());
    writePage(page, out);
  }

  static void writePage(LedgerPage page, DataOutputView out) throws IOException {
    writeSigned(page.newestOrigin, out);
    writeFloats(page.slots, out);
  }

  @Override
  LedgerPage read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != 1) {
      throw unknown(LedgerPage.class, version);
    }
    return readPage(in);
  }

  static LedgerPage readPage(DataInputView in) throws IOException {
    LedgerPage page = new LedgerPage();
    page.newestOrigin = (int) readSigned(in);
    page.slots = readFloats(in);
    return page;
  }

  @Override
  public LedgerPage createInstance() {
    return new LedgerPage();
  }

  @Override
  public LedgerPage copy(LedgerPage from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<LedgerPage> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<LedgerPage> {
    public Snapshot() {
      super(LedgerPageSerializer::new);
    }
  }
}
