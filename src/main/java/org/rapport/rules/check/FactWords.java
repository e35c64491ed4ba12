package org.rapport.rules.check;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.rules.check.FactWord.FieldWord;

/** The closed table of facts, their fields and types: the one of docs/rule-language.md. */
final class FactWords {
  /** The package of the fact records, as rule files import them. */
  static final String PACKAGE = "org.rapport.rules.fact.";

  /** What an outcome may be, as the API takes it. */
  static final List<String> OUTCOMES =
      List.of("presented", "clicked", "accepted", "rejected", "ignored", "converted");

  private static final List<String> SEGMENTS =
      Arrays.stream(Segment.values()).map(Segment::word).toList();
  private static final List<String> LEVELS =
      Arrays.stream(Level.values()).map(Level::word).toList();
  private static final List<String> EVIDENCE =
      Arrays.stream(EvidenceLevel.values()).map(EvidenceLevel::word).toList();

  private static final Map<String, FactWord> ALL = new Builder().all();

  private FactWords() {}

  /** The facts by name, in the order of the page. */
  static Map<String, FactWord> all() {
    return ALL;
  }

  /** The fact that a checked condition names. */
  static FactWord of(Condition condition) {
    return Objects.requireNonNull(ALL.get(condition.fact()), condition.fact());
  }

  /** The names of the facts known at a turn. */
  static List<String> namesAt(Turn turn) {
    return ALL.values().stream()
        .filter(fact -> fact.turns().contains(turn))
        .map(FactWord::name)
        .toList();
  }

  private static final class Builder {
    private final Map<String, FactWord> facts = new LinkedHashMap<>();
    private final Map<String, FieldWord> fields = new LinkedHashMap<>();

    Map<String, FactWord> all() {
      customer();
      activity();
      allActivity();
      attribute();
      field("value", FieldType.NUMBER);
      fact("RawPoints", Turn.SCALE.onwards(), null, false);
      score();
      field("segment", FieldType.TEXT, SEGMENTS);
      field("level", FieldType.TEXT, LEVELS);
      fact("Segment", Turn.ACTION.onwards(), null, true);
      field("segment", FieldType.TEXT, SEGMENTS);
      field("level", FieldType.TEXT, LEVELS);
      fact("WasIn", Turn.SEGMENT.onwards(), null, true);
      field("action", FieldType.TEXT);
      field("outcome", FieldType.TEXT, OUTCOMES);
      field("channel", FieldType.TEXT);
      counts("daysAgo");
      fact("Contact", Turn.ACTION.onwards(), null, true);
      return Collections.unmodifiableMap(facts);
    }

    private void customer() {
      put("phase", FieldType.PHASE, Turn.WEIGHTS.onwards(), List.of(), null, null);
      put("daysInPhase", FieldType.WHOLE, Turn.WEIGHTS.onwards(), List.of(), 0, null);
      counts("tenureDays");
      field("account", FieldType.TEXT);
      field("evidence", FieldType.TEXT, EVIDENCE);
      fact("Customer", Turn.LIFECYCLE.onwards(), null, false);
    }

    private void activity() {
      field("event", FieldType.TEXT);
      field("never", FieldType.FLAG);
      counts("last7Days", "last30Days", "last90Days", "previous30Days", "inAll");
      field("trend", FieldType.WHOLE);
      counts("activeDaysLast7Days", "activeDaysLast30Days", "activeDaysLast90Days");
      counts("activeDaysInAll", "daysSinceLast");
      field("valueLast7Days", FieldType.NUMBER);
      field("valueLast30Days", FieldType.NUMBER);
      field("valueLast90Days", FieldType.NUMBER);
      field("valueInAll", FieldType.NUMBER);
      field("latestValue", FieldType.NUMBER);
      fact("Activity", Turn.LIFECYCLE.onwards(), "event", false);
    }

    private void allActivity() {
      field("never", FieldType.FLAG);
      counts("daysSinceLast");
      counts("activeDaysLast7Days", "activeDaysLast30Days", "activeDaysLast90Days");
      counts("activeDaysPrevious30Days");
      counts("eventTypesLast7Days", "eventTypesLast30Days", "eventTypesLast90Days");
      fact("AllActivity", Turn.LIFECYCLE.onwards(), null, false);
    }

    private void attribute() {
      field("name", FieldType.TEXT);
      field("known", FieldType.FLAG);
      field("number", FieldType.NUMBER);
      field("text", FieldType.TEXT);
      field("flag", FieldType.FLAG);
      counts("ageDays");
      fact("Attribute", Turn.LIFECYCLE.onwards(), "name", false);
    }

    private void score() {
      put("value", FieldType.WHOLE, EnumSet.allOf(Turn.class), List.of(), 1, 100);
      field("raw", FieldType.NUMBER);
      put("band", FieldType.TEXT, Turn.SEGMENT.onwards(), List.of(), null, null);
      field("change7Days", FieldType.WHOLE);
      field("change30Days", FieldType.WHOLE);
      fact("Score", Turn.BAND.onwards(), null, false);
    }

    private void counts(String... names) {
      for (String name : names) {
        put(name, FieldType.WHOLE, EnumSet.allOf(Turn.class), List.of(), 0, null);
      }
    }

    private void field(String name, FieldType type) {
      field(name, type, List.of());
    }

    private void field(String name, FieldType type, List<String> words) {
      put(name, type, EnumSet.allOf(Turn.class), words, null, null);
    }

    private void put(
        String name,
        FieldType type,
        Set<Turn> turns,
        List<String> words,
        @Nullable Integer atLeast,
        @Nullable Integer atMost) {
      fields.put(name, new FieldWord(name, type, turns, words, atLeast, atMost));
    }

    private void fact(String name, Set<Turn> turns, @Nullable String nameField, boolean several) {
      facts.put(name, new FactWord(name, turns, nameField, several, fields));
      fields.clear();
    }
  }
}
