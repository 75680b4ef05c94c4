package io.skucast.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each check catches what it is there for: one thing is broken at a time. */
class BrokenManifestsITCase {
  private static final String MAIN = "/podTemplate/spec/containers/0";

  private record Break(String what, String overlay, Consumer<Manifests> how, String problem) {}

  private final List<Break> breaks = new ArrayList<>();

  @TestFactory
  Stream<DynamicTest> whatIsBrokenIsNamed() {
    models();
    flink();
    options();
    state();
    ports();
    topicsAndTemplates();
    security();
    capacity();
    return breaks.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.what(),
                    () -> {
                      Manifests manifests = Overlays.of(each.overlay());
                      each.how().accept(manifests);
                      assertThat(Check.allProblems(manifests))
                          .anySatisfy(problem -> assertThat(problem).contains(each.problem()));
                    }));
  }

  private void models() {
    broken(
        "a field that the operator does not have",
        m -> set(m.spec(), "", "resources", "x"),
        "resources");
    broken(
        "a field that its task manager does not have",
        m -> set(m.spec(), "/taskManager", "slots", new IntNode(2)),
        "slots");
    broken(
        "a field that no pod has",
        m -> set(m.spec(), "/jobManager/podTemplate/spec", "volume", "x"),
        "volume");
    broken(
        "a field that no container's port has",
        m -> set(m.spec(), "/jobManager" + MAIN + "/ports/0", "targetPort", new IntNode(1)),
        "targetPort");
    broken(
        "a number in flinkConfiguration",
        m -> set(m.spec(), "/flinkConfiguration", "rest.port", new IntNode(8081)),
        "Cannot coerce Integer value");
    broken(
        "nested flinkConfiguration",
        m -> ((ObjectNode) m.spec().path("flinkConfiguration")).putObject("rest"),
        "String");
    broken("a text for a number", m -> set(m.spec(), "/job", "parallelism", "two"), "parallelism");
    broken(
        "a version of Flink that the operator does not know",
        m -> set(m.spec(), "", "flinkVersion", "v1_99"),
        "v1_99");
    broken(
        "a field that no topic has",
        m -> set(m.all("KafkaTopic").get(0), "/spec", "replication", new IntNode(1)),
        "replication");
    broken(
        "an old version of a kind",
        m -> set(m.one("NetworkPolicy"), "", "apiVersion", "extensions/v1beta1"),
        "apiVersion");
    broken(
        "a kind that nothing checks",
        m -> set(m.one("Namespace"), "", "kind", "Namespaces"),
        "no check knows this kind");
  }

  private void flink() {
    broken(
        "an unknown key of Flink",
        m -> conf(m, "taskmanager.slots", "2"),
        "no option taskmanager.slots");
    broken(
        "a value that Flink cannot read",
        m -> conf(m, "taskmanager.memory.task.off-heap.size", "much"),
        "'much'");
    broken(
        "an unknown key of the operator",
        m -> conf(m, "kubernetes.operator.savepoint.format", "CANONICAL"),
        "no option kubernetes.operator.savepoint.format");
    broken(
        "a savepoint in a format of one backend",
        m -> conf(m, "kubernetes.operator.savepoint.format.type", "NATIVE"),
        "not 'CANONICAL'");
    broken(
        "an option of a reporter that is not",
        m -> conf(m, "metrics.reporter.jmx.port", "1"),
        "no reporter");
    broken(
        "a reporter's factory that is not",
        m -> conf(m, "metrics.reporter.prom.factory.class", "java.lang.String"),
        "no factory");
    broken(
        "a cluster id",
        m -> conf(m, "kubernetes.cluster-id", "x"),
        "sets kubernetes.cluster-id itself");
    broken(
        "another upgrade mode",
        m -> set(m.spec(), "/job", "upgradeMode", "stateless"),
        "upgradeMode");
    broken(
        "another main class",
        m -> set(m.spec(), "/job", "entryClass", "io.skucast.Job"),
        "no main method");
    broken(
        "two images",
        m -> set(m.spec(), "/jobManager/podTemplate/spec/initContainers/0", "image", "skucast:1"),
        "image is 'skucast:1'");
    broken(
        "an image without a version",
        m -> set(m.spec(), "", "image", "skucast:latest"),
        "no version");
  }

  private void options() {
    broken(
        "an unknown option",
        m -> option(m, "forecast.horizon=7"),
        "unknown option 'forecast.horizon'");
    broken(
        "a wrong value of an option", m -> option(m, "forecast.horizons=0"), "forecast.horizons");
    broken(
        "a transaction shorter than a checkpoint",
        m -> option(m, "kafka.transaction-timeout=PT1M"),
        "kafka.transaction-timeout");
    broken("deep models from nowhere", m -> option(m, "deep.enabled=true"), "deep.models is empty");
    broken(
        "an unknown option among the arguments",
        m -> ((ArrayNode) m.spec().at("/job/args")).add("--prefx=a"),
        "unknown option 'prefx'");
    broken(
        "a file that is in no config map",
        m -> ((ArrayNode) m.spec().at("/job/args")).set(1, "/etc/skucast/options/jobs.properties"),
        "has no such file");
    broken(
        "a file that lies on no volume",
        m -> ((ArrayNode) m.spec().at("/job/args")).set(5, "/etc/passwords/job.properties"),
        "no volume");
  }

  private void state() {
    broken(
        "two backends",
        m -> conf(m, "state.backend.type", "hashmap"),
        "state.backend.type is hashmap");
    broken(
        "checkpoints where the operator does not look",
        m -> option(m, "checkpoint.folder=s3://elsewhere/skucast"),
        "checkpoint.folder is set");
    broken(
        "savepoints that are lost with the pod",
        m -> conf(m, "state.savepoints.dir", "file:///var/skucast/work/savepoints"),
        "is lost with the pod");
    broken(
        "no folder for savepoints",
        m -> conf(m, "state.savepoints.dir", ""),
        "neither a folder nor a bucket");
    broken(
        "RocksDB on a shared volume",
        m -> conf(m, "state.backend.rocksdb.localdir", "/var/skucast/state/rocksdb"),
        "not on the node's own disk");
    broken(
        "a claim that is not there",
        m -> m.resources().removeIf(r -> r.path("kind").asText().equals("PersistentVolumeClaim")),
        "there is no claim");
  }

  private void ports() {
    broken(
        "a container's port that is not the reporter's",
        m -> set(m.spec(), "/taskManager" + MAIN + "/ports/0", "containerPort", new IntNode(9250)),
        "taskManager container port metrics: port is 9250");
    broken(
        "a probe of a port where nobody listens",
        m ->
            set(
                m.spec(),
                "/jobManager" + MAIN + "/livenessProbe/httpGet",
                "port",
                new IntNode(8082)),
        "jobManager probe: port is 8082");
    broken(
        "a service of another port",
        m -> set(m.one("Service"), "/spec/ports/0", "targetPort", "prometheus"),
        "no container has the port 'prometheus'");
    broken(
        "a port of Flink moved alone",
        m -> conf(m, "blob.server.port", "6125"),
        "NetworkPolicy: ports among");
    broken(
        "a Kafka that the policy shuts out",
        m -> option(m, "kafka.bootstrap=kafka-kafka-bootstrap.kafka.svc:9095"),
        "no rule is for port 9095");
    broken(
        "an Elasticsearch in another namespace",
        m -> option(m, "elasticsearch.urls=https://search.logs.svc:9200"),
        "to logs");
  }

  private void topicsAndTemplates() {
    broken("another prefix", m -> option(m, "prefix=shop"), "topic shop.sales.v1 is missing");
    broken(
        "a topic that is not compacted",
        m ->
            set(
                Pod.stream(topics(m))
                    .filter(t -> Manifests.name(t).contains("forecasts"))
                    .findFirst()
                    .orElseThrow(),
                "/spec/config",
                "cleanup.policy",
                "delete"),
        "cleanup.policy is 'delete', not compact");
    broken(
        "a setting that Kafka does not know",
        m -> set(m.all("KafkaTopic").get(0), "/spec/config", "cleanup", "delete"),
        "Kafka knows no cleanup");
    broken(
        "other partitions than set-up would make",
        m -> set(m.all("KafkaTopic").get(0), "/spec", "partitions", new IntNode(3)),
        "kafka.partitions is 16");
    broken(
        "an index template that is not the job's",
        m -> {
          ObjectNode data = (ObjectNode) m.data("skucast-index-templates");
          data.put("trends.json", data.path("trends.json").asText().replace("slope", "slop"));
        },
        "trends.json differs");
    broken(
        "an index template left out",
        m -> ((ObjectNode) m.data("skucast-index-templates")).remove("late.json"),
        "late.json is missing");
    broken(
        "templates behind those in the jar",
        m ->
            ((ArrayNode) m.spec().at("/jobManager/podTemplate/spec/initContainers/0/command"))
                .set(3, "/opt/flink/usrlib/skucast-job.jar:/etc/skucast/templates"),
        "does not begin with the index templates");
  }

  private void security() {
    broken(
        "a password in a config map",
        m -> option(m, "elasticsearch.password=changeme"),
        "'elasticsearch.password' is written here");
    broken(
        "a key in Flink's configuration",
        m -> conf(m, "s3.secret-key", "x"),
        "'s3.secret-key' is written here");
    broken(
        "a secret", m -> set(m.one("Service"), "", "kind", "Secret"), "a secret is written here");
    broken(
        "a pod that may be root",
        m -> ((ObjectNode) m.spec().at("/taskManager/podTemplate/spec")).remove("securityContext"),
        "may run as another user");
    broken(
        "a container that may get privileges",
        m -> ((ObjectNode) m.spec().at("/jobManager" + MAIN)).remove("securityContext"),
        "may get privileges");
    broken(
        "a role that may do everything",
        m -> ((ArrayNode) m.one("Role").at("/rules/0/verbs")).add("*"),
        "Role: pods");
    broken(
        "an account that is not there",
        m -> set(m.spec(), "", "serviceAccount", "flink"),
        "service account 'flink'");
  }

  private void capacity() {
    broken(
        "too little memory",
        m -> set(m.spec(), "/taskManager/resource", "memory", "900m"),
        "memory: ");
    broken(
        "more subtasks than partitions",
        m -> set(m.spec(), "/job", "parallelism", new IntNode(20)),
        "without a partition");
    broken(
        "more TaskManagers than the quota lets be",
        m -> set(m.spec(), "/job", "parallelism", new IntNode(16)),
        "quota: limits.memory");
    broken(
        "a container that a quota refuses",
        m ->
            ((ObjectNode) m.spec().at("/jobManager/podTemplate/spec/initContainers/0"))
                .remove("resources"),
        "without limits");
    breaks.add(
        new Break(
            "models on cards that nobody asks for",
            "gpu",
            m ->
                ((ObjectNode) m.spec().path("flinkConfiguration"))
                    .remove("external-resource.gpu.amount"),
            "deep.device is gpu"));
    breaks.add(
        new Break(
            "cards that nobody uses",
            "gpu",
            m -> option(m, "deep.device=cpu"),
            "deep.device does not use them"));
    breaks.add(
        new Break(
            "a misspelt option of cards",
            "gpu",
            m -> conf(m, "external-resource.gpus.amount", "1"),
            "no external resource"));
  }

  private void broken(String what, Consumer<Manifests> how, String problem) {
    breaks.add(new Break(what, "prod", how, problem));
  }

  private static void set(JsonNode in, String pointer, String field, String value) {
    set(in, pointer, field, new TextNode(value));
  }

  private static void set(JsonNode in, String pointer, String field, JsonNode value) {
    ((ObjectNode) in.at(pointer)).set(field, value);
  }

  private static void conf(Manifests manifests, String key, String value) {
    set(manifests.spec(), "/flinkConfiguration", key, value);
  }

  /** Writes a line behind the overlay's options. */
  private static void option(Manifests manifests, String line) {
    ObjectNode data = (ObjectNode) manifests.data("skucast-options");
    String file = data.has("gpu.properties") ? "gpu.properties" : "overlay.properties";
    data.put(file, data.path(file).asText() + "\n" + line + "\n");
  }

  private static ArrayNode topics(Manifests manifests) {
    ArrayNode topics = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
    manifests.all("KafkaTopic").forEach(topics::add);
    return topics;
  }
}
