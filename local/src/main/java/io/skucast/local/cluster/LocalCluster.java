package io.skucast.local.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.skucast.local.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A session cluster of processes on the loopback interface that outlive the command which starts
 * them: a JobManager, TaskManagers and, where asked for, a ZooKeeper. It is known by its folder, in
 * which everything lies that it keeps: {@code flink} with jars, configuration, scripts and logs,
 * {@code state} with checkpoints and savepoints, {@code submissions}, and with ZooKeeper {@code ha}
 * and {@code zookeeper}.
 */
public final class LocalCluster {
  private static final Duration START = Duration.ofMinutes(2);
  private static final Duration END = Duration.ofSeconds(20);
  private static final String HOST = "127.0.0.1";

  private final Path folder;
  private final FlinkHome home;
  private final RestPage rest;
  private ClusterFile file;

  private LocalCluster(Path folder, ClusterFile file) {
    this.folder = folder;
    this.file = file;
    this.home = FlinkHome.at(folder.resolve("flink"));
    this.rest = RestPage.at(HOST, file.restPort());
  }

  /**
   * Starts a cluster and returns when all its slots are there. What an earlier one left in the
   * folder stays; of one that runs there, what is missing is started.
   *
   * @param plan its {@code rest.port} is taken, otherwise any that is free
   * @throws IllegalArgumentException if one runs there that is made otherwise
   * @throws IOException if a process ends or the slots do not come, with the end of the log
   */
  public static LocalCluster start(Path folder, ClusterPlan plan)
      throws IOException, InterruptedException {
    Path at = folder.toAbsolutePath().normalize();
    Files.createDirectories(at);
    if (runsIn(at)) {
      LocalCluster running = open(at);
      requireSame(at, running.file.plan(), plan);
      running.startMissing();
      return running;
    }
    String rest = plan.flink().get("rest.port");
    ClusterFile file =
        new ClusterFile(
            plan,
            rest == null ? FreePort.any() : Integer.parseInt(rest),
            FreePort.any(),
            FreePort.any(),
            Map.of());
    LocalCluster cluster = new LocalCluster(at, file);
    cluster.layOut();
    try {
      cluster.startMissing();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      cluster.stop();
      throw e;
    }
  }

  /**
   * The cluster that runs in the folder, be it that some of its processes have died.
   *
   * @throws IOException if none does
   */
  public static LocalCluster open(Path folder) throws IOException {
    Path at = folder.toAbsolutePath().normalize();
    if (!runsIn(at)) {
      throw new IOException(
          "no cluster runs in "
              + at
              + ": start one with 'skucast cluster start', or name --folder");
    }
    return new LocalCluster(at, ClusterFile.read(at));
  }

  /** Whether a process of a cluster of this folder is there. */
  public static boolean runsIn(Path folder) throws IOException {
    Path at = folder.toAbsolutePath().normalize();
    return ClusterFile.isIn(at)
        && ClusterFile.read(at).processes().values().stream().anyMatch(DetachedProcess::isAlive);
  }

  private static void requireSame(Path at, ClusterPlan running, ClusterPlan asked) {
    if (!running.equals(asked)) {
      throw new IllegalArgumentException(
          "the cluster in "
              + at
              + " runs with "
              + running.taskManagers()
              + " TaskManagers of "
              + running.slots()
              + " slots"
              + (running.highAvailability() ? ", --ha" : "")
              + " and the settings "
              + new TreeMap<>(running.flink()).keySet()
              + ": stop it before it is made otherwise, or start it without options");
    }
  }

  private void layOut() throws IOException {
    for (String part : List.of("tmp", "state/checkpoints", "state/savepoints", "zookeeper")) {
      Files.createDirectories(folder.resolve(part));
    }
    FlinkHome.assemble(
        folder.resolve("flink"),
        System.getProperty("java.class.path"),
        ClusterSettings.of(folder, file));
    Files.writeString(
        home.conf().resolve("zookeeper.properties"),
        ClusterSettings.zooKeeper(folder, file.zooKeeperPort()));
  }

  /** What the JobManager tells over HTTP. */
  public RestPage rest() {
    return rest;
  }

  /** Its jars, configuration and scripts. */
  public FlinkHome home() {
    return home;
  }

  /** Where all of it lies. */
  public Path folder() {
    return folder;
  }

  /** Where the processes log. */
  public Path log() {
    return home.log();
  }

  /** What it is made of. */
  public ClusterPlan plan() {
    return file.plan();
  }

  /** Ids of the processes by name: jobmanager, taskmanager-1, …, and zookeeper. */
  public Map<String, Long> pids() {
    Map<String, Long> pids = new LinkedHashMap<>();
    file.processes().forEach((name, process) -> pids.put(name, process.pid()));
    return pids;
  }

  /** Names of the processes that are planned and not there. */
  public List<String> dead() {
    return file.plan().processes().stream().filter(name -> !isAlive(name)).toList();
  }

  private boolean isAlive(String name) {
    DetachedProcess process = file.processes().get(name);
    return process != null && process.isAlive();
  }

  /**
   * @throws IOException if a process has ended, with the end of its log
   */
  public void requireAlive() throws IOException {
    for (String name : dead()) {
      Path written = log().resolve(name + ".log");
      throw new IOException(
          name
              + " has ended"
              + (Files.exists(written) ? ":\n" + DetachedProcess.tail(written) : ""));
    }
  }

  /** Its processes, slots and jobs. */
  public ClusterStatus status() throws IOException, InterruptedException {
    JsonNode overview = rest.find("/overview");
    List<RunningJob> jobs = overview.isMissingNode() ? List.of() : RunningJobs.of(rest);
    return new ClusterStatus(
        pids(),
        dead(),
        rest.address(),
        overview.path("slots-total").asInt(),
        overview.path("slots-available").asInt(),
        jobs,
        log());
  }

  /**
   * Starts again what has died, and returns when all slots are there.
   *
   * @return names of what was started
   * @throws IOException if a process ends or the slots do not come, with the end of the log
   */
  public List<String> startMissing() throws IOException, InterruptedException {
    List<String> missing = dead();
    Map<String, String> before = new HashMap<>(taskManagers());
    before.keySet().retainAll(missing);
    for (String name : missing) {
      Map<String, DetachedProcess> processes = new TreeMap<>(file.processes());
      processes.put(
          name,
          DetachedProcess.start(command(name), home.conf(), home.log().resolve(name + ".log")));
      file =
          new ClusterFile(
              file.plan(), file.restPort(), file.rpcPort(), file.zooKeeperPort(), processes);
      // After each, so that one that is interrupted here leaves no process unknown.
      file.write(folder);
    }
    awaitSlots(before);
    return missing;
  }

  private List<String> command(String name) {
    if (name.equals(ClusterPlan.ZOOKEEPER)) {
      return ZooKeeperCommand.of(home.conf());
    }
    List<String> words = new ArrayList<>();
    words.add(home.bin().resolve(name.replaceAll("-\\d+$", "")).toString());
    if (!name.equals(ClusterPlan.JOBMANAGER)) {
      // By its name the JobManager knows that one that is started again is the one that died.
      words.add("-Dtaskmanager.resource-id=" + name);
    }
    return words;
  }

  /** Waits until every TaskManager is there, and none as it was before. */
  private void awaitSlots(Map<String, String> before) throws IOException, InterruptedException {
    int slots = file.plan().taskManagers() * file.plan().slots();
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end) {
      requireAlive();
      Map<String, String> now = taskManagers();
      boolean anew = before.entrySet().stream().noneMatch(now.entrySet()::contains);
      if (anew
          && now.size() == file.plan().taskManagers()
          && rest.find("/overview").path("slots-total").asInt() == slots) {
        return;
      }
      file.processes().get(ClusterPlan.JOBMANAGER).pause(200);
    }
    throw new IOException(
        "the cluster has no "
            + slots
            + " slots after "
            + START.toSeconds()
            + " s; "
            + DetachedProcess.tail(log().resolve("jobmanager.log")));
  }

  /** Addresses of the TaskManagers that the JobManager knows, by name. */
  private Map<String, String> taskManagers() throws InterruptedException {
    Map<String, String> known = new HashMap<>();
    for (JsonNode one : rest.find("/taskmanagers").path("taskmanagers")) {
      known.put(one.path("id").asText(), one.path("path").asText());
    }
    return known;
  }

  /** Ends all processes, and waits until they have; jobs of a cluster with ZooKeeper are kept. */
  public void stop() throws IOException, InterruptedException {
    Map<String, DetachedProcess> flink = new LinkedHashMap<>(file.processes());
    DetachedProcess zooKeeper = flink.remove(ClusterPlan.ZOOKEEPER);
    flink.values().forEach(DetachedProcess::end);
    for (DetachedProcess process : flink.values()) {
      process.awaitEnd(END);
    }
    // Last: a JobManager takes leave of it.
    if (zooKeeper != null) {
      zooKeeper.end();
      zooKeeper.awaitEnd(END);
    }
    FolderTree.delete(folder.resolve("tmp"));
    ClusterFile.remove(folder);
  }
}
