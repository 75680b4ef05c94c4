package io.skucast.deep.train;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.zip.CRC32C;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

/**
 * A file of scalars by step that TensorBoard reads: records of TensorFlow's {@code Event} message
 * in TFRecord framing, which is the length (8 bytes, little end first), its masked CRC, the data
 * and its masked CRC (TensorFlow, {@code tensorflow/core/lib/io/record_writer.h}). Each record is
 * handed to the operating system at once, so that a run that is killed keeps what it wrote. Serves
 * one thread; the times in it are for the reader's eye, and nothing is computed from them.
 */
public final class EventFile implements AutoCloseable {
  /** What the first record of a file says. */
  static final String FILE_VERSION = "brain.Event:2";

  /** Added to a rotated CRC, so that the CRC of data that hold a CRC is no trouble. */
  private static final int MASK = 0xa282ead8;

  private final Path path;
  private final InstantSource clock;
  private final OutputStream out;

  private EventFile(Path path, InstantSource clock) throws IOException {
    this.path = path;
    this.clock = clock;
    this.out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW);
  }

  /**
   * Starts a file in a folder, which TensorBoard shows as one run with the files that are in it.
   *
   * @param step that this part of the run begins at: what an earlier file has from there on no
   *     longer counts
   */
  public static EventFile create(Path folder, long step, InstantSource clock) throws IOException {
    Files.createDirectories(folder);
    long seconds = clock.instant().getEpochSecond();
    int part = 0;
    Path path = file(folder, seconds, part);
    while (Files.exists(path)) {
      path = file(folder, seconds, ++part);
    }
    EventFile file = new EventFile(path, clock);
    file.write(file.event(0).setFileVersion(FILE_VERSION).build());
    SessionLog.Builder start = SessionLog.newBuilder().setStatus(SessionLog.SessionStatus.START);
    file.write(file.event(step).setSessionLog(start).build());
    return file;
  }

  /** TensorBoard reads the files of a run in the order of their names. */
  private static Path file(Path folder, long seconds, int part) {
    return folder.resolve("events.out.tfevents.%010d.%03d.skucast".formatted(seconds, part));
  }

  public Path path() {
    return path;
  }

  /**
   * Adds the scalars of one step.
   *
   * @param scalars by their tags; those that are NaN are not known and are left out
   */
  public void add(long step, Map<String, Double> scalars) throws IOException {
    Summary.Builder summary = Summary.newBuilder();
    scalars.forEach(
        (tag, value) -> {
          if (!value.isNaN()) {
            summary.addValue(
                Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue()));
          }
        });
    if (summary.getValueCount() > 0) {
      write(event(step).setSummary(summary).build());
    }
  }

  private Event.Builder event(long step) {
    Instant now = clock.instant();
    return Event.newBuilder().setWallTime(now.getEpochSecond() + now.getNano() / 1e9).setStep(step);
  }

  private void write(Event event) throws IOException {
    byte[] data = event.toByteArray();
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length).array();
    ByteBuffer record =
        ByteBuffer.allocate(8 + 4 + data.length + 4)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(length)
            .putInt(maskedCrc(length))
            .put(data)
            .putInt(maskedCrc(data));
    out.write(record.array());
  }

  private static int maskedCrc(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
