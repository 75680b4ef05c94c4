package io.skucast.job.deep;

import io.skucast.core.deep.Candidate;
import io.skucast.core.deep.DeepFault;
import io.skucast.core.deep.DeepLesson;
import io.skucast.core.deep.DeepVersion;
import io.skucast.core.score.Alert;
import io.skucast.deep.artifact.Entry;
import io.skucast.deep.artifact.Manifest;
import io.skucast.deep.artifact.ModelStore;
import io.skucast.job.config.DeepOptions;
import io.skucast.job.config.Settings;
import io.skucast.job.state.States;
import io.skucast.job.time.OriginClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Reads the registry of models, in one subtask: whenever a period has ended everywhere it takes the
 * entries that have come since. Of its input the watermarks alone count. An entry acts from the
 * next origin on, or from any where it was there before the first; how many entries have been taken
 * is state, so that after a crash none is taken at another origin than before.
 */
public class DeepRegistry extends AbstractStreamOperator<Candidate>
    implements OneInputStreamOperator<DeepLesson, Candidate> {
  private static final long serialVersionUID = 1;
  private static final DeepVersion REGISTRY = new DeepVersion(DeepVersion.NONE, "", 0, 0);

  private final Settings settings;
  private final OutputTag<DeepFault> faults;

  private transient OriginClock clock;
  private transient ModelStore store;
  private transient ListState<Integer> takenState;

  /** Entries that were taken; negative before the registry was first looked for. */
  private transient int taken;

  private transient int lastEnded;
  private transient String lastSeen;

  public DeepRegistry(Settings settings, OutputTag<DeepFault> faults) {
    this.settings = settings;
    this.faults = faults;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    takenState = context.getOperatorStateStore().getListState(States.registryEntries());
    taken = -1;
    for (int restored : takenState.get()) {
      taken = Math.max(taken, restored);
    }
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    takenState.update(List.of(taken));
  }

  @Override
  public void open() throws Exception {
    super.open();
    clock = new OriginClock(settings.calendars());
    store = new ModelStore(Path.of(settings.get(DeepOptions.MODELS)));
    lastEnded = Integer.MIN_VALUE;
    getMetricGroup().gauge("deep_registry_entries", () -> Math.max(0, taken));
  }

  /** Its watermarks alone count. */
  @Override
  public void processElement(StreamRecord<DeepLesson> record) {}

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (mark.getTimestamp() != Long.MAX_VALUE && clock.lastEnded(mark.getTimestamp()) > lastEnded) {
      lastEnded = clock.lastEnded(mark.getTimestamp());
      read();
    }
    super.processWatermark(mark);
  }

  private void read() {
    int known = Math.max(0, taken);
    int from = taken < 0 ? Candidate.ALWAYS : lastEnded + 1;
    try {
      List<Candidate> added = added(known, lastEnded, from);
      added.forEach(candidate -> output.collect(new StreamRecord<>(candidate)));
      taken = known + added.size();
    } catch (IOException | RuntimeException unreadable) {
      taken = known;
      DeepFault fault =
          new DeepFault(Alert.Kind.DEEP_REFUSED, REGISTRY, lastEnded, unreadable.getMessage());
      output.collect(faults, new StreamRecord<>(fault));
    }
  }

  /**
   * Entries of the registry that have not been taken.
   *
   * @param known entries that were taken, or 0
   * @param ended last period that has ended everywhere
   * @param from first origin that they may act at
   * @throws IOException where the registry cannot be read
   */
  protected List<Candidate> added(int known, int ended, int from) throws IOException {
    if (!Files.isDirectory(store.root())) {
      throw new IOException(
          "deep.models names "
              + store.root()
              + ", which is no folder here: create it on every machine");
    }
    String seen = seen();
    if (seen.equals(lastSeen)) {
      return List.of();
    }
    List<Entry> entries = store.entries();
    if (entries.size() < known) {
      throw new IOException(
          "the registry in "
              + store.root()
              + " has "
              + entries.size()
              + " entries, of which "
              + known
              + " were taken: entries are only added, restore it");
    }
    List<Candidate> added = new ArrayList<>();
    for (int i = known; i < entries.size(); i++) {
      added.add(candidate(i + 1, entries.get(i), ended, from));
    }
    lastSeen = seen;
    return added;
  }

  /** What tells one state of the registry's file from another. */
  private String seen() throws IOException {
    Path file = store.root().resolve(ModelStore.REGISTRY_FILE);
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return "none";
    }
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    return attributes.fileKey() + "|" + attributes.size() + "|" + attributes.lastModifiedTime();
  }

  private Candidate candidate(int number, Entry entry, int ended, int from) {
    int trainedThrough = Candidate.ALWAYS;
    int effectiveFrom = Candidate.ALWAYS;
    String fault = "";
    if (entry.publishes()) {
      try {
        Manifest manifest = store.verify(entry.version()).manifest();
        trainedThrough = manifest.trainedThroughPeriod();
        fault = ModelFit.mismatch(manifest, settings);
        if (entry.effectiveFrom() != null) {
          effectiveFrom = DeepOptions.origin(settings, entry.effectiveFrom());
        }
      } catch (IOException | RuntimeException broken) {
        fault = String.valueOf(broken.getMessage());
      }
    }
    return new Candidate(
        number,
        entry.version(),
        entry.sha256(),
        entry.publishes(),
        ended,
        from,
        trainedThrough,
        effectiveFrom,
        fault);
  }
}
