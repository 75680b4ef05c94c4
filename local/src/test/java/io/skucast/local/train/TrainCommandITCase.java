package io.skucast.local.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.skucast.core.calendar.PeriodUnit;
import io.skucast.core.read.SaleFormat;
import io.skucast.core.read.SaleReader;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.Vocabulary;
import io.skucast.job.config.Settings;
import io.skucast.job.io.kafka.KafkaEnds;
import io.skucast.job.io.kafka.SaleJsonWriter;
import io.skucast.job.io.kafka.Topics;
import io.skucast.local.Skucast;
import io.skucast.local.kafka.KafkaBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training through the command line, on made-up sales, a network of seconds. */
class TrainCommandITCase {
  private static final int INTERRUPTED = 130;

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path sales;
  private Path models;

  @BeforeEach
  void salesAreMadeUp() {
    assertThat(run("generate", "--skus=20", "--days=200", "--seed=3", "--out=" + folder)).isZero();
    sales = folder.resolve("sales.csv");
    models = folder.resolve("models");
  }

  @Test
  void whatIsInterruptedGoesOnToTheSameModelAsWhatIsNot() throws Exception {
    assertThat(run(words("whole").toArray(new String[0]))).as(err.toString()).isZero();

    // Once in the middle of each member, so that both ways to go on are gone.
    interrupt("broken", 1);
    interrupt("broken", 2);
    assertThat(said()).contains("member 1 of 2").doesNotContain("member 1 of 2 · step 1 of");
    Process last = start("broken");
    assertThat(last.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(last.exitValue()).as(said()).isZero();
    assertThat(said()).contains("member 2 of 2").doesNotContain("member 1 of 2");

    assertThat(models.resolve("broken/saved_model.pb"))
        .hasSameBinaryContentAs(models.resolve("whole/saved_model.pb"));
    assertThat(Manifest.read(models.resolve("broken")).validation())
        .isEqualTo(Manifest.read(models.resolve("whole")).validation());
    assertThat(models.resolve(".training/broken/checkpoint"))
        .as("nothing is left to go on from")
        .doesNotExist();
  }

  @Test
  void smallerModelsAreWrittenWithTheirOwnLoss() throws Exception {
    List<String> words = words(null);
    words.addAll(
        List.of("--version=full", "--steps=20", "--members=1", "--variants=float16,int8,pruned"));
    assertThat(run(words.toArray(new String[0]))).as(err.toString()).isZero();
    double rmsse = Manifest.read(models.resolve("full")).validation().get("series").get("rmsse");
    for (String variant : List.of("float16", "int8", "pruned")) {
      Manifest manifest = Manifest.read(models.resolve("full-" + variant));
      assertThat(manifest.variant()).isEqualTo(variant);
      assertThat(manifest.validation().get("series").get("rmsse")).isBetween(rmsse / 2, rmsse * 2);
      assertThat(out.toString()).contains("full-" + variant + ": RMSSE ");
    }
    assertThat(Files.size(models.resolve("full-int8/saved_model.pb")))
        .isLessThan(Files.size(models.resolve("full-float16/saved_model.pb")))
        .isLessThan(Files.size(models.resolve("full/saved_model.pb")) / 2);
  }

  @Test
  void theTopicOfSalesTrainsTheModelThatTheirFileTrains() throws Exception {
    List<String> words = words(null);
    words.addAll(List.of("--until=2024-07-10", "--steps=20", "--members=1"));
    words.add("--version=of-file");
    assertThat(run(words.toArray(new String[0]))).as(err.toString()).isZero();
    try (KafkaBroker broker = KafkaBroker.start()) {
      Settings settings = Settings.of(Map.of("kafka.bootstrap", broker.bootstrap()));
      try (Topics topics = new Topics(settings)) {
        topics.setUp();
      }
      send(broker, settings);
      words.removeIf(word -> word.startsWith("--data") || word.startsWith("--version"));
      words.addAll(
          List.of("--from-kafka", "--kafka.bootstrap=" + broker.bootstrap(), "--version=of-topic"));
      assertThat(run(words.toArray(new String[0]))).as(err.toString()).isZero();
    }
    assertThat(models.resolve("of-topic/saved_model.pb"))
        .hasSameBinaryContentAs(models.resolve("of-file/saved_model.pb"));
  }

  private void send(KafkaBroker broker, Settings settings) throws Exception {
    SaleJsonWriter json = new SaleJsonWriter();
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        SaleReader reader =
            SaleFormat.CSV.open(sales, settings.calendars(), settings.validator(), Instant.now())) {
      while (reader.hasNext()) {
        byte[] record = json.write(reader.next());
        producer.send(new ProducerRecord<>(KafkaEnds.salesTopic(settings), null, record));
      }
    }
  }

  @Test
  void theVersionSaysWhatItWasTrainedOnAndHowToPublishIt() throws Exception {
    List<String> words = words(null);
    words.add("--until=2024-07-10");
    words.add("--steps=20");
    words.add("--members=1");
    assertThat(run(words.toArray(new String[0]))).as(err.toString()).isZero();
    String version = "lstm-20240101-20240710-s5";
    assertThat(out.toString())
        .contains("| validation | series |", "| rmsse | ", "| bias | ")
        .contains(models.resolve(version).toAbsolutePath().toString())
        .contains("next: skucast models publish " + version + " --models=" + models);
    assertThat(err.toString())
        .contains("sales of 20 series", "2024-01-01 to 2024-07-10")
        .contains("member 1 of 1 · step 1 of 20 · loss ");

    Manifest manifest = Manifest.read(models.resolve(version));
    assertThat(manifest.trainedFrom()).isEqualTo("2024-01-01");
    assertThat(manifest.trainedThrough()).isEqualTo("2024-07-10");
    assertThat(manifest.period()).isEqualTo(PeriodUnit.DAY);
    assertThat(manifest.seeds()).containsExactly(5L * 31);
    assertThat(manifest.layout().window()).isEqualTo(28);
    assertThat(manifest.layout().horizons()).isEqualTo(7);
    assertThat(manifest.layout().levels()).containsExactly(0.1, 0.5, 0.9);
    assertThat(manifest.validation().get("series")).containsKey("rmsse");
    assertThat(manifest.codeVersion()).startsWith("skucast ");
    assertThat(Vocabulary.read(models.resolve(version)).skus()).hasSize(20);

    assertThat(run(words.toArray(new String[0]))).isEqualTo(2);
    assertThat(err.toString()).contains("--version " + version + " is in " + models + " already");
  }

  @Test
  void badInputIsOneLineAndLeavesNothing() throws Exception {
    Path few = Files.writeString(folder.resolve("few.csv"), "sku,time,quantity\nA,2024-03-01,2\n");
    assertRefused("--data=" + few, "few.csv has 1 periods from 2024-03-01 to 2024-03-01, 119");
    assertRefused("--data=" + sales + " --window=180", "sales.csv has 200 periods", "243");
    assertRefused("--data=none.csv", "none.csv");
    assertRefused("", "--data=<data> | --from-kafka");
    assertRefused("--data=" + sales + " --from-kafka", "--from-kafka");
    assertRefused("--data=" + sales + " --until=July", "--until is July");
    assertRefused("--data=" + sales + " --window=1", "--window is 1: allowed is 2 to 3660");
    assertRefused("--data=" + sales + " --members=0", "members is 0");
    assertRefused("--data=" + sales + " --architecture=big", "mlp, lstm, tcn");
    assertRefused("--data=" + sales + " --gpu", "--gpu is given", "mvn -Pgpu");
    assertRefused("--data=" + sales + " --version=../x", "version is '../x'");
    assertRefused("--data=" + sales + " --forecast.horizon=7", "forecast.horizons");
    assertThat(models).doesNotExist();
  }

  @Test
  void theDefaultsInTheHelpAreThoseOfTraining() {
    assertThat(run("train", "--help")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("--steps=<steps> Steps that a member is trained for at most; default 2000.")
        .contains(
            "--architecture=<architecture> How the past is read: mlp, lstm or tcn; default lstm.")
        .doesNotContain("DEFAULT-VALUE", "default null");
  }

  private void assertRefused(String arguments, String... named) {
    err.getBuffer().setLength(0);
    List<String> words = new ArrayList<>(List.of("train", "--out=" + models));
    words.addAll(Stream.of(arguments.split(" ")).filter(word -> !word.isEmpty()).toList());
    assertThat(run(words.toArray(new String[0]))).isEqualTo(2);
    assertThat(err.toString()).contains(named).hasLineCount(1);
  }

  /** Sends Ctrl-C once the member is being trained, and sees that a checkpoint was written. */
  private void interrupt(String version, int member) throws Exception {
    Process process = start(version);
    Path events = models.resolve(".training/" + version + "/events/member-" + member);
    long before = count(events);
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> count(events) > before || !process.isAlive());
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said()).isEqualTo(INTERRUPTED);
    assertThat(said())
        .contains("stopped in member " + member + " of 2 after step ")
        .contains("the same command with --version=" + version + " goes on from there");
    assertThat(models.resolve(".training/" + version + "/checkpoint/checkpoint.bin")).exists();
    assertThat(models.resolve(version)).doesNotExist();
  }

  private static long count(Path events) throws IOException {
    if (!Files.isDirectory(events)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(events)) {
      return files.count();
    }
  }

  private Process start(String version) throws IOException {
    // A shell that starts the tests in the background has its children ignore Ctrl-C.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "-cp", System.getProperty("java.class.path")));
    command.add(Skucast.class.getName());
    command.addAll(words(version));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said.txt"));
  }

  private List<String> words(String version) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "train",
                "--data=" + sales,
                "--out=" + models,
                "--window=28",
                "--forecast.horizons=7",
                "--forecast.levels=0.1,0.5,0.9",
                "--seed=5",
                "--hidden=32",
                "--batch=64"));
    if (version != null) {
      words.addAll(List.of("--version=" + version, "--members=2", "--steps=1000"));
    }
    return words;
  }

  private int run(String... words) {
    return Skucast.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }
}
