package io.skucast.job.io.kafka.guard;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * A source whose enumerator, of which a job has one, is what the {@link JobGuard} knows the job by:
 * it finds splits only when the job is alone. In a savepoint it is the source that it guards.
 */
public final class GuardedSource<T, SplitT extends SourceSplit, StateT>
    implements Source<T, SplitT, StateT>, ResultTypeQueryable<T> {
  private final Source<T, SplitT, StateT> source;
  private final TypeInformation<T> type;
  private final JobGuard guard;

  public GuardedSource(Source<T, SplitT, StateT> source, TypeInformation<T> type, JobGuard guard) {
    this.source = source;
    this.type = type;
    this.guard = guard;
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return type;
  }

  @Override
  public Boundedness getBoundedness() {
    return source.getBoundedness();
  }

  @Override
  public SourceReader<T, SplitT> createReader(SourceReaderContext context) throws Exception {
    return source.createReader(context);
  }

  @Override
  public SplitEnumerator<SplitT, StateT> createEnumerator(SplitEnumeratorContext<SplitT> context)
      throws Exception {
    return new GuardedEnumerator<>(source.createEnumerator(context), context, guard);
  }

  @Override
  public SplitEnumerator<SplitT, StateT> restoreEnumerator(
      SplitEnumeratorContext<SplitT> context, StateT checkpoint) throws Exception {
    return new GuardedEnumerator<>(source.restoreEnumerator(context, checkpoint), context, guard);
  }

  @Override
  public SimpleVersionedSerializer<SplitT> getSplitSerializer() {
    return source.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<StateT> getEnumeratorCheckpointSerializer() {
    return source.getEnumeratorCheckpointSerializer();
  }

  private static final class GuardedEnumerator<SplitT extends SourceSplit, StateT>
      implements SplitEnumerator<SplitT, StateT> {
    private final SplitEnumerator<SplitT, StateT> enumerator;
    private final SplitEnumeratorContext<SplitT> context;
    private final GuardMember member;

    GuardedEnumerator(
        SplitEnumerator<SplitT, StateT> enumerator,
        SplitEnumeratorContext<SplitT> context,
        JobGuard guard) {
      this.enumerator = enumerator;
      this.context = context;
      this.member = new GuardMember(guard, JobGuard.jobOf(context.metricGroup()), this::end);
    }

    @Override
    public void start() {
      context.callAsync(
          () -> {
            try {
              return member.alone().get();
            } catch (ExecutionException e) {
              // What the guard says is told to the user as it is.
              throw e.getCause() instanceof RuntimeException said ? said : e;
            }
          },
          (alone, error) -> {
            if (error != null) {
              throw error instanceof RuntimeException said
                  ? said
                  : new FlinkRuntimeException(error);
            }
            enumerator.start();
          });
    }

    private void end(Throwable error) {
      context.runInCoordinatorThread(
          () -> {
            throw error instanceof RuntimeException said ? said : new FlinkRuntimeException(error);
          });
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {
      enumerator.handleSplitRequest(subtask, host);
    }

    @Override
    public void addSplitsBack(List<SplitT> splits, int subtask) {
      enumerator.addSplitsBack(splits, subtask);
    }

    @Override
    public void addReader(int subtask) {
      enumerator.addReader(subtask);
    }

    @Override
    public StateT snapshotState(long checkpoint) throws Exception {
      return enumerator.snapshotState(checkpoint);
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) throws Exception {
      enumerator.notifyCheckpointComplete(checkpoint);
    }

    @Override
    public void notifyCheckpointAborted(long checkpoint) throws Exception {
      enumerator.notifyCheckpointAborted(checkpoint);
    }

    @Override
    public void handleSourceEvent(int subtask, SourceEvent event) {
      enumerator.handleSourceEvent(subtask, event);
    }

    @Override
    public void close() throws IOException {
      try {
        member.leave();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        enumerator.close();
      }
    }
  }
}
