package io.skucast.local.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a cluster is made of.
 *
 * @param taskManagers how many there are
 * @param slots of each of them
 * @param highAvailability whether a ZooKeeper beside it keeps what a JobManager needs to take its
 *     jobs up again
 * @param flink Flink's configuration, over what a cluster on one machine needs
 */
public record ClusterPlan(
    int taskManagers, int slots, boolean highAvailability, Map<String, String> flink) {
  static final String ZOOKEEPER = "zookeeper";
  static final String JOBMANAGER = "jobmanager";
  private static final int MOST = 64;

  /**
   * @throws IllegalArgumentException if there would be no or too many TaskManagers or slots
   */
  public ClusterPlan {
    require("taskmanagers", taskManagers);
    require("slots", slots);
    flink = Map.copyOf(flink);
  }

  /** Names of its processes, in the order in which they are started. */
  List<String> processes() {
    List<String> names = new ArrayList<>();
    if (highAvailability) {
      names.add(ZOOKEEPER);
    }
    names.add(JOBMANAGER);
    for (int i = 1; i <= taskManagers; i++) {
      names.add("taskmanager-" + i);
    }
    return names;
  }

  private static void require(String name, int count) {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException(
          "--" + name + " has the value " + count + ": allowed is a number from 1 to " + MOST);
    }
  }
}
