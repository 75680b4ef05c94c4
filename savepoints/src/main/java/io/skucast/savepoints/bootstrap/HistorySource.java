package io.skucast.savepoints.bootstrap;

import io.skucast.core.sale.Incoming;
import io.skucast.job.config.Settings;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A history as a source that stays when it has told all: the end of input would close every period
 * there is and say that no sale can follow, which in a live job never happens. For one subtask in
 * this process, since who waits for the end is told of it here.
 */
final class HistorySource implements Source<Incoming, HistorySource.All, Integer> {
  /** Runs in this process by their names: when each has told all. */
  private static final Map<String, CompletableFuture<Long>> ENDS = new ConcurrentHashMap<>();

  private final History history;
  private final Settings settings;
  private final int periodsAtOnce;
  private final int exactFrom;
  private final String run = UUID.randomUUID().toString();

  /**
   * It tells the clock itself: see {@link io.skucast.job.time.SaleWatermarks#timesAlone}.
   *
   * @param periodsAtOnce periods that are over before the clock says so
   * @param exactFrom period from which on it says so of each
   */
  HistorySource(History history, Settings settings, int periodsAtOnce, int exactFrom) {
    this.history = history;
    this.settings = settings;
    this.periodsAtOnce = periodsAtOnce;
    this.exactFrom = exactFrom;
  }

  /** Completed with the number of records when all have been handed on; forgotten by close. */
  CompletableFuture<Long> end() {
    return ENDS.computeIfAbsent(run, name -> new CompletableFuture<>());
  }

  /** Forgets the run. */
  void forget() {
    ENDS.remove(run);
  }

  /** The one split there is. */
  record All() implements SourceSplit {
    @Override
    public String splitId() {
      return "all";
    }
  }

  private static final class Reader implements SourceReader<Incoming, All> {
    private final History history;
    private final HeldClock clock;
    private final CompletableFuture<Long> end;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private Iterator<Incoming> records;
    private long told;

    Reader(History history, HeldClock clock, CompletableFuture<Long> end) {
      this.history = history;
      this.clock = clock;
      this.end = end;
    }

    @Override
    public void start() {
      // The one split is handed out unasked.
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Incoming> output) {
      if (records != null && records.hasNext()) {
        Incoming incoming = records.next();
        clock.before(incoming, output);
        output.collect(incoming);
        clock.after(incoming, output);
        told++;
        return InputStatus.MORE_AVAILABLE;
      }
      if (records != null) {
        records = null;
        clock.release(output);
        available = new CompletableFuture<>();
        end.complete(told);
      }
      return InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public void addSplits(List<All> splits) {
      records = history.open();
      available.complete(null);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return available;
    }

    /** Nothing: a run that fails is begun anew from the first record. */
    @Override
    public List<All> snapshotState(long checkpointId) {
      return new ArrayList<>();
    }

    @Override
    public void notifyNoMoreSplits() {
      // The source goes on all the same.
    }

    @Override
    public void close() {
      records = null;
    }
  }

  /** Hands the one split to the first subtask. */
  private record Enumerator(SplitEnumeratorContext<All> context)
      implements SplitEnumerator<All, Integer> {
    @Override
    public void start() {
      // Waits for the subtask.
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
      // None is ever made.
    }

    @Override
    public void addSplitsBack(List<All> splits, int subtask) {
      throw new IllegalStateException("a bootstrap is begun anew, not gone on with");
    }

    @Override
    public void addReader(int subtask) {
      if (subtask == 0) {
        context.assignSplit(new All(), subtask);
      }
    }

    @Override
    public Integer snapshotState(long checkpointId) {
      return 0;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Incoming, All> createReader(SourceReaderContext context) {
    return new Reader(history, new HeldClock(settings, periodsAtOnce, exactFrom), end());
  }

  @Override
  public SplitEnumerator<All, Integer> createEnumerator(SplitEnumeratorContext<All> context) {
    return new Enumerator(context);
  }

  @Override
  public SplitEnumerator<All, Integer> restoreEnumerator(
      SplitEnumeratorContext<All> context, Integer checkpoint) {
    throw new IllegalStateException("a bootstrap is begun anew, not gone on with");
  }

  @Override
  public SimpleVersionedSerializer<All> getSplitSerializer() {
    return new Nothing<>(new All());
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new Nothing<>(0);
  }

  /** Of what has one value only. */
  private record Nothing<T>(T value) implements SimpleVersionedSerializer<T> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(T ignored) {
      return new byte[0];
    }

    @Override
    public T deserialize(int version, byte[] bytes) {
      return value;
    }
  }
}
