package io.skucast.core.demand;

/**
 * 128 bits of a sale id. Two ids of one series and period collide with a probability of about n² /
 * 2^129, so that no sale is ever taken for a duplicate of another in practice; keeping 16 bytes
 * instead of the text keeps state small.
 */
public record Fingerprint(long high, long low) {

  public static Fingerprint of(String id) {
    long high = 0x9E3779B97F4A7C15L;
    long low = 0xC2B2AE3D27D4EB4FL;
    for (int i = 0; i < id.length(); i++) {
      long c = id.charAt(i) + 1L;
      high = Long.rotateLeft((high ^ c) * 0xBF58476D1CE4E5B9L, 29);
      low = Long.rotateLeft((low ^ (c * 0x94D049BB133111EBL)) * 0xD6E8FEB86659FD93L, 31) + high;
    }
    return new Fingerprint(mix(high ^ id.length()), mix(low + high));
  }

  /** Finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }
}
