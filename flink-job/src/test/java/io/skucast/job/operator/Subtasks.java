package io.skucast.job.operator;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** All subtasks of one operator, keyed as a cluster would key them. */
public final class Subtasks<H extends AbstractStreamOperatorTestHarness<?>> {
  public static final int MAX_PARALLELISM = 16;

  /** Makes the harness of one subtask. */
  public interface Make<H> {
    H subtask(int index) throws Exception;
  }

  private final int maxParallelism;
  private final List<H> harnesses = new ArrayList<>();

  public Subtasks(int parallelism, boolean rocks, Make<H> make) throws Exception {
    this(parallelism, MAX_PARALLELISM, rocks, make);
  }

  public Subtasks(int parallelism, int maxParallelism, boolean rocks, Make<H> make)
      throws Exception {
    this.maxParallelism = maxParallelism;
    for (int i = 0; i < parallelism; i++) {
      H harness = make.subtask(i);
      harness.setStateBackend(
          rocks ? new EmbeddedRocksDBStateBackend() : new HashMapStateBackend());
      harnesses.add(harness);
    }
  }

  /**
   * @param state of all subtasks of this operator, or null
   * @param fromParallelism how many those were
   */
  public void open(OperatorSubtaskState state, int fromParallelism) throws Exception {
    for (int i = 0; i < harnesses.size(); i++) {
      H harness = harnesses.get(i);
      harness.setup();
      if (state != null) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, maxParallelism, fromParallelism, harnesses.size(), i));
      }
      harness.open();
    }
  }

  /** What operators do before the barrier leaves them; what comes out belongs before it. */
  public void prepareSnapshot(long id) throws Exception {
    for (H harness : harnesses) {
      harness.prepareSnapshotPreBarrier(id);
    }
  }

  public OperatorSubtaskState snapshot(long id) throws Exception {
    OperatorSubtaskState[] parts = new OperatorSubtaskState[harnesses.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = harnesses.get(i).snapshot(id, id);
    }
    return AbstractStreamOperatorTestHarness.repackageState(parts);
  }

  public int size() {
    return harnesses.size();
  }

  public List<H> all() {
    return harnesses;
  }

  public H get(int subtask) {
    return harnesses.get(subtask);
  }

  public H of(String key) {
    return harnesses.get(
        KeyGroupRangeAssignment.assignKeyToParallelOperator(key, maxParallelism, size()));
  }

  /** Takes what came out since the last call, in order: values, and watermarks as such. */
  public static List<Object> take(AbstractStreamOperatorTestHarness<?> harness) {
    List<Object> taken = new ArrayList<>();
    for (Object out = harness.getOutput().poll(); out != null; out = harness.getOutput().poll()) {
      taken.add(out instanceof StreamRecord<?> record ? record.getValue() : out);
    }
    return taken;
  }

  /** The same of a side output. */
  public static <T> List<T> take(AbstractStreamOperatorTestHarness<?> harness, OutputTag<T> tag) {
    List<T> taken = new ArrayList<>();
    var records = harness.getSideOutput(tag);
    for (var out = records == null ? null : records.poll(); out != null; out = records.poll()) {
      taken.add(out.getValue());
    }
    return taken;
  }

  /** How many keys of a subtask hold something in the state of this name. */
  static long keys(KeyedStateBackend<?> backend, String state) {
    try (var keys = backend.getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.count();
    }
  }

  public int timers() {
    return harnesses.stream().mapToInt(h -> h.numEventTimeTimers()).sum();
  }

  public void close() throws Exception {
    for (H harness : harnesses) {
      harness.close();
    }
  }
}
