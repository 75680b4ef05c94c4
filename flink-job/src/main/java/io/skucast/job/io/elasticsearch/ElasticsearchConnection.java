package io.skucast.job.io.elasticsearch;

import io.skucast.job.config.EndOptions;
import io.skucast.job.config.Settings;
import java.io.Serializable;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.http.HttpHost;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/**
 * Where the server is and how to log in.
 *
 * @param urls the nodes' addresses, such as http://localhost:9200
 * @param username the user to log in as, or null for none
 * @param password that user's password, or null for none
 */
public record ElasticsearchConnection(List<String> urls, String username, String password)
    implements Serializable {

  /** Checks that there is an address and that name and password come together. */
  public ElasticsearchConnection {
    urls = new ArrayList<>(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("Elasticsearch needs at least one address");
    }
    for (String url : urls) {
      URI uri = URI.create(url);
      if (uri.getHost() == null || uri.getScheme() == null) {
        throw new IllegalArgumentException(
            "an address of Elasticsearch looks like http://host:9200, not '" + url + "'");
      }
    }
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException("Elasticsearch's user name and password come together");
    }
  }

  /** A connection without credentials. */
  public static ElasticsearchConnection of(String... urls) {
    return new ElasticsearchConnection(List.of(urls), null, null);
  }

  /** The connection that a run's options name. */
  public static ElasticsearchConnection of(Settings settings) {
    String username = settings.get(EndOptions.ELASTICSEARCH_USERNAME);
    String password = settings.get(EndOptions.ELASTICSEARCH_PASSWORD);
    if (username.isEmpty() != password.isEmpty()) {
      throw new IllegalArgumentException(
          "options elasticsearch.username and elasticsearch.password come together, one is empty");
    }
    return new ElasticsearchConnection(
        settings.get(EndOptions.ELASTICSEARCH_URLS),
        username.isEmpty() ? null : username,
        password.isEmpty() ? null : password);
  }

  /** Opens a client; the caller closes it. */
  public RestClient open() {
    HttpHost[] hosts =
        urls.stream()
            .map(URI::create)
            .map(
                uri ->
                    new HttpHost(
                        uri.getHost(),
                        uri.getPort() < 0 && uri.getScheme().equals("http") ? 9200 : uri.getPort(),
                        uri.getScheme()))
            .toArray(HttpHost[]::new);
    RestClientBuilder builder =
        RestClient.builder(hosts)
            .setRequestConfigCallback(
                config -> config.setConnectTimeout(5_000).setSocketTimeout(60_000));
    if (username != null) {
      BasicCredentialsProvider credentials = new BasicCredentialsProvider();
      credentials.setCredentials(
          AuthScope.ANY, new UsernamePasswordCredentials(username, password));
      builder.setHttpClientConfigCallback(http -> http.setDefaultCredentialsProvider(credentials));
    }
    return builder.build();
  }

  @Override
  public String toString() {
    return String.join(",", urls) + (username == null ? "" : " as " + username);
  }
}
