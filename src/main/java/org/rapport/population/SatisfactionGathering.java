package org.rapport.population;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Value;
import org.rapport.population.Satisfaction.Corner;
import org.rapport.population.Satisfaction.Range;
import org.rapport.population.Satisfaction.Row;
import org.rapport.population.Standing.Verdict;

/**
 * Counts score beside an attribute in two readings: the first finds the attribute's values and so
 * the columns, the second counts.
 */
public final class SatisfactionGathering {
  /** Scores from here on are engaged: the upper two of the five rows. */
  public static final int ENGAGED_FROM = 61;

  /** Scores up to here are silent: the lower two. */
  public static final int SILENT_TO = 40;

  /** Up to so many different values each has a column of its own. */
  static final int MAX_SINGLE = 12;

  private static final int MAX_VALUES = 50_000;
  private static final int RANGES = 5;
  private static final int ROW = 20;

  private static final Comparator<Standing> HIGHEST =
      Comparator.comparingInt((Standing standing) -> -score(standing))
          .thenComparing(Standing::customerId);
  private static final Comparator<Standing> LOWEST =
      Comparator.comparingInt(SatisfactionGathering::score).thenComparing(Standing::customerId);

  private final String attribute;
  private final int limit;
  private final TreeMap<Long, Long> frequency = new TreeMap<>();
  private List<Range> columns = List.of();
  private final TreeMap<Integer, long[]> grid = new TreeMap<>();
  private long unhappyTo = Long.MIN_VALUE;
  private long satisfiedFrom = Long.MAX_VALUE;
  private long known;
  private long missing;
  private long unhappy;
  private long silent;
  private final PriorityQueue<Standing> engagedAndUnhappy = new PriorityQueue<>(HIGHEST.reversed());
  private final PriorityQueue<Standing> satisfiedAndSilent = new PriorityQueue<>(LOWEST.reversed());

  /**
   * A gathering.
   *
   * @param limit how many customers of each corner are named
   */
  public SatisfactionGathering(String attribute, int limit) {
    this.attribute = attribute;
    this.limit = limit;
  }

  private static int score(Standing standing) {
    Verdict verdict = standing.verdict();
    return verdict == null ? 0 : verdict.score();
  }

  private @Nullable Long value(Standing standing) {
    return standing.attributes().get(attribute) instanceof Value.Numeric number
        ? number.millionths()
        : null;
  }

  /** The first reading. */
  public void look(Standing standing) {
    Long value = value(standing);
    if (value != null && standing.verdict() != null) {
      // Beyond that many values only the ends matter, and they are kept.
      boolean room = frequency.size() < MAX_VALUES || frequency.containsKey(value);
      boolean end =
          frequency.isEmpty() || value < frequency.firstKey() || value > frequency.lastKey();
      if (room || end) {
        frequency.merge(value, 1L, Long::sum);
      }
    }
  }

  /**
   * Between the two: settles the columns and what is unhappy and what satisfied. Where all values
   * are from 0 to 10 and some above 5, these are the usual limits of the NPS, 6 and 9; where they
   * are from 1 to 5, those of the CSAT, 2 and 4; else the lowest and the highest column.
   */
  public void settle() {
    List<Range> found = new ArrayList<>();
    if (frequency.size() <= MAX_SINGLE) {
      frequency.keySet().forEach(value -> found.add(new Range(value, value)));
    } else {
      long least = frequency.firstKey();
      long most = frequency.lastKey();
      long width = (most - least) / RANGES + 1;
      for (int i = 0; i < RANGES; i++) {
        found.add(new Range(least + i * width, Math.min(most, least + (i + 1) * width - 1)));
      }
    }
    columns = found;
    if (!found.isEmpty()) {
      long least = found.get(0).from();
      long most = found.get(found.size() - 1).to();
      if (least >= Millionths.ONE && most <= 5 * Millionths.ONE) {
        unhappyTo = 2 * Millionths.ONE;
        satisfiedFrom = 4 * Millionths.ONE;
      } else if (least >= 0 && most <= 10 * Millionths.ONE && most > 5 * Millionths.ONE) {
        unhappyTo = 6 * Millionths.ONE;
        satisfiedFrom = 9 * Millionths.ONE;
      } else {
        unhappyTo = found.get(0).to();
        satisfiedFrom = found.get(found.size() - 1).from();
      }
    }
    for (int from = 1; from <= 100; from += ROW) {
      grid.put(from, new long[found.size() + 1]);
    }
  }

  /** The second reading. */
  public void add(Standing standing) {
    Verdict verdict = standing.verdict();
    Map.Entry<Integer, long[]> row = verdict == null ? null : grid.floorEntry(verdict.score());
    if (verdict == null || row == null) {
      return;
    }
    Long value = value(standing);
    if (value == null) {
      missing++;
      row.getValue()[columns.size()]++;
      return;
    }
    known++;
    row.getValue()[column(value)]++;
    if (verdict.score() >= ENGAGED_FROM && value <= unhappyTo) {
      unhappy++;
      keep(engagedAndUnhappy, standing);
    } else if (verdict.score() <= SILENT_TO && value >= satisfiedFrom) {
      silent++;
      keep(satisfiedAndSilent, standing);
    }
  }

  private int column(long value) {
    for (int i = 0; i < columns.size(); i++) {
      if (value <= columns.get(i).to()) {
        return i;
      }
    }
    return columns.size() - 1;
  }

  private void keep(PriorityQueue<Standing> corner, Standing standing) {
    corner.add(standing);
    if (corner.size() > limit) {
      corner.remove();
    }
  }

  /** What it came to. */
  public Satisfaction done(RulebaseRef rulebase, Instant asOf) {
    List<Row> rows = new ArrayList<>();
    grid.descendingMap()
        .forEach(
            (from, counts) -> {
              List<Long> customers = new ArrayList<>();
              for (long count : counts) {
                customers.add(count);
              }
              rows.add(new Row(from, from + ROW - 1, customers));
            });
    boolean any = !columns.isEmpty();
    return new Satisfaction(
        rulebase,
        asOf,
        attribute,
        columns,
        rows,
        known,
        missing,
        new Corner(
            ENGAGED_FROM,
            100,
            null,
            any ? unhappyTo : null,
            unhappy,
            engagedAndUnhappy.stream().sorted(HIGHEST).toList()),
        new Corner(
            1,
            SILENT_TO,
            any ? satisfiedFrom : null,
            null,
            silent,
            satisfiedAndSilent.stream().sorted(LOWEST).toList()));
  }
}
