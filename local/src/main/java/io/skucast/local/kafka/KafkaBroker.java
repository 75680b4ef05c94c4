package io.skucast.local.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker of one node in this JVM, on the loopback interface, with its data in a temporary
 * folder that goes when it is closed. It is the real server and not a mock, because exactly-once
 * output rests on the transactions of the real one.
 */
public final class KafkaBroker implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int NODE = 0;
  private static final String CONTROLLER = "CONTROLLER";

  /** Room for the largest record the job writes, about 5 MB, and for its batch header. */
  private static final int MAX_RECORD_BYTES = 8 << 20;

  private final Path folder;
  private final int port;
  private KafkaRaftServer server;

  private KafkaBroker(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts a broker on a free port and returns when it takes requests. */
  public static KafkaBroker start() throws IOException {
    return start(0);
  }

  /**
   * Starts a broker and returns when it takes requests.
   *
   * @param preferredPort the port to listen on if it is free; otherwise, and for 0, any free one
   */
  public static KafkaBroker start(int preferredPort) throws IOException {
    return startOn(isFree(preferredPort) ? preferredPort : freePortOtherThan(0));
  }

  static KafkaBroker startOn(int port) throws IOException {
    keepKafkaFromEndingThisJvm();
    KafkaBroker broker = new KafkaBroker(Files.createTempDirectory("skucast-kafka-"), port);
    try {
      broker.launch();
      return broker;
    } catch (Exception e) {
      // Kafka is written in Scala and throws checked exceptions that it does not declare.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      IOException failure =
          new IOException("Kafka did not start on " + broker.bootstrap() + ": " + e, e);
      try {
        broker.close();
      } catch (IOException | RuntimeException alsoFailed) {
        failure.addSuppressed(alsoFailed);
      }
      throw failure;
    }
  }

  /** Where clients connect, such as 127.0.0.1:40123. */
  public String bootstrap() {
    return HOST + ":" + port;
  }

  Path folder() {
    return folder;
  }

  /**
   * Kafka halts its JVM on a fatal fault, and a port taken by another process is one. Here that
   * would take the job or the test run along. The fault is logged before, and a failed start throws
   * its cause after.
   */
  private static void keepKafkaFromEndingThisJvm() {
    Exit.setExitProcedure((status, message) -> {});
    Exit.setHaltProcedure((status, message) -> {});
  }

  private static boolean isFree(int port) {
    if (port == 0) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePortOtherThan(int taken) throws IOException {
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getByName(HOST));
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return first.getLocalPort() == taken ? second.getLocalPort() : first.getLocalPort();
    }
  }

  private void launch() throws Exception {
    // The quorum's address is part of the settings, so its port cannot be left to the system.
    int controllerPort = freePortOtherThan(port);
    Path log = folder.resolve("log");
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(NODE)
          .setControllerListenerName(CONTROLLER)
          .setMetadataLogDirectory(log.toString())
          .setDirectories(List.of(log.toString()))
          .run();
    }
    server = new KafkaRaftServer(new KafkaConfig(settings(log, controllerPort)), Time.SYSTEM);
    server.startup();
  }

  private Properties settings(Path log, int controllerPort) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("log.dirs", log.toString());
    settings.put(
        "listeners",
        "PLAINTEXT://%s:%d,%s://%s:%d".formatted(HOST, port, CONTROLLER, HOST, controllerPort));
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("controller.quorum.voters", "%d@%s:%d".formatted(NODE, HOST, controllerPort));

    // A misspelt topic must fail and not appear.
    settings.put("auto.create.topics.enable", "false");
    settings.put("message.max.bytes", Integer.toString(MAX_RECORD_BYTES));
    settings.put("replica.fetch.max.bytes", Integer.toString(MAX_RECORD_BYTES));
    settings.put("transaction.max.timeout.ms", "900000");

    // There is one node to hold each replica.
    settings.put("default.replication.factor", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "5");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "5");

    // The broker shares its JVM and its cores with the job.
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));

    // Nobody else joins, and there is no other node to hand leadership to.
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("controlled.shutdown.enable", "false");
    return settings;
  }

  /** Ends the broker and deletes its folder. A second call does nothing. */
  @Override
  public synchronized void close() throws IOException {
    try {
      if (server != null) {
        server.shutdown();
        server.awaitShutdown();
        server = null;
      }
    } finally {
      if (Files.exists(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
  }
}
