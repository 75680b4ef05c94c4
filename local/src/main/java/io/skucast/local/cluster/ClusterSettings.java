package io.skucast.local.cluster;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Flink's configuration of a cluster. */
public final class ClusterSettings {
  private static final String HOST = "127.0.0.1";

  private ClusterSettings() {}

  /**
   * What the job needs of any cluster: memory outside of the heap, and TensorFlow's classes once a
   * process.
   *
   * @param slots of each TaskManager
   */
  public static Map<String, String> ofJob(int slots) {
    Map<String, String> all = new TreeMap<>();
    all.put("jobmanager.memory.process.size", "1g");
    all.put("taskmanager.numberOfTaskSlots", slots + "");
    all.put("taskmanager.memory.process.size", 1664 + 192 * slots + "m");
    // RocksDB's, for what is written and what is read again.
    all.put("taskmanager.memory.managed.size", 64 * slots + "m");
    // What TensorFlow allocates is neither heap nor direct memory.
    all.put("taskmanager.memory.task.off-heap.size", "384m");
    // Were its classes in a job's jar too, each job would load the native library, and fail.
    all.put(
        "classloader.parent-first-patterns.additional",
        "org.tensorflow.;org.bytedeco.;com.google.protobuf.");
    return all;
  }

  /** And of one on the loopback interface, with its state in the folder; the plan's own win. */
  static Map<String, String> of(Path folder, ClusterFile file) {
    Map<String, String> all = new TreeMap<>(ofJob(file.plan().slots()));
    all.put("jobmanager.rpc.address", HOST);
    all.put("jobmanager.bind-host", HOST);
    all.put("jobmanager.rpc.port", file.rpcPort() + "");
    all.put("rest.address", HOST);
    all.put("rest.bind-address", HOST);
    all.put("rest.port", file.restPort() + "");
    all.put("taskmanager.host", HOST);
    all.put("taskmanager.bind-host", HOST);
    // A TaskManager looks for a JobManager that was started again as often as this.
    all.put("cluster.registration.error-delay", "1 s");
    // On one machine a process that does not answer is dead, not far away.
    all.put("heartbeat.interval", "2 s");
    all.put("io.tmp.dirs", folder.resolve("tmp").toString());
    all.put("web.tmpdir", folder.resolve("tmp").toString());
    all.put("execution.checkpointing.dir", checkpoints(folder).toUri().toString());
    all.put("execution.checkpointing.savepoint-dir", savepoints(folder).toUri().toString());
    if (file.plan().highAvailability()) {
      all.put("high-availability.type", "zookeeper");
      all.put("high-availability.zookeeper.quorum", HOST + ":" + file.zooKeeperPort());
      all.put("high-availability.cluster-id", "/skucast");
      all.put("high-availability.storageDir", folder.resolve("ha").toUri().toString());
      all.put("high-availability.jobmanager.port", file.rpcPort() + "");
      // For so long the next JobManager waits for the one that was killed.
      all.put("high-availability.zookeeper.client.session-timeout", "5 s");
      all.put("high-availability.zookeeper.client.connection-timeout", "5 s");
    }
    all.putAll(file.plan().flink());
    return all;
  }

  /** Of a ZooKeeper of one node. */
  static String zooKeeper(Path folder, int port) {
    return "tickTime=1000\ndataDir="
        + folder.resolve("zookeeper")
        + "\nclientPort="
        + port
        + "\nclientPortAddress="
        + HOST
        + "\nadmin.enableServer=false\nautopurge.purgeInterval=1\n";
  }

  static Path checkpoints(Path folder) {
    return folder.resolve("state").resolve("checkpoints");
  }

  static Path savepoints(Path folder) {
    return folder.resolve("state").resolve("savepoints");
  }
}
