package io.skucast.job.io.elasticsearch;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * One document to be written.
 *
 * @param index the index it goes to
 * @param id its identifier in the index: 1 to 512 bytes of UTF-8
 * @param version its external version, zero or more: the server keeps the highest it has seen
 * @param json the document itself, a JSON object in UTF-8
 */
public record IndexedDocument(String index, String id, long version, byte[] json)
    implements Serializable {

  /** The longest identifier that the server takes, in bytes. */
  public static final int LONGEST_ID = 512;

  /** Refuses what would make the server refuse the whole bulk request. */
  public IndexedDocument {
    Objects.requireNonNull(json, "json");
    if (index == null || index.isBlank()) {
      throw new IllegalArgumentException("a document needs the name of an index");
    }
    if (id == null || id.isBlank() || id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      throw new IllegalArgumentException(
          "a document's id must have 1 to " + LONGEST_ID + " bytes, this one is '" + id + "'");
    }
    if (version < 0) {
      throw new IllegalArgumentException(
          "an external version is zero or more, that of '" + id + "' is " + version);
    }
  }
}
