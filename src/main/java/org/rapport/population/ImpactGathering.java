package org.rapport.population;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.population.Impact.ActionChange;
import org.rapport.population.Moves.Matrix;
import org.rapport.population.Moves.Move;
import org.rapport.population.Standing.Verdict;

/** Counts what other rules would change, customer by customer, in order of id. */
public final class ImpactGathering {
  private static final String NO_ACTION = "none";

  private final int movers;
  private final MovesGathering moves;
  private final SortedMap<Integer, Long> shifts = new TreeMap<>();
  private final SortedMap<String, ActionChange> actions = new TreeMap<>();
  private final List<Move> others = new ArrayList<>();
  private long scoreChanged;
  private long segmentChanged;
  private long actionChanged;
  private long undecidedBefore;
  private long undecidedAfter;
  private long decided;

  /**
   * A gathering.
   *
   * @param movers how many of each kind of movers are wanted
   */
  public ImpactGathering(int movers) {
    this.movers = movers;
    this.moves = new MovesGathering(movers, null, List.of());
  }

  /** Counts one customer: as the live rules have it, and as the others do. */
  public void add(Standing live, Standing draft) {
    moves.add(live, draft);
    decided++;
    Verdict was = live.verdict();
    Verdict is = draft.verdict();
    undecidedBefore += was == null ? 1 : 0;
    undecidedAfter += is == null ? 1 : 0;
    if (was == null || is == null) {
      return;
    }
    shifts.merge(is.score() - was.score(), 1L, Long::sum);
    scoreChanged += is.score() == was.score() ? 0 : 1;
    boolean sameSegments = was.segments().equals(is.segments());
    segmentChanged += sameSegments ? 0 : 1;
    boolean sameAction = Objects.equals(was.action(), is.action());
    actionChanged += sameAction ? 0 : 1;
    count(was.action(), is.action());
    if (was.rawMillionths() == is.rawMillionths()
        && !(sameSegments && sameAction && Objects.equals(was.band(), is.band()))
        && others.size() < movers) {
      others.add(new Move(live.customerId(), was, is));
    }
  }

  private void count(@Nullable String was, @Nullable String is) {
    boolean same = Objects.equals(was, is);
    merge(was, new ActionChange(1, 0, 0, same ? 0 : 1));
    merge(is, new ActionChange(0, 1, same ? 0 : 1, 0));
  }

  private void merge(@Nullable String action, ActionChange more) {
    actions.merge(
        action == null ? NO_ACTION : action,
        more,
        (a, b) ->
            new ActionChange(
                a.was() + b.was(), a.is() + b.is(), a.gained() + b.gained(), a.lost() + b.lost()));
  }

  /** How many were counted. */
  public long decided() {
    return decided;
  }

  /** How many have another score. */
  public long scoreChanged() {
    return scoreChanged;
  }

  /** How many are in another segment or at another level. */
  public long segmentChanged() {
    return segmentChanged;
  }

  /** How many have another next best action. */
  public long actionChanged() {
    return actionChanged;
  }

  /** How many the live rules cannot decide about. */
  public long undecidedBefore() {
    return undecidedBefore;
  }

  /** How many the others cannot decide about. */
  public long undecidedAfter() {
    return undecidedAfter;
  }

  /** The first of bands, then one for each segment. */
  public List<Matrix> matrices() {
    return moves.matrices();
  }

  /** How many customers' scores move by so much. */
  public SortedMap<Integer, Long> shifts() {
    return shifts;
  }

  /** By action. */
  public SortedMap<String, ActionChange> actions() {
    return actions;
  }

  /** Those whose raw points rise most. */
  public List<Move> rose() {
    return moves.rose();
  }

  /** Those whose raw points fall most. */
  public List<Move> fell() {
    return moves.fell();
  }

  /** Some whose segments, band or action change though their points do not. */
  public List<Move> others() {
    return others;
  }
}
