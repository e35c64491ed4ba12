package org.rapport.analysis;

import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * Two decisions compared: the parts of all rules add up to the difference of raw points exactly.
 *
 * @param was the earlier decision, or the other customer's
 * @param is the later one, which is explained
 * @param wasAnalysis what the earlier came to
 * @param isAnalysis what the later came to
 * @param rules the rules with any part other than 0, in the order of the later rules, those that
 *     only the earlier has at the end
 */
public record ChangesSince(
    Decision was,
    Decision is,
    DecisionAnalysis wasAnalysis,
    DecisionAnalysis isAnalysis,
    List<RulePart> rules) {

  public ChangesSince {
    rules = List.copyOf(rules);
    long raw = wasAnalysis.score().rawMillionths();
    for (RulePart rule : rules) {
      raw = Math.addExact(raw, rule.difference());
    }
    if (raw != isAnalysis.score().rawMillionths()) {
      throw new IllegalStateException(
          "The parts come to %d, and the later decision has %d raw points, in millionths."
              .formatted(raw, isAnalysis.score().rawMillionths()));
    }
  }

  /** Whether both decisions are about one customer. */
  public boolean sameCustomer() {
    return Objects.equals(was.customerId(), is.customerId());
  }

  /** The sum of one part over all rules, in millionths. */
  public long sum(ToLongFunction<RulePart> part) {
    return rules.stream().mapToLong(part).reduce(0, Math::addExact);
  }

  /**
   * One rule's part in a difference, all in millionths of a point; each step is taken with those
   * before it done, so nothing is left over.
   *
   * @param was its points in the earlier decision
   * @param lateArrivals what came to be known late of the time before the earlier decision
   * @param passingOfTime what passing of time alone changed
   * @param behaviour what was done in between; between two customers, what they do differently
   * @param rulesChanged what the later rules make of the same
   * @param is its points in the later decision
   */
  public record RulePart(
      RuleCard card,
      long was,
      long lateArrivals,
      long passingOfTime,
      long behaviour,
      long rulesChanged,
      long is) {

    public RulePart {
      long sum =
          Math.addExact(
              Math.addExact(lateArrivals, passingOfTime), Math.addExact(behaviour, rulesChanged));
      if (Math.addExact(was, sum) != is) {
        throw new IllegalStateException(
            "The parts of %s do not add up: %d + %d is not %d.".formatted(card.id(), was, sum, is));
      }
    }

    /** How far its points moved. */
    public long difference() {
      return Math.subtractExact(is, was);
    }

    /** Whether anything about it changed, even where changes cancel out. */
    public boolean changed() {
      return lateArrivals != 0 || passingOfTime != 0 || behaviour != 0 || rulesChanged != 0;
    }

    /** {@code added}, {@code gone}, {@code changed}, or {@code same} where changes cancel out. */
    public String kind() {
      if (was == is) {
        return "same";
      }
      if (was == 0) {
        return "added";
      }
      return is == 0 ? "gone" : "changed";
    }
  }
}
