package io.skucast.savepoints.state;

import io.skucast.savepoints.file.SavepointFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.state.FullSnapshotUtil;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupRangeOffsets;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.SnappyStreamCompressionDecorator;
import org.apache.flink.runtime.state.StreamCompressionDecorator;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.UncompressedStreamCompressionDecorator;

/**
 * The keyed state of one subtask written without some series. The header, and every key group that
 * none of them is in, is copied as it is; the others are written entry by entry.
 */
final class KeyGroupsDrop {
  private final SavepointFile savepoint;
  private final String uid;
  private final int maxParallelism;
  private final Set<String> keys;
  private final Set<Integer> groups;
  private long dropped;

  KeyGroupsDrop(SavepointFile savepoint, String uid, int maxParallelism, Set<String> keys) {
    this.savepoint = savepoint;
    this.uid = uid;
    this.maxParallelism = maxParallelism;
    this.keys = keys;
    groups =
        keys.stream()
            .map(key -> KeyGroupRangeAssignment.assignToKeyGroup(key, maxParallelism))
            .collect(Collectors.toSet());
  }

  /** Entries that were left out. */
  long dropped() {
    return dropped;
  }

  KeyGroupsSavepointStateHandle write(KeyGroupsStateHandle handle, SavepointCopy copy)
      throws IOException {
    KeyedHeader header = KeyedHeader.read(savepoint, uid, handle);
    KeyedStates states = KeyedStates.ofOne(uid, maxParallelism, header);
    // In the order of the file, each up to where the next begins.
    TreeMap<Long, Integer> begins = new TreeMap<>();
    for (Tuple2<Integer, Long> group : handle.getGroupRangeOffsets()) {
      if (group.f1 != 0) {
        begins.put(group.f1, group.f0);
      }
    }
    KeyGroupRangeOffsets offsets = new KeyGroupRangeOffsets(handle.getKeyGroupRange());
    StreamStateHandle written =
        copy.write(
            handle.getDelegateStateHandle(),
            stream -> {
              CountedOutput out = new CountedOutput(stream);
              try (FSDataInputStream in = handle.openInputStream()) {
                copyRange(in, 0, header.headerBytes(), out);
                for (Map.Entry<Long, Integer> begin : begins.entrySet()) {
                  Long next = begins.higherKey(begin.getKey());
                  long end = next == null ? handle.getStateSize() : next;
                  long at = out.bytes;
                  if (groups.contains(begin.getValue())) {
                    writeRest(states, header, begin.getValue(), out);
                  } else {
                    copyRange(in, begin.getKey(), end, out);
                  }
                  // What has no entries left is not there.
                  offsets.setKeyGroupOffset(begin.getValue(), out.bytes == at ? 0 : at);
                }
              }
              out.flush();
            });
    return new KeyGroupsSavepointStateHandle(offsets, written);
  }

  private static void copyRange(FSDataInputStream in, long from, long to, OutputStream out)
      throws IOException {
    in.seek(from);
    InputStream buffered = new BufferedInputStream(in, 1 << 16);
    byte[] buffer = new byte[1 << 16];
    for (long left = to - from; left > 0; ) {
      int read = buffered.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new EOFException("the file ends before its state does");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  private void writeRest(KeyedStates states, KeyedHeader header, int group, OutputStream out)
      throws IOException {
    StreamCompressionDecorator compression =
        header.compressed()
            ? SnappyStreamCompressionDecorator.INSTANCE
            : UncompressedStreamCompressionDecorator.INSTANCE;
    GroupWriter writer = new GroupWriter(header, compression, out);
    states.read(
        group,
        entry -> {
          if (keys.contains(entry.key())) {
            dropped++;
          } else {
            writer.add(entry);
          }
        });
    writer.close();
  }

  /** An entry is written when the next one is known: it says whether another state follows. */
  private static final class GroupWriter {
    private final KeyedHeader header;
    private final StreamCompressionDecorator compression;
    private final OutputStream file;
    private DataOutputStream out;
    private KeyedEntry last;

    private GroupWriter(
        KeyedHeader header, StreamCompressionDecorator compression, OutputStream file) {
      this.header = header;
      this.compression = compression;
      this.file = file;
    }

    private void add(KeyedEntry entry) throws IOException {
      if (last == null) {
        out =
            new DataOutputStream(
                new BufferedOutputStream(compression.decorateWithCompression(file)));
        out.writeShort(header.states().indexOf(entry.state()));
      } else {
        boolean another = last.state() != entry.state();
        write(last, another);
        if (another) {
          out.writeShort(header.states().indexOf(entry.state()));
        }
      }
      last = entry;
    }

    private void write(KeyedEntry entry, boolean anotherFollows) throws IOException {
      byte[] key = entry.keyBytes();
      if (anotherFollows) {
        FullSnapshotUtil.setMetaDataFollowsFlagInKey(key);
      }
      out.writeInt(key.length);
      out.write(key);
      out.writeInt(entry.valueBytes().length);
      out.write(entry.valueBytes());
    }

    private void close() throws IOException {
      if (last != null) {
        write(last, true);
        out.writeShort(FullSnapshotUtil.END_OF_KEY_GROUP_MARK);
        // Ends what was compressed; the file goes on.
        out.close();
      }
    }
  }

  /** Knows its place, and stays open when a key group is complete. */
  private static final class CountedOutput extends OutputStream {
    private final OutputStream out;
    private long bytes;

    private CountedOutput(OutputStream out) {
      this.out = new BufferedOutputStream(out, 1 << 16);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      bytes += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }
  }
}
