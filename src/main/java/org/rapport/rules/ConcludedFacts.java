package org.rapport.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.DecisionInputs;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.fact.Contact;
import org.rapport.rules.fact.Score;
import org.rapport.rules.fact.ScoreBeforeBand;
import org.rapport.rules.fact.Segment;
import org.rapport.rules.fact.WasIn;

/** The facts that later stages see of what earlier ones, or earlier decisions, came to. */
final class ConcludedFacts {
  private ConcludedFacts() {}

  /** The score while its band is not known yet; a change that is not known is 0. */
  static ScoreBeforeBand scoreBeforeBand(
      int value,
      long rawMillionths,
      @Nullable Integer change7Days,
      @Nullable Integer change30Days) {
    return new ScoreBeforeBand(value, rawMillionths, orZero(change7Days), orZero(change30Days));
  }

  /** The score with its band; a band that no rule named is empty, a change not known is 0. */
  static Score score(
      int value,
      long rawMillionths,
      @Nullable String band,
      @Nullable Integer change7Days,
      @Nullable Integer change30Days) {
    return new Score(
        value, rawMillionths, band == null ? "" : band, orZero(change7Days), orZero(change30Days));
  }

  private static int orZero(@Nullable Integer change) {
    return change == null ? 0 : change;
  }

  /** The segments of the decision before. */
  static List<WasIn> wasIn(DecisionInputs inputs) {
    return inputs.wasIn().stream()
        .map(was -> new WasIn(was.segment().word(), was.level().word()))
        .toList();
  }

  /** The segments of this decision. */
  static List<Segment> segments(List<SegmentLevel> levels) {
    return levels.stream()
        .map(level -> new Segment(level.segment().word(), level.level().word()))
        .toList();
  }

  /** The actions taken before. */
  static List<Contact> contacts(DecisionInputs inputs) {
    return inputs.contacts().stream()
        .map(
            contact ->
                new Contact(
                    contact.action(), contact.outcome(), contact.channel(), contact.daysAgo()))
        .toList();
  }
}
