package org.rapport.analysis;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Value;

/**
 * A fact as rules see it, for people to look at.
 *
 * @param fact the fact's name in rules: {@code Activity}
 * @param fields its fields by the names rules use, in the order of the rule language; those without
 *     a value (the number of a text attribute) are left out
 */
public record FactView(String fact, List<Field> fields) {

  public FactView {
    fields = List.copyOf(fields);
  }

  /** The value of a field, or null when it has none. */
  public @Nullable Value value(String field) {
    // Asked for by the hundred in a decision: no streams here.
    for (Field each : fields) {
      if (each.name().equals(field)) {
        return each.value();
      }
    }
    return null;
  }

  /** One field of a fact and its value. */
  public record Field(String name, Value value) {}
}
