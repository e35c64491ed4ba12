package org.rapport.analysis;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What in the customer's record a match rests on. */
public sealed interface Evidence {
  /**
   * The events of a type from a day on, up to as-of: {@code GET /v1/customers/{id}/events} finds
   * them.
   *
   * @param from the first UTC day that counts, or null for all
   */
  record Events(String eventType, @Nullable LocalDate from) implements Evidence {}

  /** The attribute of this name as it stood at as-of. */
  record AttributeNamed(String name) implements Evidence {}

  /** An earlier conclusion of the same decision, or the customer's own data: named by the fact. */
  record Fact(String name) implements Evidence {}
}
