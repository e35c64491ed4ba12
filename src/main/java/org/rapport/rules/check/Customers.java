package org.rapport.rules.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.Domain.Numbers;

/**
 * Looks for a customer of whom several claims hold at once. Not finding one proves that there is
 * none; a found one is an example as far as the claims tell.
 */
final class Customers {
  /** How far to look for one; beyond it a customer is taken to exist. */
  private static final int MAX_STEPS = 20_000;

  /** The same for all that are looked for in one check. */
  private static final int MAX_STEPS_OF_ALL = 400_000;

  /** A choice: at least one of these lists of claims holds as a whole. */
  record Choice(List<List<Claim>> ways) {}

  /** Pairs of which the first is never more than the second. */
  private static final List<List<String>> AT_MOST =
      List.of(
          List.of("activeDaysLast7Days", "last7Days"),
          List.of("activeDaysLast30Days", "last30Days"),
          List.of("activeDaysLast90Days", "last90Days"),
          List.of("activeDaysInAll", "inAll"),
          List.of("activeDaysLast7Days", "activeDaysLast30Days"),
          List.of("activeDaysLast30Days", "activeDaysLast90Days"),
          List.of("activeDaysLast90Days", "activeDaysInAll"),
          List.of("eventTypesLast7Days", "eventTypesLast30Days"),
          List.of("eventTypesLast30Days", "eventTypesLast90Days"),
          List.of("last7Days", "last30Days"),
          List.of("last30Days", "last90Days"),
          List.of("previous30Days", "last90Days"),
          List.of("last90Days", "inAll"));

  private int steps;
  private int stepsOfAll;

  /**
   * A customer of whom all the claims and at least one way of every choice hold: values by what
   * they are about. Null when there is no such customer.
   */
  @Nullable SortedMap<String, Domain> find(List<Claim> claims, List<Choice> choices) {
    stepsOfAll++;
    steps = 0;
    SortedMap<String, Domain> start = with(new TreeMap<>(), claims);
    return start == null ? null : search(start, new ArrayDeque<>(choices));
  }

  /** The choices that a rule's {@code not} conditions leave: one claim of each does not hold. */
  static List<Choice> choices(RuleClaims rule) {
    List<Choice> choices = new ArrayList<>();
    for (List<Claim> group : rule.not()) {
      List<List<Claim>> ways = new ArrayList<>();
      group.forEach(claim -> ways.addAll(failing(claim)));
      choices.add(new Choice(ways));
    }
    return choices;
  }

  /** The choice that a rule does not match. */
  static Choice notMatching(RuleClaims rule) {
    List<List<Claim>> ways = new ArrayList<>(rule.not());
    rule.must().forEach(claim -> ways.addAll(failing(claim)));
    return new Choice(ways);
  }

  private static List<List<Claim>> failing(Claim claim) {
    return claim.holds().rest().stream()
        .map(rest -> List.of(new Claim(claim.about(), claim.all(), rest)))
        .toList();
  }

  private @Nullable SortedMap<String, Domain> search(
      SortedMap<String, Domain> known, Deque<Choice> open) {
    if (open.isEmpty() || ++steps > MAX_STEPS || ++stepsOfAll > MAX_STEPS_OF_ALL) {
      return known;
    }
    Deque<Choice> left = new ArrayDeque<>(open);
    for (List<Claim> way : left.removeFirst().ways()) {
      SortedMap<String, Domain> next = with(known, way);
      SortedMap<String, Domain> found = next == null ? null : search(next, left);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable SortedMap<String, Domain> with(
      SortedMap<String, Domain> known, List<Claim> claims) {
    SortedMap<String, Domain> all = new TreeMap<>(known);
    for (Claim claim : claims) {
      Domain before = all.getOrDefault(claim.about(), claim.all());
      all.put(claim.about(), before.meet(claim.all()).meet(claim.holds()));
    }
    return agrees(all) ? all : null;
  }

  /** Whether a value is left for everything, also when counts that hold others are compared. */
  private static boolean agrees(SortedMap<String, Domain> known) {
    if (known.values().stream().anyMatch(Domain::isEmpty)) {
      return false;
    }
    for (Map.Entry<String, Domain> entry : known.entrySet()) {
      int blank = entry.getKey().lastIndexOf(' ');
      String subject = entry.getKey().substring(0, Math.max(0, blank));
      String field = entry.getKey().substring(blank + 1);
      for (String larger : larger(field)) {
        if (entry.getValue() instanceof Numbers small
            && known.get(subject + " " + larger) instanceof Numbers large
            && small.atLeast() > large.atMost()) {
          return false;
        }
      }
    }
    return true;
  }

  /** The fields that are never less than this one. */
  private static List<String> larger(String field) {
    List<String> larger = new ArrayList<>(List.of(field));
    for (int i = 0; i < larger.size(); i++) {
      for (List<String> pair : AT_MOST) {
        if (pair.get(0).equals(larger.get(i)) && !larger.contains(pair.get(1))) {
          larger.add(pair.get(1));
        }
      }
    }
    return larger.subList(1, larger.size());
  }

  /** Up to three values of an example, in words: {@code Customer tenureDays is 0}. */
  static String words(SortedMap<String, Domain> customer) {
    List<String> words =
        customer.entrySet().stream()
            .filter(entry -> !entry.getKey().contains(" at "))
            .map(
                entry ->
                    entry.getKey().endsWith(" is")
                        ? entry.getKey() + " " + entry.getValue().example().replace("\"", "")
                        : entry.getKey() + " is " + entry.getValue().example())
            .limit(3)
            .toList();
    return words.isEmpty() ? "any customer" : String.join(" and ", words);
  }
}
