package io.skucast.savepoints.check;

/** Why something failed, in one line. */
final class Reason {
  private static final int LONGEST = 400;

  private Reason() {}

  /** The innermost cause that says anything. */
  static String of(Throwable error) {
    String said = error.getClass().getSimpleName();
    int depth = 0;
    for (Throwable at = error; at != null && depth < 50; at = at.getCause(), depth++) {
      if (at.getMessage() != null && !at.getMessage().isBlank()) {
        boolean isMissingClass = at instanceof ClassNotFoundException || at instanceof LinkageError;
        said = (isMissingClass ? "no class " : "") + at.getMessage();
      }
    }
    String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
