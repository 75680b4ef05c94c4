package io.skucast.deep.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** JSON in and out of whole files, for this package. */
final class JsonFile {
  /** More than a vocabulary of a million names; what is larger was not written by this project. */
  private static final long LARGEST_BYTES = 1L << 27;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private JsonFile() {}

  static byte[] bytes(Path file) throws IOException {
    return bytes(file, LARGEST_BYTES);
  }

  /** A plain file's content; a link is not followed, since it may lead out of the models' root. */
  static byte[] bytes(Path file, long largest) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ArtifactException(
          file + " is missing or no plain file: export or copy the artifact again");
    }
    if (Files.size(file) > largest) {
      throw new ArtifactException(
          file + " has " + Files.size(file) + " bytes: allowed are " + largest);
    }
    return Files.readAllBytes(file);
  }

  static <T> T parse(byte[] json, Class<T> type, Path file) throws ArtifactException {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new ArtifactException(file + " holds null: write it again");
      }
      return value;
    } catch (JsonProcessingException broken) {
      throw new ArtifactException(
          file + " cannot be read: " + broken.getOriginalMessage() + "; write it again", broken);
    } catch (IOException broken) {
      throw new ArtifactException(file + " cannot be read: write it again", broken);
    }
  }

  /** Writes a file so that a reader sees the old one or the new one, never a part. */
  static void write(Path file, Object value) throws IOException {
    byte[] json = MAPPER.writeValueAsBytes(value);
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(json);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
