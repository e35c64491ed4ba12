package org.rapport.rules.check;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.Catalogue.Changeable;

/** Reads what a catalogue says of events and attributes that can be changed. */
final class ChangeableReader {
  /** The most occurrences of one event that a counterfactual may think of. */
  private static final int MAX_TIMES = 50;

  private static final int TIMES_WHEN_ABSENT = 10;

  private final Findings.Page page;

  ChangeableReader(Findings.Page page) {
    this.page = page;
  }

  /** The part {@code changeable} of an attribute, or null when there is none. */
  @Nullable Changeable ofAttribute(@Nullable YamlNode node) {
    if (node == null) {
      return null;
    }
    YamlMapping fields = YamlMapping.of(node, "\"changeable\"", List.of("cost"), page);
    return new Changeable(cost(fields), 1, null);
  }

  /**
   * The part {@code changeable} of an event, or null when there is none.
   *
   * @param hasValue whether the event has a numeric value
   * @param signUp whether it is the sign-up
   */
  @Nullable Changeable ofEvent(@Nullable YamlNode node, boolean hasValue, boolean signUp) {
    if (node == null) {
      return null;
    }
    if (signUp) {
      page.error(
          Code.WRONG_VALUE, node.spot(), "The sign-up happens once; it is not changeable.", null);
    }
    YamlMapping fields =
        YamlMapping.of(node, "\"changeable\"", List.of("cost", "atMost", "value"), page);
    Integer atMost = fields.whole("atMost", 1, MAX_TIMES);
    if (hasValue) {
      fields.require("value", "20");
    } else if (fields.has("value")) {
      page.error(
          Code.WRONG_VALUE,
          fields.spotOf("value"),
          "The event has no numeric value, so its changes have none.",
          "Maybe add to the event: value: properties.amount");
    }
    return new Changeable(
        cost(fields), atMost == null ? TIMES_WHEN_ABSENT : atMost, fields.number("value"));
  }

  private long cost(YamlMapping fields) {
    fields.require("cost", "1");
    Long cost = fields.number("cost");
    if (cost != null && cost <= 0) {
      page.error(
          Code.WRONG_VALUE,
          fields.spotOf("cost"),
          "A cost is above 0: the cheapest change is sought.",
          "Maybe write: cost: 1");
    }
    return cost == null ? 1 : Math.max(1, cost);
  }
}
