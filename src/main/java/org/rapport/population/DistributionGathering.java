package org.rapport.population;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Value;
import org.rapport.population.Distribution.ByAttribute;
import org.rapport.population.Distribution.Group;
import org.rapport.population.Distribution.Kind;
import org.rapport.population.Standing.Verdict;

/**
 * Works a distribution out in two readings of all standings: the first counts the attribute's
 * values, the second counts the customers.
 */
public final class DistributionGathering {
  /** How many values are shown each for itself, the most frequent. */
  public static final int MAX_GROUPS = 20;

  /** How many different values are told apart; those first met after that are among the others. */
  public static final int MAX_VALUES = 50_000;

  private final @Nullable String attribute;
  private final @Nullable String customerId;
  private @Nullable Standing of;
  private final Map<Value, Long> frequency = new HashMap<>();
  private final Map<Value, Figures.Gathering> groups = new LinkedHashMap<>();
  private final List<String> bands;
  private final Figures.Gathering whole;
  private final Figures.Gathering rest;
  private final Figures.Gathering missing;
  private final Percentile all = new Percentile();
  private final Percentile inPhase = new Percentile();

  /**
   * A gathering.
   *
   * @param attribute to tell customers apart by, or null
   * @param customerId the customer whose percentiles are wanted, or null
   * @param bands the bands as they are to be listed, the highest first
   */
  public DistributionGathering(
      @Nullable String attribute, @Nullable String customerId, List<String> bands) {
    this.attribute = attribute;
    this.customerId = customerId;
    this.bands = List.copyOf(bands);
    this.whole = new Figures.Gathering(bands);
    this.rest = new Figures.Gathering(bands);
    this.missing = new Figures.Gathering(bands);
  }

  /** Whether the first reading is of any use. */
  public boolean needsFirstReading() {
    return attribute != null || customerId != null;
  }

  /** The first reading. */
  public void look(Standing standing) {
    if (standing.customerId().equals(customerId)) {
      of = standing;
    }
    Value value = value(standing);
    if (value != null && (frequency.size() < MAX_VALUES || frequency.containsKey(value))) {
      frequency.merge(value, 1L, Long::sum);
    }
  }

  private @Nullable Value value(Standing standing) {
    return attribute == null ? null : standing.attributes().get(attribute);
  }

  /**
   * Whether a customer is asked for who was not found, or whom the rules could not decide about.
   */
  public boolean missesCustomer() {
    return customerId != null && (of == null || of.verdict() == null);
  }

  /** Between the two: settles which values are shown, the most frequent, ties by their text. */
  public void settleGroups() {
    frequency.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<Value, Long> entry) -> -entry.getValue())
                .thenComparing(entry -> text(entry.getKey())))
        .limit(MAX_GROUPS)
        .forEach(entry -> groups.put(entry.getKey(), new Figures.Gathering(bands)));
  }

  /** The second reading. */
  public void add(Standing standing) {
    whole.add(standing);
    if (attribute != null) {
      Value value = value(standing);
      (value == null ? missing : groups.getOrDefault(value, rest)).add(standing);
    }
    Verdict own = of == null ? null : of.verdict();
    Verdict other = standing.verdict();
    if (own != null && other != null) {
      all.add(other.rawMillionths(), own.rawMillionths());
      if (other.phase() == own.phase()) {
        inPhase.add(other.rawMillionths(), own.rawMillionths());
      }
    }
  }

  /** What it came to. */
  public Distribution done(RulebaseRef rulebase, Instant asOf) {
    return new Distribution(
        rulebase,
        asOf,
        whole.done(),
        attribute == null ? null : byAttribute(attribute),
        of == null ? null : new Distribution.Place(of, all.percent(), inPhase.percent()));
  }

  private ByAttribute byAttribute(String name) {
    List<Group> list = new ArrayList<>();
    groups.forEach((value, figures) -> list.add(new Group(Kind.VALUE, value, figures.done())));
    list.add(new Group(Kind.OTHER, null, rest.done()));
    list.add(new Group(Kind.MISSING, null, missing.done()));
    return new ByAttribute(name, frequency.size(), list);
  }

  /** A value as people read it. */
  public static String text(Value value) {
    if (value instanceof Value.Numeric number) {
      return Millionths.text(number.millionths());
    }
    if (value instanceof Value.Text text) {
      return text.text();
    }
    return value instanceof Value.Flag flag ? Boolean.toString(flag.flag()) : "";
  }

  /** How many stand below and how many level. */
  private static final class Percentile {
    private long below;
    private long level;
    private long count;

    void add(long raw, long of) {
      count++;
      below += raw < of ? 1 : 0;
      level += raw == of ? 1 : 0;
    }

    double percent() {
      return count == 0 ? Double.NaN : 100.0 * (below + level / 2.0) / count;
    }
  }
}
