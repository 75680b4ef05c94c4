package io.skucast.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.skucast.core.learn.ModelGroup;
import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.io.elasticsearch.ElasticsearchConnection;
import io.skucast.local.ModelLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** What the job has written to Elasticsearch. */
final class Documents implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int UNAVAILABLE = 503;

  private final RestClient client;
  private final String prefix;

  Documents(Settings settings) {
    client = ElasticsearchConnection.of(settings).open();
    prefix = settings.get(EndOptions.PREFIX);
  }

  /** Makes all that was written visible to searches. */
  void refresh() throws IOException {
    client.performRequest(new Request("POST", "/" + prefix + "-*/_refresh"));
  }

  /** Number of documents by kind; refused ones are those that the server would not take. */
  Map<String, Long> counts() throws IOException {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("trends", count("trends"));
    counts.put("forecasts", count("forecasts-*"));
    counts.put("accuracy", count("accuracy-*"));
    counts.put("alerts", count("alerts"));
    counts.put("models", count("models"));
    counts.put("rejected", count("rejected"));
    counts.put("late", count("late"));
    counts.put("refused", count("rejected-documents"));
    return counts;
  }

  /** Rejected records by reason, most first. */
  Map<String, Long> reasons() throws IOException {
    ObjectNode query = JSON.createObjectNode().put("size", 0);
    query.putObject("aggs").putObject("reasons").putObject("terms").put("field", "reason");
    Map<String, Long> reasons = new LinkedHashMap<>();
    for (JsonNode bucket : search("rejected", query).at("/aggregations/reasons/buckets")) {
      reasons.put(bucket.get("key").asText(), bucket.get("doc_count").asLong());
    }
    return reasons;
  }

  /** What became of training. */
  ModelLine models() throws IOException {
    ObjectNode refused = JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
    refused
        .putObject("query")
        .putObject("terms")
        .putArray("kind")
        .add("model-refused")
        .add("direction-model-refused");
    SortedMap<String, String> newest = new TreeMap<>();
    for (String kind : List.of(ModelGroup.LINEAR, ModelGroup.DIRECTION)) {
      ObjectNode query = JSON.createObjectNode().put("size", 1);
      query.putObject("query").putObject("term").put("model", kind);
      query.putArray("sort").addObject().put("effective_origin", "desc");
      for (JsonNode hit : search("models", query).at("/hits/hits")) {
        newest.put(kind, hit.at("/_source/effective_origin").asText());
      }
    }
    return new ModelLine(
        count("models"), search("alerts", refused).at("/hits/total/value").asLong(), newest);
  }

  /** One series with its recent units and its forecast. */
  record Look(
      String sku,
      String location,
      String origin,
      List<Double> units,
      List<Double> mean,
      List<Double> low,
      List<Double> high) {}

  /** The last origin that forecasts of SKUs were issued from, or null. */
  String lastOrigin() throws IOException {
    ObjectNode query = JSON.createObjectNode().put("size", 1);
    query.putObject("query").putObject("term").put("level", "sku");
    query.putArray("sort").addObject().put("origin", "desc");
    JsonNode hits = search("forecasts-*", query).at("/hits/hits");
    return hits.isEmpty() ? null : hits.get(0).at("/_source/origin").asText();
  }

  /** The forecasts of SKUs from this origin that expect the most units. */
  List<Look> strongest(String origin, String forecaster, int number) throws IOException {
    ObjectNode query = JSON.createObjectNode().put("size", 1000);
    var all = query.putObject("query").putObject("bool").putArray("filter");
    all.addObject().putObject("term").put("level", "sku");
    all.addObject().putObject("term").put("origin", origin);
    all.addObject().putObject("term").put("forecaster", forecaster);
    // A revision is a number of sales: the series that sell most often come first.
    query.putArray("sort").addObject().put("revision", "desc");
    List<JsonNode> found = new ArrayList<>();
    search("forecasts-*", query).at("/hits/hits").forEach(hit -> found.add(hit.get("_source")));
    found.sort((a, b) -> Double.compare(sum(b.get("mean")), sum(a.get("mean"))));
    List<Look> looks = new ArrayList<>();
    for (JsonNode forecast : found.subList(0, Math.min(number, found.size()))) {
      looks.add(look(forecast));
    }
    return looks;
  }

  private Look look(JsonNode forecast) throws IOException {
    String sku = forecast.get("sku").asText();
    String location = forecast.get("location").asText();
    ObjectNode query = JSON.createObjectNode().put("size", 28);
    var all = query.putObject("query").putObject("bool").putArray("filter");
    all.addObject().putObject("term").put("sku", sku);
    all.addObject().putObject("term").put("location", location);
    query.putArray("sort").addObject().put("period", "desc");
    LinkedList<Double> units = new LinkedList<>();
    for (JsonNode hit : search("trends", query).at("/hits/hits")) {
      units.addFirst(hit.at("/_source/units").asDouble());
    }
    JsonNode quantiles = forecast.get("quantiles");
    return new Look(
        sku,
        location,
        forecast.get("origin").asText(),
        units,
        numbers(forecast.get("mean")),
        numbers(quantiles.get(0)),
        numbers(quantiles.get(quantiles.size() - 1)));
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  private static double sum(JsonNode array) {
    return numbers(array).stream().mapToDouble(Double::doubleValue).sum();
  }

  private long count(String kind) throws IOException {
    Request request = new Request("GET", "/" + prefix + "-" + kind + "/_count");
    request.addParameter("ignore_unavailable", "true");
    return answer(request).get("count").asLong();
  }

  private JsonNode search(String kind, ObjectNode query) throws IOException {
    Request request = new Request("POST", "/" + prefix + "-" + kind + "/_search");
    request.addParameter("ignore_unavailable", "true");
    request.setJsonEntity(query.toString());
    return answer(request);
  }

  private JsonNode answer(Request request) throws IOException {
    Response response;
    try {
      response = client.performRequest(request);
    } catch (ResponseException e) {
      if (e.getResponse().getStatusLine().getStatusCode() != UNAVAILABLE) {
        throw e;
      }
      awaitShards();
      response = client.performRequest(request);
    }
    return JSON.readTree(response.getEntity().getContent());
  }

  /** An index that was made a moment ago has no shard yet that could answer. */
  private void awaitShards() throws IOException {
    Request health = new Request("GET", "/_cluster/health/" + prefix + "-*");
    health.addParameter("wait_for_status", "yellow");
    health.addParameter("timeout", "20s");
    client.performRequest(health);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
