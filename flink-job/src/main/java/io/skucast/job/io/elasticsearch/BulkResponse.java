package io.skucast.job.io.elasticsearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the server made of each document of a bulk request.
 *
 * @param indexed how many were written
 * @param alreadyThere how many were there already, at this version or a higher one
 * @param throttled those to be sent again later
 * @param rejected those that the server will not take however often they are sent
 * @param forbidden those that the credentials do not allow to write
 */
record BulkResponse(
    int indexed,
    int alreadyThere,
    List<IndexedDocument> throttled,
    List<Rejection> rejected,
    List<Rejection> forbidden) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A document that was refused, with the status and reason that the server gave. */
  record Rejection(IndexedDocument document, int status, String reason) {}

  /** What is to be done about a status, of a whole request or of one item. */
  enum Outcome {
    INDEXED,
    ALREADY_THERE,
    THROTTLED,
    FORBIDDEN,
    REJECTED;

    static Outcome of(int status) {
      if (status >= 200 && status < 300) {
        return INDEXED;
      }
      if (status == 409) {
        return ALREADY_THERE;
      }
      if (status == 429 || status >= 500) {
        return THROTTLED;
      }
      return status == 401 || status == 403 ? FORBIDDEN : REJECTED;
    }
  }

  /** Reads the answer to a bulk request; its items stand in the order of the documents. */
  static BulkResponse classify(List<IndexedDocument> documents, byte[] body) throws IOException {
    JsonNode root = JSON.readTree(body);
    JsonNode items = root == null ? null : root.get("items");
    if (items == null || items.size() != documents.size()) {
      throw new IOException(
          "the answer has "
              + (items == null ? "no items" : items.size() + " items")
              + " for "
              + documents.size()
              + " documents");
    }
    int indexed = 0;
    int alreadyThere = 0;
    List<IndexedDocument> throttled = new ArrayList<>();
    List<Rejection> rejected = new ArrayList<>();
    List<Rejection> forbidden = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      IndexedDocument document = documents.get(i);
      JsonNode item = items.get(i).path("index");
      int status = item.path("status").asInt(0);
      if (status == 0) {
        throw new IOException("item " + i + " of the answer has no status");
      }
      switch (Outcome.of(status)) {
        case INDEXED -> indexed++;
        case ALREADY_THERE -> alreadyThere++;
        case THROTTLED -> throttled.add(document);
        case FORBIDDEN -> forbidden.add(new Rejection(document, status, reason(item)));
        case REJECTED -> rejected.add(new Rejection(document, status, reason(item)));
      }
    }
    return new BulkResponse(indexed, alreadyThere, throttled, rejected, forbidden);
  }

  private static String reason(JsonNode item) {
    JsonNode error = item.path("error");
    StringBuilder reason = new StringBuilder();
    for (JsonNode e = error; e.isObject(); e = e.path("caused_by")) {
      reason
          .append(reason.length() == 0 ? "" : "; caused by ")
          .append(e.path("type").asText())
          .append(": ")
          .append(e.path("reason").asText());
    }
    return reason.length() == 0 ? "no reason given" : reason.toString();
  }
}
