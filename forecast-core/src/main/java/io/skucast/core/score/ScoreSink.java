package io.skucast.core.score;

/** Takes what scoring a period gives: first the scores, in the order of the plan, then alerts. */
public interface ScoreSink {
  void score(Scored scored) throws Exception;

  void alert(Alert alert) throws Exception;
}
