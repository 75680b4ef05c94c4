package io.skucast.savepoints.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether a job can go on from a savepoint, and all that was compared.
 *
 * @param savepoint its path
 * @param findings operators in the order of the job, then those that it no longer has
 */
public record CompatibilityReport(String savepoint, List<Finding> findings) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Findings with this verdict. */
  public List<Finding> with(Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
  }

  /**
   * Whether the job may go on.
   *
   * @param mayDrop whether state without a place in the job may be left behind
   */
  public boolean accepts(boolean mayDrop) {
    return with(Verdict.REFUSED).isEmpty() && (mayDrop || with(Verdict.DROPPED).isEmpty());
  }

  /** Why the job may not go on, a line each; empty where it may. */
  public List<String> reasons(boolean mayDrop) {
    List<String> reasons = new ArrayList<>(lines(Verdict.REFUSED));
    if (!mayDrop) {
      reasons.addAll(lines(Verdict.DROPPED));
    }
    return reasons;
  }

  /** A line for each finding; what is the same of many operators is one line. */
  private List<String> lines(Verdict verdict) {
    Map<String, List<Finding>> alike = new LinkedHashMap<>();
    for (Finding finding : with(verdict)) {
      String what = finding.state().isEmpty() ? finding.what() + finding.reason() : finding.line();
      alike.computeIfAbsent(what, none -> new ArrayList<>()).add(finding);
    }
    return alike.values().stream().map(CompatibilityReport::line).toList();
  }

  private static String line(List<Finding> alike) {
    Finding first = alike.get(0);
    if (alike.size() == 1) {
      return first.line();
    }
    return "operators "
        + alike.stream().map(Finding::uid).collect(Collectors.joining(", "))
        + " are "
        + first.what()
        + (first.reason().isEmpty() ? "" : ": " + first.reason());
  }

  /** For people: a line for each finding but those that are kept, which are counted. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Verdict verdict : List.of(Verdict.REFUSED, Verdict.DROPPED, Verdict.CHANGED)) {
      for (String line : lines(verdict)) {
        text.append(String.format("%-8s %s%n", verdict.name().toLowerCase(Locale.ROOT), line));
      }
    }
    long states = with(Verdict.KEPT).stream().filter(finding -> !finding.state().isEmpty()).count();
    return text.append(String.format("%-8s %d states as they are%n", "kept", states)).toString();
  }

  /** For programs: the verdict and every finding. */
  public String json() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("savepoint", savepoint);
    report.put("compatible", accepts(false));
    report.put("compatibleIfStateMayBeDropped", accepts(true));
    report.put("findings", findings);
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
