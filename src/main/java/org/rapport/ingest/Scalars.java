package org.rapport.ingest;

import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.model.Millionths;
import org.rapport.model.Value;

/** The numbers, texts and flags in a JSON object, by dotted path. */
final class Scalars {
  private final SortedMap<String, Value> found = new TreeMap<>();
  private final boolean nullRemoves;

  private Scalars(boolean nullRemoves) {
    this.nullRemoves = nullRemoves;
  }

  /**
   * An event's scalar properties. A null says nothing here; lists, long texts, large numbers and
   * deep paths are left out, since the JSON text keeps them.
   */
  static SortedMap<String, Value> properties(Fields properties) {
    Scalars scalars = new Scalars(false);
    scalars.walk("", properties, 1);
    return scalars.found;
  }

  /**
   * What identify and group calls say about a customer; a null removes. Lists, long texts, large
   * numbers and deep paths cannot be attributes and are left out.
   *
   * @param prefix put before each name
   * @param pointer where the object stands in the item, for messages
   */
  static SortedMap<String, Value> attributes(Fields traits, String prefix, String pointer)
      throws ItemRefusedException {
    Scalars scalars = new Scalars(true);
    scalars.walk(prefix, traits, 1);
    for (Map.Entry<String, Value> attribute : scalars.found.entrySet()) {
      String at = pointer + "/" + attribute.getKey();
      Ids.name(attribute.getKey(), at);
      if (attribute.getValue() instanceof Value.Text text) {
        Storable.require(text.text(), at);
      }
    }
    requireFew(scalars.found.size());
    return scalars.found;
  }

  /** Refuses an item that sets more attributes than one item may. */
  static void requireFew(int attributes) throws ItemRefusedException {
    if (attributes > IngestLimits.MAX_ATTRIBUTES) {
      throw new ItemRefusedException(
          RejectionCode.TOO_MANY_ATTRIBUTES,
          "The item sets %d attributes; one item sets at most %d."
              .formatted(attributes, IngestLimits.MAX_ATTRIBUTES),
          "a table was sent as attributes; send the few that rules ask for.");
    }
  }

  /** The scalar, or null when the value is none that can be kept. */
  static @Nullable Value scalar(JsonTree value) {
    if (value instanceof JsonTree.TextLeaf leaf) {
      return leaf.text().length() <= Value.MAX_TEXT_LENGTH ? new Value.Text(leaf.text()) : null;
    }
    if (value instanceof JsonTree.NumberLeaf leaf) {
      return number(leaf.literal());
    }
    return value instanceof JsonTree.FlagLeaf leaf ? new Value.Flag(leaf.flag()) : null;
  }

  private void walk(String prefix, Fields fields, int names) {
    for (Map.Entry<String, JsonTree> field : fields.byName().entrySet()) {
      String path = prefix + field.getKey();
      JsonTree value = field.getValue();
      if (value instanceof Fields inner) {
        if (names < IngestLimits.MAX_PATH_NAMES) {
          walk(path + ".", inner, names + 1);
        }
        continue;
      }
      Value scalar = value instanceof JsonTree.NullLeaf ? removed() : scalar(value);
      if (scalar != null && !field.getKey().isEmpty()) {
        found.put(path, scalar);
      }
    }
  }

  private @Nullable Value removed() {
    return nullRemoves ? new Value.Removed() : null;
  }

  private static @Nullable Value number(String literal) {
    if (literal.length() <= 9
        && literal.indexOf('.') < 0
        && literal.indexOf('e') < 0
        && literal.indexOf('E') < 0) {
      return new Value.Numeric(Integer.parseInt(literal) * Millionths.ONE);
    }
    try {
      BigDecimal exact = new BigDecimal(literal);
      return Millionths.accepts(exact) ? new Value.Numeric(Millionths.of(exact)) : null;
    } catch (NumberFormatException e) {
      // JSON's exponents have no limit, but a decimal's have: such a number is too large anyway.
      return null;
    }
  }
}
