package org.rapport.population;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.RulebaseRef;
import org.rapport.statistics.Difference;

/**
 * Which event types are used by whom. The window is from {@code since} up to {@code asOf}; the one
 * before is as long and ends where it begins.
 *
 * @param customers how many customers are known as of {@code asOf}
 * @param eventTypes by how many customers used them in the window, the most first
 * @param leaving which event types separate those who stayed from those who left, for each way to
 *     say who left that there are customers for
 */
public record Usage(
    RulebaseRef rulebase,
    Instant since,
    Instant asOf,
    long customers,
    List<TypeUsage> eventTypes,
    List<Leaving> leaving) {
  public Usage {
    eventTypes = List.copyOf(eventTypes);
    leaving = List.copyOf(leaving);
  }

  /**
   * One event type.
   *
   * @param usersEver how many customers ever used it
   * @param occurrencesEver how often, all together
   * @param users how many used it in the window
   * @param occurrences how often in the window
   * @param takenUp how many used it in the window and never before
   * @param dropped how many used it in the window before and not in this one
   * @param bands by band as of {@code asOf}: how many of its customers used it in the window
   * @param segments by segment word, then level word, likewise
   */
  public record TypeUsage(
      String eventType,
      long usersEver,
      long occurrencesEver,
      long users,
      long occurrences,
      long takenUp,
      long dropped,
      SortedMap<String, UsedBy> bands,
      SortedMap<String, SortedMap<String, UsedBy>> segments) {
    public TypeUsage {
      bands = Collections.unmodifiableSortedMap(new TreeMap<>(bands));
      segments = Collections.unmodifiableSortedMap(new TreeMap<>(segments));
    }
  }

  /** So many of so many customers. */
  public record UsedBy(long users, long customers) {}

  /** Who counts as having left. */
  public enum Meaning {
    /** Paying as of since, and no longer as of as-of. */
    LAPSED(
        "lapsed",
        "left: in the phase PAYING at the start of the window and no longer at its end; stayed: in it at both"),
    /** Active before, silent since. */
    SILENT(
        "silent",
        "left: did something in the window before and nothing in this one; stayed: did something in both; the sign-up does not count");

    private final String word;
    private final String definition;

    Meaning(String word, String definition) {
      this.word = word;
      this.definition = definition;
    }

    /** The word in JSON. */
    public String word() {
      return word;
    }

    /** In words. */
    public String definition() {
      return definition;
    }
  }

  /**
   * Those who stayed beside those who left: an association, never a cause.
   *
   * @param eventTypes those that either used in the window before, the clearest difference first
   */
  public record Leaving(Meaning meaning, long stayed, long left, List<Separation> eventTypes) {
    public Leaving {
      eventTypes = List.copyOf(eventTypes);
    }
  }

  /**
   * How many used an event type in the window before, of those who stayed and of those who left.
   *
   * @param difference the share of those who stayed less that of those who left; null when there
   *     are too few
   */
  public record Separation(
      String eventType, long stayedUsers, long leftUsers, @Nullable Difference difference) {}
}
