package io.skucast.job.io.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

/** The schema and the index mapping that documents of a topic must keep to. */
final class Contracts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Contracts() {}

  static JsonNode json(Published result) throws IOException {
    return JSON.readTree(result.document().json());
  }

  static JsonNode json(String text) throws IOException {
    return JSON.readTree(text);
  }

  static void assertKept(Published result) throws IOException {
    JsonNode json = json(result);
    assertThat(schema(result.topic()).validate(json)).as(json.toString()).isEmpty();
    JsonNode mapping =
        resource("/elasticsearch/" + result.topic().code() + ".json").at("/template/mappings");
    assertThat(mapped("", mapping)).as(json.toString()).containsAll(fields("", json));
    assertThat(mapping.get("dynamic").asText()).isEqualTo("strict");
  }

  static JsonSchema schema(OutputTopic topic) throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(resource("/schema/" + topic.code() + ".v1.schema.json"));
  }

  private static JsonNode resource(String name) throws IOException {
    try (InputStream in = Contracts.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    }
  }

  /** Paths of the fields that a mapping knows, those of objects in it too. */
  private static Set<String> mapped(String path, JsonNode mapping) {
    Set<String> paths = new TreeSet<>();
    mapping
        .path("properties")
        .fields()
        .forEachRemaining(
            field -> {
              paths.add(path + field.getKey());
              paths.addAll(mapped(path + field.getKey() + '.', field.getValue()));
            });
    return paths;
  }

  /** Paths of the fields that a document has, those of objects in its arrays too. */
  private static Set<String> fields(String path, JsonNode json) {
    Set<String> paths = new TreeSet<>();
    json.fields()
        .forEachRemaining(
            field -> {
              paths.add(path + field.getKey());
              paths.addAll(fields(path + field.getKey() + '.', field.getValue()));
            });
    if (json.isArray()) {
      json.forEach(item -> paths.addAll(fields(path, item)));
    }
    return paths;
  }
}
