package io.skucast.deep.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.SessionLog;
import org.tensorflow.proto.Summary;

class EventFileTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2024-03-01T10:00:00.250Z"));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBackRecordByRecordWithTheRightChecksums() throws Exception {
    Path path;
    try (EventFile file = EventFile.create(folder, 0, CLOCK)) {
      path = file.path();
      Map<String, Double> scalars = new TreeMap<>(Map.of("loss", 0.5, "learning_rate", 0.001));
      file.add(1, scalars);
      file.add(20, Map.of("loss", 0.25, "validation_loss", Double.NaN));
      file.add(21, Map.of("validation_loss", Double.NaN));
      file.add(1L << 40, Map.of("validation_loss", 3.0));
    }
    List<Event> events = read(path);
    assertThat(events).hasSize(5);
    assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(events.get(0).getWallTime()).isEqualTo(1709287200.25);
    assertThat(events.get(2).getStep()).isEqualTo(1);
    assertThat(scalars(events.get(2))).containsExactly("learning_rate=0.001", "loss=0.5");
    assertThat(scalars(events.get(3))).as("NaN is not known").containsExactly("loss=0.25");
    assertThat(events.get(4).getStep()).as("step 21 has nothing to tell").isEqualTo(1L << 40);
  }

  @Test
  void everyRecordIsInTheFileBeforeItIsClosed() throws Exception {
    try (EventFile file = EventFile.create(folder, 0, CLOCK)) {
      file.add(7, Map.of("loss", 1.0));
      assertThat(read(file.path())).hasSize(3);
    }
  }

  @Test
  void aRunThatGoesOnStartsAFileOfItsOwnAndSaysFromWhichStep() throws Exception {
    try (EventFile first = EventFile.create(folder, 0, CLOCK);
        EventFile second = EventFile.create(folder, 400, CLOCK)) {
      assertThat(first.path().getFileName().toString()).startsWith("events.out.tfevents.");
      assertThat(second.path().toString()).isGreaterThan(first.path().toString());
      Event start = read(second.path()).get(1);
      assertThat(start.getStep()).isEqualTo(400);
      assertThat(start.getSessionLog().getStatus()).isEqualTo(SessionLog.SessionStatus.START);
    }
  }

  @Test
  void theChecksumIsThatOfTheFormat() {
    // The check value of CRC-32C: so the reader below checks by more than the writer's own word.
    assertThat(crc("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xE3069283L);
  }

  private static List<String> scalars(Event event) {
    return event.getSummary().getValueList().stream().map(EventFileTest::scalar).toList();
  }

  private static String scalar(Summary.Value value) {
    return value.getTag() + "=" + value.getSimpleValue();
  }

  /** Reads by the description of the format, not by the code that writes. */
  private static List<Event> read(Path path) throws Exception {
    List<Event> events = new ArrayList<>();
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    while (file.hasRemaining()) {
      byte[] length = new byte[8];
      file.get(length);
      assertThat(unmasked(file.getInt())).isEqualTo(crc(length));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      file.get(data);
      assertThat(unmasked(file.getInt())).isEqualTo(crc(data));
      events.add(Event.parseFrom(data));
    }
    return events;
  }

  private static long unmasked(int masked) {
    int rotated = masked - 0xa282ead8;
    return (rotated << 15 | rotated >>> 17) & 0xFFFFFFFFL;
  }

  private static long crc(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    return crc.getValue();
  }
}
