package org.rapport.population;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.model.RulebaseRef;
import org.rapport.statistics.Difference;

/**
 * The same customers before and after a campaign, beside others: the difference of differences.
 *
 * @param touchedAre who counts as touched, in words
 * @param othersAre with whom they are compared, in words
 * @param controlled whether the others are a control group that was named as such
 * @param touched how many touched are compared
 * @param others how many others
 * @param leftOut how many are in no group: not known or not decided about as of both instants, in
 *     both groups, or in none
 * @param measures raw points, score, and the outcome when one was named
 */
public record Campaign(
    RulebaseRef rulebase,
    Instant from,
    Instant to,
    String touchedAre,
    String othersAre,
    boolean controlled,
    long touched,
    long others,
    long leftOut,
    List<Measure> measures) {
  public Campaign {
    measures = List.copyOf(measures);
  }

  /** How a difference of differences may be called. */
  public enum Label {
    /** The others were named as control group: an effect, if they were drawn at random. */
    EFFECT("effect"),
    /** The others differ in more than the campaign. */
    NOT_CAUSAL("not causal");

    private final String words;

    Label(String words) {
      this.words = words;
    }

    /** For people and for JSON. */
    public String words() {
      return words;
    }
  }

  /** What the differences are. */
  public Label label() {
    return controlled ? Label.EFFECT : Label.NOT_CAUSAL;
  }

  /**
   * One thing that is compared: means over the customers of a group.
   *
   * @param name {@code raw}, {@code score} or {@code outcome} (the share of customers with it)
   * @param head how far the touched were ahead before; null when a group is too small to tell
   * @param difference the change of the touched less that of the others; likewise
   */
  public record Measure(
      String name,
      double touchedBefore,
      double touchedAfter,
      double othersBefore,
      double othersAfter,
      @Nullable Difference head,
      @Nullable Difference difference) {}
}
