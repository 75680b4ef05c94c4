package io.skucast.core.feature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Names, units and order of the numbers in a feature row. A model keeps the fingerprint of the
 * layout it was trained on and refuses rows of any other. Immutable.
 */
public final class FeatureLayout {
  /**
   * Raised with every change of what a feature means or where it is; names, units, period and
   * holiday country are in the fingerprint anyway.
   */
  public static final int VERSION = 1;

  /**
   * Bytes of SHA-256 that make the fingerprint: a chance of one in 2^64 to take one for another.
   */
  private static final int FINGERPRINT_BYTES = 8;

  private final List<Feature> features;
  private final Map<String, Integer> places = new HashMap<>();
  private final String fingerprint;

  private FeatureLayout(FeatureSettings settings, List<Feature> features) {
    this.features = List.copyOf(features);
    StringBuilder identity = new StringBuilder();
    identity.append(VERSION).append('\n');
    identity.append(settings.period().name().toLowerCase(Locale.ROOT)).append('\n');
    identity.append(settings.country()).append('\n');
    for (Feature feature : features) {
      identity.append(feature.name()).append('\t').append(feature.unit()).append('\n');
      if (places.put(feature.name(), places.size()) != null) {
        throw new IllegalStateException("two features are called " + feature.name());
      }
    }
    this.fingerprint = fingerprint(identity.toString());
  }

  public static FeatureLayout of(FeatureSettings settings) {
    return of(settings, groups(settings));
  }

  static FeatureLayout of(FeatureSettings settings, List<FeatureGroup> groups) {
    List<Feature> features = new ArrayList<>();
    groups.forEach(group -> features.addAll(group.features()));
    return new FeatureLayout(settings, features);
  }

  static List<FeatureGroup> groups(FeatureSettings settings) {
    return List.of(
        new DemandFeatures(settings.period()),
        new CalendarFeatures(settings),
        new SignalFeatures(),
        new ProductFeatures(settings));
  }

  private static String fingerprint(String identity) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  public int version() {
    return VERSION;
  }

  /** The features in the order of a row. */
  public List<Feature> features() {
    return features;
  }

  /** Numbers in a row. */
  public int size() {
    return features.size();
  }

  /** Place of the feature in a row, from 0. */
  public int place(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("feature is '" + name + "', allowed is one of " + places);
    }
    return place;
  }

  /** 16 hexadecimal digits. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Refuses what was made for another layout. */
  public void requireFingerprint(String other) {
    if (!fingerprint.equals(other)) {
      throw new IllegalArgumentException(
          "feature layout is "
              + other
              + ", allowed is "
              + fingerprint
              + " (version "
              + VERSION
              + ")");
    }
  }

  /** Checks a row's length. */
  double[] requireRow(double[] row) {
    if (row.length != size()) {
      throw new IllegalArgumentException(
          "row has " + row.length + " features, allowed is " + size() + " as in the layout");
    }
    return row;
  }

  /** A table of all features. */
  public String toMarkdown() {
    StringBuilder text =
        new StringBuilder("| place | feature | unit | meaning |\n|---|---|---|---|\n");
    for (int i = 0; i < features.size(); i++) {
      Feature feature = features.get(i);
      text.append("| ").append(i);
      text.append(" | `").append(feature.name().replace("|", "\\|"));
      text.append("` | ").append(feature.unit());
      text.append(" | ").append(feature.description().replace("|", "\\|")).append(" |\n");
    }
    return text.toString();
  }
}
