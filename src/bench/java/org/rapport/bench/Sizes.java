package org.rapport.bench;

import java.util.SortedMap;
import java.util.TreeMap;

/** How large each part is: quick by default, {@code scale=full} for the issue's own sizes. */
final class Sizes {
  private final SortedMap<String, String> given = new TreeMap<>();

  /**
   * @param text {@code name=value,name=value}
   */
  Sizes(String text) {
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        int equals = part.indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException(
              "\"%s\" is no size.%nMaybe you meant -Dbench.sizes=bulk.customers=5000,post.seconds=2"
                  .formatted(part));
        }
        given.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      }
    }
  }

  boolean full() {
    return "full".equals(given.get("scale"));
  }

  int get(String name, int quick, int full) {
    String value = given.get(name);
    return value == null ? (full() ? full : quick) : Integer.parseInt(value.replace("_", ""));
  }

  int get(String name, int always) {
    return get(name, always, always);
  }

  String get(String name, String otherwise) {
    return given.getOrDefault(name, otherwise);
  }

  @Override
  public String toString() {
    return given.isEmpty() ? "quick sizes" : given.toString();
  }
}
