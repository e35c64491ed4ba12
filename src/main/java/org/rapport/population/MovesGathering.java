package org.rapport.population;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.population.Moves.Move;
import org.rapport.population.Standing.Verdict;

/** Counts moves, pair by pair, in order of customer id. */
public final class MovesGathering {
  /** The farthest first; of those who moved as far, the lesser id. */
  private static final Comparator<Move> RISE =
      Comparator.comparingLong((Move move) -> -move.difference()).thenComparing(Move::customerId);

  private static final Comparator<Move> FALL =
      Comparator.comparingLong(Move::difference).thenComparing(Move::customerId);

  private final int movers;
  private final @Nullable CellWanted wanted;
  private final Map<String, SortedMap<String, SortedMap<String, Long>>> matrices =
      new LinkedHashMap<>();
  private final PriorityQueue<Move> rose = new PriorityQueue<>(RISE.reversed());
  private final PriorityQueue<Move> fell = new PriorityQueue<>(FALL.reversed());
  private final List<Move> inCell = new ArrayList<>();
  private boolean moreInCell;
  private long both;
  private long arrived;
  private long merged;

  /**
   * Which cell's customers to list.
   *
   * @param after only ids behind this one, or null
   * @param limit how many at most
   */
  public record CellWanted(String of, String was, String is, @Nullable String after, int limit) {}

  /**
   * A gathering.
   *
   * @param movers how many of those who rose and fell most are wanted, each
   * @param bands the bands as they are to be listed, the highest first
   */
  public MovesGathering(int movers, @Nullable CellWanted wanted, List<String> bands) {
    this.movers = movers;
    this.wanted = wanted;
    matrices.put(Moves.BANDS, new TreeMap<>(WordOrder.withNowhere(WordOrder.of(bands))));
    for (Segment segment : Segment.values()) {
      matrices.put(segment.word(), new TreeMap<>(WordOrder.withNowhere(WordOrder.LEVELS)));
    }
  }

  /** Counts one customer, known as of at least one of the two. */
  public void add(@Nullable Standing was, @Nullable Standing is) {
    both += was != null && is != null ? 1 : 0;
    arrived += was == null ? 1 : 0;
    merged += is == null ? 1 : 0;
    Verdict before = was == null ? null : was.verdict();
    Verdict after = is == null ? null : is.verdict();
    String customerId = was != null ? was.customerId() : is == null ? "" : is.customerId();
    Move move = new Move(customerId, before, after);
    count(Moves.BANDS, move, band(was, before, true), band(is, after, false));
    for (Segment segment : Segment.values()) {
      count(
          segment.word(),
          move,
          level(segment, was, before, true),
          level(segment, is, after, false));
    }
    if (move.difference() > 0) {
      keep(rose, move);
    } else if (move.difference() < 0) {
      keep(fell, move);
    }
  }

  private void keep(PriorityQueue<Move> farthest, Move move) {
    farthest.add(move);
    if (farthest.size() > movers) {
      farthest.remove();
    }
  }

  private void count(String of, Move move, String was, String is) {
    SortedMap<String, SortedMap<String, Long>> matrix = matrices.getOrDefault(of, new TreeMap<>());
    matrix.computeIfAbsent(was, row -> new TreeMap<>(matrix.comparator())).merge(is, 1L, Long::sum);
    if (wanted == null
        || !wanted.of().equals(of)
        || !wanted.was().equals(was)
        || !wanted.is().equals(is)
        || (wanted.after() != null
            && CustomerOrder.BY_ID.compare(move.customerId(), wanted.after()) <= 0)) {
      return;
    }
    if (inCell.size() < wanted.limit()) {
      inCell.add(move);
    } else {
      moreInCell = true;
    }
  }

  private static String absent(boolean earlier) {
    return earlier ? Moves.NOT_YET_THERE : Moves.MERGED;
  }

  private static String band(
      @Nullable Standing standing, @Nullable Verdict verdict, boolean earlier) {
    if (standing == null) {
      return absent(earlier);
    }
    if (verdict == null) {
      return Moves.UNDECIDED;
    }
    return verdict.band() == null ? Moves.NONE : verdict.band();
  }

  private static String level(
      Segment segment, @Nullable Standing standing, @Nullable Verdict verdict, boolean earlier) {
    if (standing == null) {
      return absent(earlier);
    }
    if (verdict == null) {
      return Moves.UNDECIDED;
    }
    Level level = verdict.level(segment);
    return level == null ? Moves.NONE : level.word();
  }

  /** How many are known as of both. */
  public long both() {
    return both;
  }

  /** How many only as of the later. */
  public long arrived() {
    return arrived;
  }

  /** How many only as of the earlier. */
  public long merged() {
    return merged;
  }

  /** The matrices: bands, then segments. */
  public List<Moves.Matrix> matrices() {
    List<Moves.Matrix> list = new ArrayList<>();
    matrices.forEach((of, cells) -> list.add(new Moves.Matrix(of, cells)));
    return list;
  }

  /** Who rose most, the most first. */
  public List<Move> rose() {
    return rose.stream().sorted(RISE).toList();
  }

  /** Who fell most, the most first. */
  public List<Move> fell() {
    return fell.stream().sorted(FALL).toList();
  }

  /** The wanted cell's customers, or null when none was wanted. */
  public Moves.@Nullable Cell cell() {
    return wanted == null
        ? null
        : new Moves.Cell(wanted.of(), wanted.was(), wanted.is(), inCell, moreInCell);
  }
}
