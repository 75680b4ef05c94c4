package io.skucast.core.score;

/** Takes what scoring a period gives: first the scores, in the order of the plan, then alerts. */
public interface ScoreSink {
  /** Whether the scores are to be told; what is learned from them is the same either way. */
  default boolean wantsScores() {
    return true;
  }

  void score(Scored scored) throws Exception;

  void alert(Alert alert) throws Exception;
}
