package io.skucast.job.state;

import io.skucast.core.learn.BlockSums;
import io.skucast.core.learn.ModelGroup;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link BlockSums}, its sums to the last bit. */
public final class BlockSumsSerializer extends CompactSerializer<BlockSums> {
  @Override
  int version() {
    return 1;
  }

  @Override
  Class<BlockSums> type() {
    return BlockSums.class;
  }

  @Override
  void write(BlockSums value, DataOutputView out) throws IOException {
    out.writeByte(version());
    LearningBytes.write(value.group(), out);
    writeSigned(value.block(), out);
    if (value.sums() != null) {
      LearningBytes.write(value.sums(), out);
    } else {
      LearningBytes.write(value.rows(), out);
    }
  }

  @Override
  BlockSums read(DataInputView in) throws IOException {
    readVersion(in);
    ModelGroup group = LearningBytes.readGroup(in);
    int block = (int) readSigned(in);
    boolean isLinear = ModelGroup.LINEAR.equals(group.model());
    return new BlockSums(
        group,
        block,
        isLinear ? LearningBytes.readSums(in) : null,
        isLinear ? null : LearningBytes.readRows(in));
  }

  /** There is no empty one: a record is made whole. */
  @Override
  public BlockSums createInstance() {
    return null;
  }

  /** Sums go on growing. */
  @Override
  public BlockSums copy(BlockSums from) {
    return new BlockSums(
        from.group(),
        from.block(),
        from.sums() == null ? null : from.sums().copy(),
        from.rows() == null ? null : from.rows().copy());
  }

  @Override
  public TypeSerializerSnapshot<BlockSums> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a savepoint keeps of this serializer. */
  public static final class Snapshot extends CompactSnapshot<BlockSums> {
    public Snapshot() {
      super(BlockSumsSerializer::new);
    }
  }
}
