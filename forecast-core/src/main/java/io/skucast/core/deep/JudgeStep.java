package io.skucast.core.deep;

import io.skucast.core.deep.JudgedVersion.Standing;
import io.skucast.core.score.Alert;
import java.util.Collection;
import java.util.TreeMap;

/**
 * Decides which published version forecasts are made with. Pure: it changes only the versions and
 * decisions that it is given.
 *
 * <p>A version is tried on what happened, beside the one that serves: over the last origins that it
 * was scored at its pinball loss must be no greater than that of the yardstick and of the serving
 * version on the same rows; otherwise it is rejected for good. A serving version that becomes worse
 * than the one before it is rolled back to that, and one that becomes worse than the yardstick is
 * suspended. A version that is withdrawn ends with the next origin.
 */
public final class JudgeStep {
  /**
   * @param trialOrigins scored origins that decide; 0: versions serve without a trial
   * @param tolerance part by which a serving version may be worse than the one before it
   * @param latenessPeriods periods for which a closed period still takes corrections
   */
  public record Rules(int trialOrigins, double tolerance, int latenessPeriods) {}

  /** Takes what is decided. */
  public interface Outlet {
    void version(DeepVersion version);

    void fault(DeepFault fault);
  }

  private final Rules rules;

  public JudgeStep(Rules rules) {
    this.rules = rules;
  }

  /**
   * Takes an entry of the registry.
   *
   * @param judged by entry, those of {@link Candidate#publishes} alone
   * @param decided what was decided so far
   */
  public void take(
      Candidate candidate,
      TreeMap<Integer, JudgedVersion> judged,
      DeepVersions decided,
      Outlet outlet) {
    if (!candidate.publishes()) {
      withdraw(candidate, judged, decided, outlet);
      return;
    }
    JudgedVersion version = new JudgedVersion(candidate);
    judged.put(candidate.entry(), version);
    if (!candidate.fault().isEmpty()) {
      refuse(version, Alert.Kind.DEEP_REFUSED, candidate.taken(), 0, 0, candidate.fault(), outlet);
    } else if (rules.trialOrigins() == 0) {
      version.standing = Standing.SERVING;
      int first =
          candidate.effectiveFrom() == Candidate.ALWAYS
              ? candidate.from() + rules.latenessPeriods()
              : candidate.from();
      version.effective = Math.max(first, candidate.firstOrigin());
      decide(version, version.effective, decided, outlet);
    }
  }

  private void withdraw(
      Candidate candidate,
      TreeMap<Integer, JudgedVersion> judged,
      DeepVersions decided,
      Outlet outlet) {
    for (JudgedVersion version : judged.values()) {
      if (version.name.equals(candidate.version()) && version.standing != Standing.WITHDRAWN) {
        version.standing = Standing.WITHDRAWN;
        DeepVersion then = decided.at(candidate.from());
        if (then != null
            && then.entry() == version.entry
            && then.effectiveOrigin() < candidate.from()) {
          decide(heir(candidate.from(), judged), candidate.from(), decided, outlet);
        }
        for (int origin : originsOf(version, candidate.from(), decided)) {
          decide(heir(origin, judged), origin, decided, outlet);
        }
      }
    }
  }

  private static int[] originsOf(JudgedVersion version, int from, DeepVersions decided) {
    return decided.byOrigin().tailMap(from, true).values().stream()
        .filter(decision -> decision.entry() == version.entry)
        .mapToInt(DeepVersion::effectiveOrigin)
        .toArray();
  }

  /** Of those that serve or served, the one that was decided on last as of an origin. */
  private static JudgedVersion heir(int origin, TreeMap<Integer, JudgedVersion> judged) {
    JudgedVersion heir = null;
    for (JudgedVersion version : judged.values()) {
      boolean mayServe =
          version.standing == Standing.SERVING || version.standing == Standing.FORMER;
      if (mayServe
          && version.effective <= origin
          && (heir == null || version.effective >= heir.effective)) {
        heir = version;
      }
    }
    if (heir != null) {
      heir.standing = Standing.SERVING;
    }
    return heir;
  }

  /**
   * Takes all that was scored at an origin and decides.
   *
   * @param period at whose end the scores are complete
   * @param scored sums over all lessons of the origin, one a version
   */
  public void judge(
      int period,
      Collection<TrialSums> scored,
      TreeMap<Integer, JudgedVersion> judged,
      DeepVersions decided,
      Outlet outlet) {
    if (rules.trialOrigins() == 0) {
      return;
    }
    for (TrialSums sums : scored) {
      JudgedVersion version = judged.get(sums.entry());
      if (version == null || !version.isLive()) {
        continue;
      }
      if (!sums.fault().isEmpty() && version.standing == Standing.ON_TRIAL) {
        refuse(version, Alert.Kind.DEEP_REFUSED, period, 0, 0, sums.fault(), outlet);
      } else if (sums.rows() > 0) {
        version.score(sums, rules.trialOrigins());
      }
    }
    int effective = period + rules.latenessPeriods() + 1;
    JudgedVersion serving = keepServing(period, effective, judged, decided, outlet);
    for (JudgedVersion version : judged.values()) {
      if (version.standing == Standing.ON_TRIAL && isTried(version)) {
        serving = decide(version, serving, period, effective, judged, decided, outlet);
      }
    }
  }

  private boolean isTried(JudgedVersion version) {
    return version.origins.length == rules.trialOrigins();
  }

  private static JudgedVersion of(Standing standing, TreeMap<Integer, JudgedVersion> judged) {
    return judged.values().stream().filter(v -> v.standing == standing).findFirst().orElse(null);
  }

  private JudgedVersion keepServing(
      int period,
      int effective,
      TreeMap<Integer, JudgedVersion> judged,
      DeepVersions decided,
      Outlet outlet) {
    JudgedVersion serving = of(Standing.SERVING, judged);
    if (serving == null || !isTried(serving)) {
      return serving;
    }
    double loss = serving.pinball() / TrialLoss.MICRO;
    if (serving.pinball() > serving.yardstick()) {
      refuse(
          serving,
          Alert.Kind.DEEP_SUSPENDED,
          period,
          loss,
          serving.yardstick() / TrialLoss.MICRO,
          "Deep model version '%s' is suspended: over its last %d scored origins its loss is above that of what series last sold; publish another version."
              .formatted(serving.name, rules.trialOrigins()),
          outlet);
      end(serving, null, effective, decided, outlet);
      return null;
    }
    JudgedVersion former = of(Standing.FORMER, judged);
    double allowed = former == null ? 0 : (1 + rules.tolerance()) * former.pinball();
    if (former == null || !serving.isComparable(former) || !(serving.pinball() > allowed)) {
      return serving;
    }
    refuse(
        serving,
        Alert.Kind.DEEP_ROLLED_BACK,
        period,
        loss,
        allowed / TrialLoss.MICRO,
        "Deep model version '%s' is rolled back to '%s': over the last %d scored origins it became worse; withdraw it."
            .formatted(serving.name, former.name, rules.trialOrigins()),
        outlet);
    former.standing = Standing.SERVING;
    end(serving, former, effective, decided, outlet);
    return former;
  }

  private JudgedVersion decide(
      JudgedVersion version,
      JudgedVersion serving,
      int period,
      int effective,
      TreeMap<Integer, JudgedVersion> judged,
      DeepVersions decided,
      Outlet outlet) {
    // Until both have been scored on the same rows nothing can be said.
    if (serving != null && !version.isComparable(serving)) {
      return serving;
    }
    long limit =
        serving == null ? version.yardstick() : Math.min(version.yardstick(), serving.pinball());
    if (version.pinball() > limit) {
      refuse(
          version,
          Alert.Kind.DEEP_REJECTED,
          period,
          version.pinball() / TrialLoss.MICRO,
          limit / TrialLoss.MICRO,
          "Deep model version '%s' is not served: over %d origins of its trial its loss was above that of %s; train another version."
              .formatted(
                  version.name,
                  rules.trialOrigins(),
                  serving == null || limit == version.yardstick()
                      ? "what series last sold"
                      : "version '" + serving.name + "', which serves"),
          outlet);
      return serving;
    }
    JudgedVersion former = of(Standing.FORMER, judged);
    if (former != null) {
      // Only the one before is gone back to; it may be published again.
      former.standing = Standing.REJECTED;
    }
    if (serving != null) {
      serving.standing = Standing.FORMER;
    }
    version.standing = Standing.SERVING;
    version.effective = Math.max(effective, version.effectiveFrom);
    decide(version, version.effective, decided, outlet);
    return version;
  }

  /** From an origin on another one serves, at later origins too that were decided on before. */
  private static void end(
      JudgedVersion version,
      JudgedVersion heir,
      int effective,
      DeepVersions decided,
      Outlet outlet) {
    int[] later = originsOf(version, effective, decided);
    decide(heir, effective, decided, outlet);
    for (int origin : later) {
      if (origin != effective) {
        decide(heir, origin, decided, outlet);
      }
    }
  }

  private static void decide(
      JudgedVersion version, int effective, DeepVersions decided, Outlet outlet) {
    DeepVersion decision =
        version == null
            ? DeepVersion.none(effective)
            : new DeepVersion(version.name, version.sha256, version.entry, effective);
    decided.put(decision);
    outlet.version(decision);
  }

  private static void refuse(
      JudgedVersion version,
      Alert.Kind kind,
      int period,
      double value,
      double limit,
      String message,
      Outlet outlet) {
    version.standing = Standing.REJECTED;
    outlet.fault(new DeepFault(kind, version.entry, version.name, period, value, limit, message));
  }

  /** Removes versions that are over and that no decision which may still count names. */
  public static void forget(
      int oldest, TreeMap<Integer, JudgedVersion> judged, DeepVersions decided) {
    decided.forget(oldest);
    judged
        .values()
        .removeIf(
            version ->
                !version.isLive()
                    && decided.all().stream().noneMatch(d -> d.entry() == version.entry));
  }
}
