package io.skucast.job.state;

import io.skucast.core.level.LevelNode;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link LevelNode}: its bank, and a year of units. */
public final class LevelNodeSerializer extends CompactSerializer<LevelNode> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<LevelNode> type() {
    return LevelNode.class;
  }

  @Override
  void write(LevelNode node, DataOutputView out) throws IOException {
    out.writeByte(version());
    out.writeUTF(node.category);
    out.writeUTF(node.location);
    writeSigned(node.first, out);
    writeVar(node.history.length, out);
    for (long unitsMilli : node.history) {
      writeSigned(unitsMilli, out);
    }
    BankSerializer.write(node.bank, out);
    BankSerializer.write(node.ahead, out);
  }

  @Override
  LevelNode read(DataInputView in) throws IOException {
    int version = in.readByte();
    if (version != 1) {
      throw unknown(LevelNode.class, version);
    }
    LevelNode node = new LevelNode();
    node.category = in.readUTF();
    node.location = in.readUTF();
    node.first = (int) readSigned(in);
    node.history = new long[(int) readVar(in)];
    for (int i = 0; i < node.history.length; i++) {
      node.history[i] = readSigned(in);
    }
    node.bank = BankSerializer.read(in);
    node.ahead = BankSerializer.readGroup(in);
    return node;
  }

  @Override
  public LevelNode createInstance() {
    return new LevelNode();
  }

  @Override
  public LevelNode copy(LevelNode from) {
    return from.copy();
  }

  @Override
  public TypeSerializerSnapshot<LevelNode> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<LevelNode> {
    public Snapshot() {
      super(LevelNodeSerializer::new);
    }
  }
}
