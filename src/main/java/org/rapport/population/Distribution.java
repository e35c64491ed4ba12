package org.rapport.population;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Value;

/**
 * How all customers stand as of an instant, whole and by the values of an attribute.
 *
 * @param whole everybody
 * @param by the attribute's groups, or null when none was asked for
 * @param place where one customer stands among all, or null when none was asked for
 */
public record Distribution(
    RulebaseRef rulebase,
    Instant asOf,
    Figures whole,
    @Nullable ByAttribute by,
    @Nullable Place place) {

  /**
   * The customers by the value of an attribute.
   *
   * @param values how many different values there are
   * @param groups the most frequent values first, then all others, then those without a value
   */
  public record ByAttribute(String attribute, int values, List<Group> groups) {
    public ByAttribute {
      groups = List.copyOf(groups);
    }
  }

  /** Which customers of an attribute are in a group. */
  public enum Kind {
    /** Those with one value. */
    VALUE,
    /** Those with a value that is too rare to be shown alone. */
    OTHER,
    /** Those without a value. */
    MISSING
  }

  /**
   * A group.
   *
   * @param value the value, null for the others and the missing
   */
  public record Group(Kind kind, @Nullable Value value, Figures figures) {}

  /**
   * Where one customer stands: percentiles are the share of customers with fewer raw points, those
   * with as many counting half (the customer too), in percent.
   *
   * @param standing how the customer stands, decided
   * @param percentile among all
   * @param percentileInPhase among those in the same phase
   */
  public record Place(Standing standing, double percentile, double percentileInPhase) {}
}
