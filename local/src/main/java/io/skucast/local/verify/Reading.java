package io.skucast.local.verify;

import com.fasterxml.jackson.databind.JsonNode;

/** All results of one kind that a run has left in one place, to be gone through more than once. */
interface Reading {
  /** Takes one result. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param id what the result describes; the same in every run
     * @param version of two results of one id, the one with the higher version holds
     */
    void see(String id, long version, JsonNode result);
  }

  /** Where it is and of which kind, in the words of a person. */
  String name();

  void each(Visitor visitor) throws Exception;
}
