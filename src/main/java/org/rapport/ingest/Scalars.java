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
  private final boolean attributes;
  private final int maxNames;

  private Scalars(boolean attributes, int maxNames) {
    this.attributes = attributes;
    this.maxNames = maxNames;
  }

  /**
   * An event's scalar properties. A null says nothing here; lists, long texts, large numbers and
   * long paths are left out, since the JSON text keeps them.
   */
  static SortedMap<String, Value> properties(Fields properties) throws ItemRefusedException {
    Scalars scalars = new Scalars(false, IngestLimits.MAX_DEPTH);
    scalars.walk("", properties, 1);
    return scalars.found;
  }

  /**
   * What identify and group calls say about a customer; a null removes. Lists, long texts, large
   * numbers and deep values cannot be attributes and are left out.
   *
   * @param prefix put before each name
   */
  static SortedMap<String, Value> attributes(Fields traits, String prefix)
      throws ItemRefusedException {
    Scalars scalars = new Scalars(true, IngestLimits.MAX_ATTRIBUTE_NAMES);
    scalars.walk(prefix, traits, 1);
    for (Map.Entry<String, Value> attribute : scalars.found.entrySet()) {
      Storable.require(attribute.getKey(), "/traits/" + attribute.getKey());
      if (attribute.getValue() instanceof Value.Text text) {
        Storable.require(text.text(), "/traits/" + attribute.getKey());
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

  private void walk(String prefix, Fields fields, int names) throws ItemRefusedException {
    for (Map.Entry<String, JsonTree> field : fields.byName().entrySet()) {
      String path = prefix + field.getKey();
      // Here and not at the end: thousands of values below one very long name must not each have
      // it.
      if (path.length() > IngestLimits.MAX_NAME_CHARACTERS) {
        if (attributes) {
          Ids.requireShort(path);
        }
        continue;
      }
      if (field.getValue() instanceof Fields inner) {
        if (names < maxNames) {
          walk(path + ".", inner, names + 1);
        }
        continue;
      }
      Value scalar = scalarOrRemoved(field.getValue());
      if (scalar != null && !field.getKey().isEmpty()) {
        found.put(path, scalar);
      }
    }
  }

  private @Nullable Value scalarOrRemoved(JsonTree value) {
    return attributes && value instanceof JsonTree.NullLeaf ? new Value.Removed() : scalar(value);
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
