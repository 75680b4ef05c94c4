package io.skucast.savepoints.check;

/**
 * One thing that was compared.
 *
 * @param uid of the operator, or its id where nobody knows the uid
 * @param state its name; empty where the finding is of the operator as a whole
 * @param what was found: added, removed, unchanged, …
 * @param verdict what becomes of it
 * @param reason in words; empty where there is nothing to say
 */
public record Finding(String uid, String state, String what, Verdict verdict, String reason) {

  /** One line: what it is of, what was found, and why. */
  public String line() {
    return (state.isEmpty() ? "operator " + uid : "state " + state + " of operator " + uid)
        + " is "
        + what
        + (reason.isEmpty() ? "" : ": " + reason);
  }
}
