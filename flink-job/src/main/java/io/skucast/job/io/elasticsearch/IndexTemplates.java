package io.skucast.job.io.elasticsearch;

import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/**
 * The index templates: strict, so that a document with a field they do not know is refused and set
 * aside instead of changing the index for good. Putting them again changes nothing.
 */
public final class IndexTemplates implements AutoCloseable {
  /** Names of the resources, and with the prefix of the templates. */
  private static final List<String> NAMES =
      List.of(
          "trends",
          "forecasts",
          "accuracy",
          "alerts",
          "models",
          "rejected",
          "late",
          "rejected-documents");

  private final RestClient client;
  private final ElasticsearchConnection connection;
  private final String prefix;

  public IndexTemplates(Settings settings) {
    connection = ElasticsearchConnection.of(settings);
    client = connection.open();
    prefix = settings.get(EndOptions.PREFIX);
  }

  /**
   * @return one line a template: what was done
   * @throws IOException naming the server and what it answered
   */
  public List<String> setUp() throws IOException {
    List<String> done = new ArrayList<>();
    for (String name : NAMES) {
      String template = prefix + '-' + name;
      boolean present = answers(new Request("HEAD", "/_index_template/" + template)) == 200;
      Request put = new Request("PUT", "/_index_template/" + template);
      put.setJsonEntity(text(name).replace("{prefix}", prefix));
      answers(put);
      done.add("index template " + template + (present ? ": is there" : ": created"));
    }
    return done;
  }

  private int answers(Request request) throws IOException {
    try {
      Response response = client.performRequest(request);
      EntityUtils.consume(response.getEntity());
      return response.getStatusLine().getStatusCode();
    } catch (ResponseException e) {
      int status = e.getResponse().getStatusLine().getStatusCode();
      if (status == 401 || status == 403) {
        throw new IOException(
            "Elasticsearch at "
                + connection
                + " refuses the credentials ("
                + status
                + "): check elasticsearch.username and elasticsearch.password",
            e);
      }
      throw new IOException("Elasticsearch at " + connection + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(
          "Elasticsearch at "
              + connection
              + " cannot be reached: is option elasticsearch.urls right? ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in =
        IndexTemplates.class.getResourceAsStream("/elasticsearch/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
