package org.rapport.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.ChangesSince;
import org.rapport.analysis.ChangesSince.RulePart;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.RuleCard;
import org.rapport.model.AttributeReading;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.DecisionInputs;

/**
 * Compares two decisions, from their records alone. One step after the other is taken from the
 * earlier to the later, and what a step changes is its part: first what arrived late, then the
 * passing of time, then behaviour, then the rules. What two steps do only together so falls to the
 * later of them.
 */
final class Comparing {

  private Comparing() {}

  /** The changes of a decision since another. */
  static ChangesSince since(Recalled earlier, Recalled later) {
    DecisionInputs was = earlier.inputs();
    DecisionInputs is = later.inputs();
    CustomerHistory known =
        earlier.decision().customerId().equals(later.decision().customerId())
            ? withLateArrivals(was.history(), is.history(), was.asOf())
            : was.history();
    Map<String, Long> start = RulePoints.of(earlier.analysis());
    Map<String, Long> late = points(earlier, known, was.asOf(), was);
    Map<String, Long> time = points(earlier, known, is.asOf(), was);
    Map<String, Long> behaviour = points(earlier, is.history(), is.asOf(), is);
    Map<String, Long> end = RulePoints.of(later.analysis());
    List<RulePart> parts = new ArrayList<>();
    cards(earlier.analysis(), later.analysis())
        .forEach(
            (id, card) ->
                parts.add(
                    part(
                        card,
                        points(start, id),
                        points(late, id),
                        points(time, id),
                        points(behaviour, id),
                        points(end, id))));
    return new ChangesSince(
        earlier.decision(),
        later.decision(),
        earlier.analysis(),
        later.analysis(),
        parts.stream().filter(RulePart::changed).toList());
  }

  /** What other rules make of the same inputs: all that differs is the rules' doing. */
  static ChangesSince byOtherRules(
      Decision was, DecisionAnalysis wasAnalysis, Decision is, DecisionAnalysis isAnalysis) {
    Map<String, Long> start = RulePoints.of(wasAnalysis);
    Map<String, Long> end = RulePoints.of(isAnalysis);
    List<RulePart> parts = new ArrayList<>();
    cards(wasAnalysis, isAnalysis)
        .forEach(
            (id, card) -> {
              long before = points(start, id);
              parts.add(part(card, before, before, before, before, points(end, id)));
            });
    return new ChangesSince(
        was, is, wasAnalysis, isAnalysis, parts.stream().filter(RulePart::changed).toList());
  }

  private static RulePart part(
      RuleCard card, long was, long late, long time, long behaviour, long is) {
    return new RulePart(card, was, late - was, time - late, behaviour - time, is - behaviour, is);
  }

  private static long points(Map<String, Long> points, String id) {
    return points.getOrDefault(id, 0L);
  }

  private static Map<String, Long> points(
      Recalled by, CustomerHistory history, Instant asOf, DecisionInputs context) {
    return RulePoints.of(by.rulebase(), history, asOf, context.context());
  }

  private static Map<String, RuleCard> cards(DecisionAnalysis was, DecisionAnalysis is) {
    Map<String, RuleCard> cards = new LinkedHashMap<>();
    is.rules().forEach(rule -> cards.put(rule.card().id(), rule.card()));
    was.rules().forEach(rule -> cards.putIfAbsent(rule.card().id(), rule.card()));
    return cards;
  }

  /**
   * The earlier history with what the later one knows of the time before the earlier decision. A
   * record counts by day, so on the earlier as-of's own day nothing can be told to have been late:
   * what is new on it counts as behaviour.
   */
  static CustomerHistory withLateArrivals(CustomerHistory was, CustomerHistory is, Instant asOf) {
    LocalDate ownDay = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
    TreeSet<String> types = new TreeSet<>(was.days().keySet());
    types.addAll(is.days().keySet());
    SortedMap<String, List<DayCount>> days = new TreeMap<>();
    for (String type : types) {
      List<DayCount> ofType = new ArrayList<>();
      is.days().getOrDefault(type, List.of()).stream()
          .filter(day -> day.day().isBefore(ownDay))
          .forEach(ofType::add);
      was.days().getOrDefault(type, List.of()).stream()
          .filter(day -> !day.day().isBefore(ownDay))
          .forEach(ofType::add);
      if (!ofType.isEmpty()) {
        days.put(type, ofType);
      }
    }
    return new CustomerHistory(
        was.customerId(),
        was.accountId(),
        firstSeenAt(was, is, asOf),
        days,
        attributes(was, is, asOf));
  }

  private static @Nullable Instant firstSeenAt(
      CustomerHistory was, CustomerHistory is, Instant asOf) {
    Instant known = is.firstSeenAt();
    return known != null && known.isBefore(asOf) ? known : was.firstSeenAt();
  }

  /** Each record has only the latest reading: an earlier one that came late is not to be seen. */
  private static List<AttributeReading> attributes(
      CustomerHistory was, CustomerHistory is, Instant asOf) {
    SortedMap<String, AttributeReading> readings = new TreeMap<>();
    was.attributes().forEach(reading -> readings.put(key(reading), reading));
    is.attributes().stream()
        .filter(reading -> reading.occurredAt().isBefore(asOf))
        .forEach(reading -> readings.put(key(reading), reading));
    return List.copyOf(readings.values());
  }

  private static String key(AttributeReading reading) {
    return reading.origin() + "\0" + reading.name();
  }
}
