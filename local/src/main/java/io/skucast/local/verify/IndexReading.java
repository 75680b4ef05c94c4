package io.skucast.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skucast.job.io.publish.OutputTopic;
import java.io.IOException;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.RestClient;

/**
 * Every document of a kind's indices, with its version.
 *
 * @param kind what follows the prefix in the names of the indices; a star at its end for months
 */
record IndexReading(RestClient client, String prefix, String kind) implements Reading {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGE = 2000;

  /** The indices of a topic's results. */
  static IndexReading of(RestClient client, String prefix, OutputTopic topic) {
    boolean monthly = topic == OutputTopic.FORECASTS || topic == OutputTopic.ACCURACY;
    return new IndexReading(client, prefix, topic.code() + (monthly ? "-*" : ""));
  }

  /** What Elasticsearch would not take. */
  static IndexReading ofRefused(RestClient client, String prefix) {
    return new IndexReading(client, prefix, "rejected-documents");
  }

  @Override
  public String name() {
    return "index " + kind;
  }

  @Override
  public void each(Visitor visitor) throws IOException {
    Request refresh = new Request("POST", "/" + prefix + "-" + kind + "/_refresh");
    refresh.addParameter("ignore_unavailable", "true");
    client.performRequest(refresh);
    Request search = new Request("POST", "/" + prefix + "-" + kind + "/_search");
    search.addParameter("scroll", "2m");
    search.addParameter("ignore_unavailable", "true");
    search.setJsonEntity("{\"size\":" + PAGE + ",\"version\":true,\"sort\":[\"_doc\"]}");
    JsonNode page = answer(search);
    String scroll = page.path("_scroll_id").asText();
    while (!page.at("/hits/hits").isEmpty()) {
      for (JsonNode hit : page.at("/hits/hits")) {
        see(visitor, hit);
      }
      Request next = new Request("POST", "/_search/scroll");
      next.setJsonEntity(
          JSON.createObjectNode().put("scroll", "2m").put("scroll_id", scroll).toString());
      page = answer(next);
      scroll = page.path("_scroll_id").asText(scroll);
    }
    Request end = new Request("DELETE", "/_search/scroll");
    // One that was read to its end may be gone already.
    end.addParameter("ignore", "404");
    end.setJsonEntity(JSON.createObjectNode().put("scroll_id", scroll).toString());
    client.performRequest(end);
  }

  private void see(Visitor visitor, JsonNode hit) {
    String index = hit.get("_index").asText().substring(prefix.length() + 1);
    visitor.see(
        index + '/' + RunNames.without(prefix, hit.get("_id").asText()),
        hit.get("_version").asLong(),
        RunNames.without(prefix, hit.get("_source")));
  }

  private JsonNode answer(Request request) throws IOException {
    Response response = client.performRequest(request);
    return JSON.readTree(response.getEntity().getContent());
  }
}
