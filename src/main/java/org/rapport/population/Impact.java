package org.rapport.population;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.analysis.RuleCard;
import org.rapport.model.RulebaseRef;
import org.rapport.population.Moves.Matrix;
import org.rapport.population.Moves.Move;

/**
 * What deciding by other rules would change, as of one instant: each customer decided about by the
 * live rules (was) and by the others (is).
 *
 * @param live the rules that decide
 * @param draft the rules that would
 * @param population how many customers there are
 * @param decided how many of them were decided about: all, or a sample
 * @param strata what the sample was drawn from; one stratum of everybody when it is all
 * @param scoreChanged how many have another score
 * @param segmentChanged how many are in another segment or at another level
 * @param actionChanged how many have another next best action
 * @param undecidedBefore how many the live rules cannot decide about
 * @param undecidedAfter how many the others cannot
 * @param matrices the first of bands, then one for each segment
 * @param shifts how many customers' scores move by so much
 * @param actions by action
 * @param rose the customers whose raw points rise most, the most first
 * @param fell those whose raw points fall most
 * @param others some whose segments or action change though their points do not
 */
public record Impact(
    RulebaseRef live,
    RulebaseRef draft,
    Instant asOf,
    long population,
    long decided,
    List<Stratum> strata,
    long scoreChanged,
    long segmentChanged,
    long actionChanged,
    long undecidedBefore,
    long undecidedAfter,
    List<Matrix> matrices,
    SortedMap<Integer, Long> shifts,
    SortedMap<String, ActionChange> actions,
    List<Mover> rose,
    List<Mover> fell,
    List<Mover> others) {

  /** The name of the only stratum when everybody is decided about. */
  public static final String EVERYBODY = "everybody";

  public Impact {
    strata = List.copyOf(strata);
    matrices = List.copyOf(matrices);
    shifts = Collections.unmodifiableSortedMap(new TreeMap<>(shifts));
    actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
    rose = List.copyOf(rose);
    fell = List.copyOf(fell);
    others = List.copyOf(others);
  }

  /**
   * Customers a sample is drawn from evenly.
   *
   * @param name the band of the latest decision
   * @param customers how many there are
   * @param decided how many were drawn
   */
  public record Stratum(String name, long customers, long decided) {}

  /**
   * How often an action is the next best one.
   *
   * @param gained how many get it who got another
   * @param lost how many get another who got it
   */
  public record ActionChange(long was, long is, long gained, long lost) {}

  /**
   * A customer who moves, and why.
   *
   * @param reasons the rules that say something else, in rulebase order
   */
  public record Mover(Move move, List<Reason> reasons) {
    public Mover {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * One rule's part in a move.
   *
   * @param was its points by the live rules, in millionths
   * @param is its points by the others
   * @param said its sentences by the live rules; empty when it did not match or is not there
   * @param says its sentences by the others
   */
  public record Reason(RuleCard rule, long was, long is, List<String> said, List<String> says) {
    public Reason {
      said = List.copyOf(said);
      says = List.copyOf(says);
    }
  }
}
