package org.rapport.rules.check;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One test within a condition: {@code $n : last90Days > 0}.
 *
 * @param variable the variable it binds, with the {@code $}, or null
 * @param field the fact's field
 * @param comparison what is compared, or null when the field is only bound
 * @param line from 1
 * @param column from 1
 */
public record FieldTest(
    @Nullable String variable,
    String field,
    @Nullable Comparison comparison,
    int line,
    int column) {

  /** Operator and operand. */
  public record Comparison(Operator operator, Operand operand) {}

  /** The comparison, when there is one. */
  public Optional<Comparison> compared() {
    return Optional.ofNullable(comparison);
  }
}
