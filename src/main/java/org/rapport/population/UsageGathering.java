package org.rapport.population;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Phase;
import org.rapport.model.RulebaseRef;
import org.rapport.model.SegmentLevel;
import org.rapport.population.Standing.Verdict;
import org.rapport.population.Usage.Leaving;
import org.rapport.population.Usage.Meaning;
import org.rapport.population.Usage.Separation;
import org.rapport.population.Usage.TypeUsage;
import org.rapport.population.Usage.UsedBy;
import org.rapport.statistics.Difference;

/** Counts who uses what, customer by customer. */
public final class UsageGathering {
  /** How many event types are told apart; those first met after that count as one. */
  public static final int MAX_TYPES = 500;

  /** What all further event types are counted as. */
  public static final String FURTHER = "(further event types)";

  private final SortedMap<String, Counted> byType = new TreeMap<>();
  private final SortedMap<String, Long> bands;
  private final SortedMap<String, SortedMap<String, Long>> segments = new TreeMap<>();
  private final Map<Meaning, Split> splits = new EnumMap<>(Meaning.class);
  private long customers;

  /**
   * None yet.
   *
   * @param bands the bands as they are to be listed, the highest first
   */
  public UsageGathering(List<String> bands) {
    this.bands = new TreeMap<>(WordOrder.of(bands));
    for (Meaning meaning : Meaning.values()) {
      splits.put(meaning, new Split());
    }
  }

  /**
   * How often one customer used one event type.
   *
   * @param ever before as-of
   * @param before in the window before
   * @param since in the window
   */
  public record Times(long ever, long before, long since) {
    private Times plus(Times other) {
      return new Times(ever + other.ever, before + other.before, since + other.since);
    }
  }

  /**
   * What one customer used.
   *
   * @param activeBefore whether anything but the sign-up happened in the window before
   * @param activeSince likewise in the window
   */
  public record Used(
      String customerId,
      SortedMap<String, Times> byType,
      boolean activeBefore,
      boolean activeSince) {}

  /** Counts one customer, with how it stood as of since and stands as of as-of. */
  public void add(Used used, @Nullable Standing was, @Nullable Standing is) {
    customers++;
    Verdict now = is == null ? null : is.verdict();
    if (now != null) {
      if (now.band() != null) {
        bands.merge(now.band(), 1L, Long::sum);
      }
      for (SegmentLevel each : now.segments()) {
        segments
            .computeIfAbsent(each.segment().word(), word -> new TreeMap<>(WordOrder.LEVELS))
            .merge(each.level().word(), 1L, Long::sum);
      }
    }
    SortedMap<String, Times> limited = new TreeMap<>();
    used.byType()
        .forEach(
            (type, times) -> {
              boolean room = byType.size() < MAX_TYPES || byType.containsKey(type);
              String name = room ? type : FURTHER;
              byType.computeIfAbsent(name, fresh -> new Counted());
              limited.merge(name, times, Times::plus);
            });
    limited.forEach((type, times) -> count(type, times, now));
    separate(used, limited, was, is);
  }

  private void count(String type, Times times, @Nullable Verdict now) {
    Counted counted = byType.computeIfAbsent(type, fresh -> new Counted());
    counted.usersEver += times.ever() > 0 ? 1 : 0;
    counted.occurrencesEver += times.ever();
    counted.users += times.since() > 0 ? 1 : 0;
    counted.occurrences += times.since();
    counted.takenUp += times.since() > 0 && times.ever() == times.since() ? 1 : 0;
    counted.dropped += times.before() > 0 && times.since() == 0 ? 1 : 0;
    if (times.since() > 0 && now != null) {
      if (now.band() != null) {
        counted.bands.merge(now.band(), 1L, Long::sum);
      }
      for (SegmentLevel each : now.segments()) {
        counted
            .segments
            .computeIfAbsent(each.segment().word(), word -> new TreeMap<>(WordOrder.LEVELS))
            .merge(each.level().word(), 1L, Long::sum);
      }
    }
  }

  private void separate(
      Used used, SortedMap<String, Times> byName, @Nullable Standing was, @Nullable Standing is) {
    if (phase(was) == Phase.PAYING && phase(is) != null) {
      split(Meaning.LAPSED).add(phase(is) == Phase.PAYING, byName);
    }
    if (used.activeBefore()) {
      split(Meaning.SILENT).add(used.activeSince(), byName);
    }
  }

  private static @Nullable Phase phase(@Nullable Standing standing) {
    Verdict verdict = standing == null ? null : standing.verdict();
    return verdict == null ? null : verdict.phase();
  }

  private Split split(Meaning meaning) {
    return splits.computeIfAbsent(meaning, fresh -> new Split());
  }

  /** What it came to. */
  public Usage done(RulebaseRef rulebase, Instant since, Instant asOf) {
    List<TypeUsage> types = new ArrayList<>();
    byType.forEach((type, counted) -> types.add(counted.usage(type, bands, segments)));
    types.sort(
        Comparator.comparingLong((TypeUsage type) -> -type.users())
            .thenComparing(TypeUsage::eventType));
    List<Leaving> leaving = new ArrayList<>();
    splits.forEach(
        (meaning, split) -> {
          if (split.stayed + split.left > 0) {
            leaving.add(split.leaving(meaning));
          }
        });
    return new Usage(rulebase, since, asOf, customers, types, leaving);
  }

  /** One event type in the making. */
  private static final class Counted {
    private long usersEver;
    private long occurrencesEver;
    private long users;
    private long occurrences;
    private long takenUp;
    private long dropped;
    private final SortedMap<String, Long> bands = new TreeMap<>();
    private final SortedMap<String, SortedMap<String, Long>> segments = new TreeMap<>();

    TypeUsage usage(
        String type,
        SortedMap<String, Long> ofBands,
        SortedMap<String, SortedMap<String, Long>> ofSegments) {
      SortedMap<String, SortedMap<String, UsedBy>> bySegment = new TreeMap<>();
      ofSegments.forEach(
          (segment, levels) ->
              bySegment.put(
                  segment, usedBy(segments.getOrDefault(segment, new TreeMap<>()), levels)));
      return new TypeUsage(
          type,
          usersEver,
          occurrencesEver,
          users,
          occurrences,
          takenUp,
          dropped,
          usedBy(bands, ofBands),
          bySegment);
    }

    private static SortedMap<String, UsedBy> usedBy(
        SortedMap<String, Long> users, SortedMap<String, Long> of) {
      SortedMap<String, UsedBy> all = new TreeMap<>(of.comparator());
      of.forEach((word, count) -> all.put(word, new UsedBy(users.getOrDefault(word, 0L), count)));
      return all;
    }
  }

  /** Those who stayed and those who left. */
  private static final class Split {
    private long stayed;
    private long left;
    private final SortedMap<String, Long> stayedUsers = new TreeMap<>();
    private final SortedMap<String, Long> leftUsers = new TreeMap<>();

    void add(boolean hasStayed, SortedMap<String, Times> used) {
      stayed += hasStayed ? 1 : 0;
      left += hasStayed ? 0 : 1;
      used.forEach(
          (type, times) -> {
            if (times.before() > 0) {
              (hasStayed ? stayedUsers : leftUsers).merge(type, 1L, Long::sum);
            }
          });
    }

    Leaving leaving(Meaning meaning) {
      List<Separation> all = new ArrayList<>();
      SortedMap<String, Long> either = new TreeMap<>(stayedUsers);
      leftUsers.forEach((type, count) -> either.merge(type, count, Long::sum));
      for (String type : either.keySet()) {
        long ofStayed = stayedUsers.getOrDefault(type, 0L);
        long ofLeft = leftUsers.getOrDefault(type, 0L);
        all.add(
            new Separation(
                type,
                ofStayed,
                ofLeft,
                Difference.ofShares(ofStayed, stayed, ofLeft, left).orElse(null)));
      }
      all.sort(
          Comparator.comparingDouble(Split::clearness)
              .reversed()
              .thenComparing(Separation::eventType));
      return new Leaving(meaning, stayed, left, all);
    }

    private static double clearness(Separation separation) {
      Difference difference = separation.difference();
      return difference == null ? 0 : Math.abs(difference.estimate());
    }
  }
}
