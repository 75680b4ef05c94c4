package io.skucast.savepoints.state;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.filesystem.RelativeFileStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;

/**
 * The folder of a new savepoint, written as the one it is made from is: in files or in metadata.
 */
final class SavepointCopy {
  /** Writes bytes. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final FileSystem files;
  private final Path folder;
  private int number;

  SavepointCopy(FileSystem files, Path folder) throws IOException {
    this.files = files;
    this.folder = folder;
    files.mkdirs(folder);
  }

  /** A file beside the metadata; what is small stays in them, as it was. */
  StreamStateHandle write(StreamStateHandle original, Content content) throws IOException {
    if (original instanceof ByteStreamStateHandle small) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      content.writeTo(out);
      return new ByteStreamStateHandle(small.getHandleName(), out.toByteArray());
    }
    String name =
        original instanceof FileStateHandle file
            ? file.getFilePath().getName()
            : "state-" + number++;
    long bytes = write(name, content);
    return new RelativeFileStateHandle(new Path(folder, name), name, bytes);
  }

  /** A file of a name of its own; its length. */
  long write(String name, Content content) throws IOException {
    try (FSDataOutputStream out =
        files.create(new Path(folder, name), FileSystem.WriteMode.NO_OVERWRITE)) {
      content.writeTo(out);
      return out.getPos();
    }
  }
}
