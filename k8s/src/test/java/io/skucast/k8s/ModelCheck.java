package io.skucast.k8s;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;

/**
 * Every field is one that the resource's own class has, and of its type. The classes themselves let
 * unknown fields pass, into a bag or into nothing; here both are shut.
 */
final class ModelCheck implements Check {
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Stream.<Class<? extends HasMetadata>>of(
              Namespace.class,
              ResourceQuota.class,
              ServiceAccount.class,
              Role.class,
              RoleBinding.class,
              ConfigMap.class,
              Service.class,
              PersistentVolumeClaim.class,
              NetworkPolicy.class,
              FlinkDeployment.class,
              KafkaTopic.class)
          .collect(Collectors.toMap(HasMetadata::getKind, Function.identity()));

  private static final ObjectMapper STRICT = strict();

  @Override
  public List<String> problems(Manifests manifests) {
    List<String> problems = new ArrayList<>();
    for (ObjectNode resource : manifests.resources()) {
      String kind = resource.path("kind").asText();
      String name = kind + " " + Manifests.name(resource);
      Class<? extends HasMetadata> model = KINDS.get(kind);
      if (model == null) {
        problems.add(name + ": no check knows this kind");
        continue;
      }
      String found = resource.path("apiVersion").asText();
      // Of the core group the model says "/v1".
      String version = HasMetadata.getApiVersion(model).replaceFirst("^/", "");
      if (!found.equals(version)) {
        problems.add(name + ": apiVersion is " + found + ", not " + version);
      }
      try {
        STRICT.treeToValue(resource, model);
      } catch (JsonProcessingException e) {
        problems.add(name + where(e) + ": " + e.getOriginalMessage());
      }
    }
    return problems;
  }

  private static String where(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return "";
    }
    return mapping.getPath().stream()
        .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
        .collect(Collectors.joining(".", " ", ""));
  }

  private static ObjectMapper strict() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .annotationIntrospector(new NoBags())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    // The server that these resources are sent to takes no number for a text either.
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  private static final class NoBags extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated any) {
      return null;
    }

    @Override
    public Boolean hasAnyGetter(Annotated any) {
      return null;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated any) {
      return super.findPropertyIgnoralByName(config, any).withoutIgnoreUnknown();
    }
  }
}
