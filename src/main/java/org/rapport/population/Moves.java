package org.rapport.population;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.RuleCard;
import org.rapport.model.RulebaseRef;
import org.rapport.population.Standing.Verdict;

/**
 * How all customers moved between two instants, by the same rules.
 *
 * @param both how many are known as of both
 * @param arrived how many are known only as of the later
 * @param merged how many are known only as of the earlier: an id that became part of another
 *     customer in between
 * @param matrices the first of bands, then one for each segment, each over all of these
 * @param rose the customers whose raw points rose most, the most first
 * @param fell those whose raw points fell most
 * @param cell the customers of one cell, or null when none was asked for
 */
public record Moves(
    RulebaseRef rulebase,
    Instant from,
    Instant to,
    long both,
    long arrived,
    long merged,
    List<Matrix> matrices,
    List<Mover> rose,
    List<Mover> fell,
    @Nullable Cell cell) {

  /** Where a customer was who was not known yet. */
  public static final String NOT_YET_THERE = "not-yet-there";

  /** Where a customer is who became part of another. */
  public static final String MERGED = "merged";

  /** In no band, or not in the segment. */
  public static final String NONE = "none";

  /** The rules could not decide. */
  public static final String UNDECIDED = "undecided";

  /** What the first matrix is of. */
  public static final String BANDS = "bands";

  public Moves {
    matrices = List.copyOf(matrices);
    rose = List.copyOf(rose);
    fell = List.copyOf(fell);
  }

  /**
   * How many went from where to where.
   *
   * @param of {@link #BANDS} or a segment's word
   * @param cells by where they were, then by where they are, bands and levels from the highest
   *     down, who is nowhere last; cells without anybody are left out
   */
  public record Matrix(String of, SortedMap<String, SortedMap<String, Long>> cells) {
    public Matrix {
      cells = Collections.unmodifiableSortedMap(new TreeMap<>(cells));
    }
  }

  /** One customer then and now; null when unknown or undecided. */
  public record Move(String customerId, @Nullable Verdict was, @Nullable Verdict is) {

    /** How far the raw points moved, in millionths; 0 unless decided at both. */
    public long difference() {
      return was == null || is == null
          ? 0
          : Math.subtractExact(is.rawMillionths(), was.rawMillionths());
    }
  }

  /**
   * Customers of one cell, in order of id.
   *
   * @param more whether there are more behind the last
   */
  public record Cell(String of, String was, String is, List<Move> customers, boolean more) {
    public Cell {
      customers = List.copyOf(customers);
    }
  }

  /**
   * A customer who moved far, and why: the parts of all rules add up to the difference exactly.
   *
   * @param parts the rules whose points differ, in rulebase order
   */
  public record Mover(Move move, List<Part> parts) {
    public Mover {
      parts = List.copyOf(parts);
    }

    /** What passing of time alone took or gave, in millionths. */
    public long passingOfTime() {
      return parts.stream().mapToLong(Part::passingOfTime).sum();
    }

    /** What the customer's behaviour took or gave, in millionths. */
    public long behaviour() {
      return parts.stream().mapToLong(Part::behaviour).sum();
    }
  }

  /**
   * One rule's part in a move.
   *
   * @param was its points as of the earlier instant, in millionths
   * @param had its points as of the later, had nothing happened in between
   * @param is its points as of the later
   */
  public record Part(RuleCard rule, long was, long had, long is) {

    /** What passing of time alone changed. */
    public long passingOfTime() {
      return had - was;
    }

    /** What happened in between changed. */
    public long behaviour() {
      return is - had;
    }
  }
}
