package io.skucast.job.io.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Appends lines to part files, one a file and subtask, which {@link SortedFile} makes into one. For
 * bounded runs that are not restarted: parts are not taken back after a crash.
 */
@SuppressWarnings("deprecation") // Sink still declares its older createWriter without a default.
public final class LineSink implements Sink<Line> {
  private final String folder;

  public LineSink(Path folder) {
    this.folder = folder.toString();
  }

  @Override
  public SinkWriter<Line> createWriter(Sink.InitContext context) throws IOException {
    return new Writer(Path.of(folder), context.getTaskInfo().getIndexOfThisSubtask());
  }

  @Override
  public SinkWriter<Line> createWriter(WriterInitContext context) throws IOException {
    return new Writer(Path.of(folder), context.getTaskInfo().getIndexOfThisSubtask());
  }

  private static final class Writer implements SinkWriter<Line> {
    private final Path folder;
    private final int subtask;
    private final Map<String, BufferedWriter> parts = new HashMap<>();

    Writer(Path folder, int subtask) {
      this.folder = folder;
      this.subtask = subtask;
    }

    @Override
    public void write(Line line, Context context) throws IOException {
      BufferedWriter part = parts.get(line.file());
      if (part == null) {
        Path path = folder.resolve(line.file() + SortedFile.PART + subtask);
        part = Files.newBufferedWriter(path, StandardCharsets.UTF_8);
        parts.put(line.file(), part);
      }
      part.write(SortedFile.encode(line));
      part.write('\n');
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      for (BufferedWriter part : parts.values()) {
        part.flush();
      }
    }

    @Override
    public void close() throws IOException {
      for (BufferedWriter part : parts.values()) {
        part.close();
      }
    }
  }
}
