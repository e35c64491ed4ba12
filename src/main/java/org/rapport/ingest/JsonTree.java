package org.rapport.ingest;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** JSON within the limits of one item, numbers still as they were written. */
sealed interface JsonTree {

  /** An object; of two fields with one name the last one stands. */
  record Fields(SortedMap<String, JsonTree> byName) implements JsonTree {

    /** The field's value; null when it is absent or JSON's null. */
    @Nullable JsonTree get(String name) {
      JsonTree value = byName.get(name);
      return value instanceof NullLeaf ? null : value;
    }

    /** The field's text; null when it is no text. */
    @Nullable String text(String name) {
      return byName.get(name) instanceof TextLeaf leaf ? leaf.text() : null;
    }

    /** The field's object; null when it is none. */
    @Nullable Fields fields(String name) {
      return byName.get(name) instanceof Fields fields ? fields : null;
    }
  }

  /** A list. */
  record Elements(List<JsonTree> list) implements JsonTree {}

  /** A text. */
  record TextLeaf(String text) implements JsonTree {}

  /** A number, as written: {@code 1e999999999} is never worked out. */
  record NumberLeaf(String literal) implements JsonTree {}

  /** True or false. */
  record FlagLeaf(boolean flag) implements JsonTree {}

  /** JSON's null. */
  record NullLeaf() implements JsonTree {}

  /**
   * Something beyond the limits, which was read over.
   *
   * @param why what it went beyond
   * @param messageId its id, when one was seen
   */
  record Refused(ItemRefusedException why, @Nullable String messageId) implements JsonTree {}

  /** The only null needed. */
  NullLeaf NULL = new NullLeaf();
}
