package io.skucast.core.sale;

/** The thing forecast: one SKU at one location. */
public record Series(String sku, String location) {
  /** In place of a SKU or a location: all of them. No sale may be of one by this name. */
  public static final String ALL = "*";

  /** First part of the name that all SKUs of a category have together; no SKU's begins so. */
  public static final String CATEGORY_PREFIX = "category:";

  /** Validation refuses control characters in names, so this one separates without doubt. */
  private static final char SEPARATOR = '\u001f';

  /** One string for both names: the key by which a job shuffles and stores. */
  public static String key(String sku, String location) {
    return sku + SEPARATOR + location;
  }

  public static Series ofKey(String key) {
    int at = key.indexOf(SEPARATOR);
    if (at < 0) {
      throw new IllegalArgumentException("not a series key: '" + key + "'");
    }
    return new Series(key.substring(0, at), key.substring(at + 1));
  }

  public String key() {
    return key(sku, location);
  }

  /** Readable and unambiguous: {@code sku|location} with {@code |} and {@code \} escaped. */
  public String id() {
    return escape(sku) + '|' + escape(location);
  }

  private static String escape(String name) {
    return name.indexOf('|') < 0 && name.indexOf('\\') < 0
        ? name
        : name.replace("\\", "\\\\").replace("|", "\\|");
  }
}
