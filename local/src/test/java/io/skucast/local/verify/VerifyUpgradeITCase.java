package io.skucast.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.skucast.core.generate.SalesPlan;
import io.skucast.job.config.Settings;
import io.skucast.job.io.publish.OutputTopic;
import io.skucast.local.demo.Feed;
import io.skucast.local.operate.JobJar;
import io.skucast.local.verify.Difference.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.elasticsearch.client.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scenario with high availability in a small form on real processes; the command runs both.
 * What it ends with is then spoilt in two ways, and each is seen: a comparison that finds nothing
 * must be able to find something.
 */
class VerifyUpgradeITCase {
  private static final int PARTITIONS = 4;
  private static final Map<String, String> OPTIONS =
      Map.of(
          "checkpoint.interval", "PT0.5S",
          "time.idle-after", "PT0S",
          "forecast.every", "7",
          "linear.teach-every", "1",
          "linear.least-samples", "200",
          "linear.held-out-blocks", "2");

  @TempDir private Path folder;

  private final StringWriter said = new StringWriter();
  private final PrintWriter out = new PrintWriter(said);

  @Test
  void killedUpgradedRescaledAndRolledBackTheJobLosesNothingRepeatsNothingAndChangesNothing()
      throws Exception {
    SalesPlan sales = new SalesPlan(20, 90, 1, 1, LocalDate.parse("2024-01-01"));
    FeedPlan feed =
        FeedPlan.of(() -> new SpoiltFeed(Feed.generated(sales)), Settings.of(OPTIONS), PARTITIONS);
    Verification.Plan plan = new Verification.Plan(feed, OPTIONS, 4, Duration.ofMinutes(3), null);
    Path jar = jobJar();
    Jars jars = new Jars(Path.of("..").toAbsolutePath().normalize(), folder.resolve("jars"));
    UpgradeScenario scenario = new UpgradeScenario(jar, jars.next(jar), jars.failing(jar));
    Steps steps = new Steps(out, plan.patience());
    try (Verification verification =
        new Verification(plan, Path.of("target", "elasticsearch"), folder, steps)) {
      List<Verdict> verdicts = scenario.verify(verification, true, false);
      verdicts.forEach(verdict -> verdict.print(out));
      assertThat(verdicts).hasSize(1);
      assertThat(verdicts).as(said.toString()).allMatch(Verdict::isSame);
      for (Comparison comparison : verdicts.get(0).comparisons()) {
        boolean none = comparison.name().contains("rejected-documents");
        assertThat(comparison.same() > 0).as(comparison.name()).isNotEqualTo(none);
      }
      spoiltResultsAreSeen(verification, verdicts.get(0));
    }
  }

  private void spoiltResultsAreSeen(Verification verification, Verdict clean) throws Exception {
    String prefix = clean.subject().prefix();
    writeTheFirstRecordAgain(
        verification.servers().bootstrap(), OutputTopic.FORECASTS.topic(prefix));
    var elasticsearch = verification.servers().client();
    Request any = new Request("GET", "/" + prefix + "-alerts/_search?size=1");
    JsonNode hit =
        new ObjectMapper()
            .readTree(elasticsearch.performRequest(any).getEntity().getContent())
            .at("/hits/hits/0");
    String id = URLEncoder.encode(hit.path("_id").asText(), StandardCharsets.UTF_8);
    elasticsearch.performRequest(
        new Request(
            "DELETE",
            "/"
                + hit.path("_index").asText()
                + "/_doc/"
                + id.replace("+", "%20")
                + "?refresh=true"));
    Verdict spoilt = verification.compare(clean.reference(), clean.subject());
    assertThat(spoilt.isSame()).isFalse();
    assertThat(differences(spoilt, "topic forecasts")).containsExactly(Kind.REPEATED);
    assertThat(differences(spoilt, "index alerts")).containsExactly(Kind.LOST);
    assertThat(spoilt.problems()).singleElement().asString().contains("index alerts");
  }

  private static List<Kind> differences(Verdict verdict, String name) {
    return verdict.comparisons().stream()
        .filter(comparison -> comparison.name().equals(name))
        .flatMap(comparison -> comparison.differences().stream())
        .map(Difference::kind)
        .toList();
  }

  private static void writeTheFirstRecordAgain(String bootstrap, String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    ConsumerRecord<byte[], byte[]> first;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      first = consumer.poll(Duration.ofSeconds(30)).iterator().next();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, first.key(), first.value())).get();
    }
  }

  private static Path jobJar() throws Exception {
    if (System.getProperty("skucast.job") == null) {
      System.setProperty("skucast.job", "../flink-job/target");
    }
    return JobJar.built();
  }
}
