package io.skucast.savepoints.check;

import io.skucast.savepoints.file.OperatorNames;
import io.skucast.savepoints.file.SavepointFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * Whether a job can go on from a savepoint. What Flink would refuse is refused here before anything
 * is stopped, and so is what Flink lets pass though state is lost by it: states and fields that are
 * gone.
 */
public final class Compatibility {
  private final SavepointFile savepoint;
  private final JobShape job;
  private final List<Finding> findings = new ArrayList<>();

  private Compatibility(SavepointFile savepoint, JobShape job) {
    this.savepoint = savepoint;
    this.job = job;
  }

  /**
   * Compares every operator and every state of the two. Reads no more than heads of files.
   *
   * @throws UncheckedIOException if one of the files is gone: of a checkpoint, for a newer one
   */
  public static CompatibilityReport check(SavepointFile savepoint, JobShape job) {
    return new Compatibility(savepoint, job).report();
  }

  private CompatibilityReport report() {
    List<JobOperator> added = new ArrayList<>();
    for (JobOperator operator : job.operators()) {
      OperatorState stored = savepoint.operators().get(operator.id());
      if (stored == null) {
        added.add(operator);
      } else {
        compareOperator(operator, stored);
      }
    }
    List<OperatorState> removed =
        savepoint.operators().values().stream()
            .filter(stored -> job.operator(stored.getOperatorID()).isEmpty())
            .toList();
    ChangedUids changed = ChangedUids.of(removed, added, job);
    added.forEach(operator -> reportAdded(operator, changed));
    removed.forEach(stored -> reportRemoved(stored, changed));
    return new CompatibilityReport(savepoint.path(), List.copyOf(findings));
  }

  private void compareOperator(JobOperator operator, OperatorState stored) {
    int most = operator.maxParallelism();
    int bound = stored.getMaxParallelism();
    if (most != JobOperator.ANY && most != bound) {
      findings.add(
          new Finding(
              operator.uid(),
              "",
              "cut into other parts",
              Verdict.REFUSED,
              "the savepoint has maximum parallelism "
                  + bound
                  + " and the job "
                  + most
                  + ": give --state.max-parallelism="
                  + bound));
      return;
    }
    if (operator.parallelism() > bound) {
      findings.add(
          new Finding(
              operator.uid(),
              "",
              "too wide",
              Verdict.REFUSED,
              "parallelism "
                  + operator.parallelism()
                  + " is above the savepoint's maximum of "
                  + bound
                  + ": submit it with "
                  + bound
                  + " at most"));
      return;
    }
    findings.add(new Finding(operator.uid(), "", "there", Verdict.KEPT, ""));
    try {
      StoredStates states = StoredStates.of(stored, job.loader());
      findings.addAll(new OperatorStates(operator, job.states(operator.uid())).compare(states));
    } catch (UncheckedIOException gone) {
      throw gone;
    } catch (IOException | RuntimeException | LinkageError unreadable) {
      findings.add(
          new Finding(
              operator.uid(),
              "",
              "unreadable for this jar",
              Verdict.REFUSED,
              Reason.of(unreadable) + "; its states could not be compared any further"));
    }
  }

  private void reportAdded(JobOperator operator, ChangedUids changed) {
    List<KeptState> states = job.states(operator.uid());
    boolean keeps = !states.isEmpty();
    String names =
        keeps
            ? "begins without state, and with it "
                + states.stream().map(KeptState::name).collect(Collectors.joining(", "))
            : "";
    findings.add(
        new Finding(
            operator.uid(),
            "",
            "added",
            Verdict.CHANGED,
            names + changed.of(operator).map(old -> "; likely it was " + old).orElse("")));
  }

  private void reportRemoved(OperatorState stored, ChangedUids changed) {
    String uid = OperatorNames.nameOf(stored.getOperatorID());
    if (!hasState(stored)) {
      findings.add(new Finding(uid, "", "removed", Verdict.KEPT, "it kept no state"));
      return;
    }
    String names = ChangedUids.namesOf(stored);
    String dropped =
        names.isEmpty() ? "its state would be dropped" : "its states would be dropped: " + names;
    String pair =
        changed
            .of(stored)
            .map(now -> "; likely its uid was changed to " + now + ": change it back")
            .orElse("");
    findings.add(new Finding(uid, "", "removed", Verdict.DROPPED, dropped + pair));
  }

  /** By the rule that Flink refuses by. */
  private static boolean hasState(OperatorState stored) {
    return stored.getCoordinatorState() != null
        || stored.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
  }
}
