package io.skucast.job.io.elasticsearch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/** Encodes documents as the body of a bulk request, and refused ones as dead letters. */
final class BulkRequest {

  /** How much of a refused document its dead letter keeps, in characters. */
  static final int LONGEST_RAW = 1_000_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private BulkRequest() {}

  /** The newline-delimited body that indexes these documents, in their order. */
  static byte[] encode(List<IndexedDocument> documents) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      for (IndexedDocument document : documents) {
        ObjectNode action = JSON.createObjectNode();
        action
            .putObject("index")
            .put("_index", document.index())
            .put("_id", document.id())
            .put("version", document.version())
            .put("version_type", "external");
        body.write(JSON.writeValueAsBytes(action));
        body.write('\n');
        // A line break can only be white space in JSON, but would end the document here.
        for (byte b : document.json()) {
          body.write(b == '\n' || b == '\r' ? ' ' : b);
        }
        body.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("encoding a bulk request in memory", e);
    }
    return body.toByteArray();
  }

  /**
   * The dead letter of a document that the server refused: at the same version, under an identifier
   * that is the same each time, so that writing it again changes nothing. A document longer than
   * {@link #LONGEST_RAW} characters is cut there.
   */
  static IndexedDocument deadLetter(String deadLetterIndex, BulkResponse.Rejection rejection) {
    IndexedDocument document = rejection.document();
    String raw = new String(document.json(), StandardCharsets.UTF_8);
    ObjectNode letter =
        JSON.createObjectNode()
            .put("index", document.index())
            .put("id", document.id())
            .put("version", document.version())
            .put("status", rejection.status())
            .put("reason", rejection.reason())
            .put("document", raw.length() > LONGEST_RAW ? raw.substring(0, LONGEST_RAW) : raw);
    try {
      return new IndexedDocument(
          deadLetterIndex,
          deadLetterId(document),
          document.version(),
          JSON.writeValueAsBytes(letter));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("encoding a dead letter in memory", e);
    }
  }

  private static String deadLetterId(IndexedDocument document) {
    String id = document.index() + ":" + document.id() + ":" + document.version();
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= IndexedDocument.LONGEST_ID) {
      return id;
    }
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
