package org.rapport.rules.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Contact;
import org.rapport.model.Level;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;
import org.rapport.rules.cases.GivenCustomer.GivenAttribute;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.Operator;

/**
 * What a customer must be like for a rule to match: the values of fields that its conditions ask
 * for, and those of the rules that make its phase and its segments. What was wanted first stays.
 */
final class Wanted {
  private static final int MAX_DEPTH = 4;

  /** Facts that other rules bring about. */
  private static final Set<String> MADE_BY_RULES = Set.of("Customer", "Segment", "Score");

  final SortedMap<String, SortedMap<String, Long>> activities = new TreeMap<>();
  final SortedMap<String, Long> allActivity = new TreeMap<>();
  final SortedMap<String, SortedMap<String, Value>> attributes = new TreeMap<>();
  final SortedMap<String, Long> customer = new TreeMap<>();
  final SortedMap<String, Long> score = new TreeMap<>();
  final List<SegmentLevel> wasIn = new ArrayList<>();
  final List<Contact> contacts = new ArrayList<>();
  @Nullable String evidence;
  @Nullable String account;

  private final CheckedRulebase rulebase;
  private final Set<String> done = new HashSet<>();

  Wanted(CheckedRulebase rulebase) {
    this.rulebase = rulebase;
  }

  /**
   * What a rule needs, one field apart.
   *
   * @param condition the condition whose field has a value of its own, or null
   * @param field that field
   * @param value its value in millionths
   */
  Wanted with(CheckedRule rule, @Nullable Condition condition, String field, long value) {
    if (condition != null) {
      want(rule, condition, Map.of(field, new Value.Numeric(value)), 0);
    }
    add(rule, 0);
    return this;
  }

  private void add(CheckedRule rule, int depth) {
    if (depth > MAX_DEPTH || !done.add(rule.card().id())) {
      return;
    }
    // What the rule asks for itself comes before the rules that make its phase and segments.
    for (boolean later : new boolean[] {false, true}) {
      for (Condition condition : rule.conditions()) {
        if (!condition.negated() && later == MADE_BY_RULES.contains(condition.fact())) {
          want(rule, condition, fitting(condition), depth);
        }
      }
    }
  }

  /** For each field that a condition tests a value that passes. */
  private static SortedMap<String, Value> fitting(Condition condition) {
    SortedMap<String, Value> fitting = new TreeMap<>();
    for (FieldTest test : condition.tests()) {
      test.compared()
          .filter(comparison -> !(comparison.operand() instanceof Operand.Variable))
          .ifPresent(
              comparison -> {
                Value one = fitting(test.field(), comparison);
                if (one != null) {
                  // A lower bound wins over an upper one: it passes both more often.
                  boolean lower =
                      comparison.operator() != Operator.AT_MOST
                          && comparison.operator() != Operator.LESS;
                  if (lower || !fitting.containsKey(test.field())) {
                    fitting.put(test.field(), one);
                  }
                }
              });
    }
    return fitting;
  }

  private static @Nullable Value fitting(String field, FieldTest.Comparison comparison) {
    Operand operand = comparison.operand();
    if (comparison.operator() == Operator.NOT_EQUAL) {
      return null;
    }
    if (operand instanceof Operand.TextLiteral text) {
      return new Value.Text(text.text());
    }
    if (operand instanceof Operand.FlagLiteral flag) {
      return new Value.Flag(flag.flag());
    }
    if (operand instanceof Operand.PhaseLiteral phase) {
      return new Value.Text(phase.phase().name());
    }
    long number = ((Operand.NumberLiteral) operand).millionths();
    boolean since = field.equals("daysSinceLast") || field.equals("daysAgo");
    return new Value.Numeric(
        switch (comparison.operator()) {
          case MORE -> number + Millionths.ONE;
          case LESS -> since ? number - Millionths.ONE : Math.min(0, number - Millionths.ONE);
          case AT_MOST -> since ? number : Math.min(0, number);
          default -> number;
        });
  }

  private void want(CheckedRule rule, Condition condition, Map<String, Value> values, int depth) {
    switch (condition.fact()) {
      case "Activity" ->
          condition
              .textOf("event")
              .ifPresent(
                  event ->
                      numbers(values, activities.computeIfAbsent(event, e -> new TreeMap<>())));
      case "AllActivity" -> numbers(values, allActivity);
      case "Attribute" ->
          condition
              .textOf("name")
              .ifPresent(
                  name -> {
                    Map<String, Value> wanted =
                        attributes.computeIfAbsent(name, n -> new TreeMap<>());
                    values.forEach((field, value) -> wanted.putIfAbsent(field, value));
                  });
      case "Customer" -> customer(rule, values, depth);
      case "Score" -> score(values);
      case "Segment" -> segment(condition, depth);
      case "WasIn" -> level(condition).ifPresent(wasIn::add);
      case "Contact" -> contact(values);
      default -> {}
    }
  }

  private static void numbers(Map<String, Value> values, SortedMap<String, Long> into) {
    values.forEach(
        (field, value) -> {
          if (value instanceof Value.Numeric number) {
            into.putIfAbsent(field, number.millionths());
          } else if (value instanceof Value.Flag flag) {
            into.putIfAbsent(field, flag.flag() ? Millionths.ONE : 0);
          }
        });
  }

  private void customer(CheckedRule rule, Map<String, Value> values, int depth) {
    numbers(values, customer);
    if (values.get("evidence") instanceof Value.Text text) {
      evidence = text.text();
    }
    if (values.get("account") instanceof Value.Text text) {
      account = text.text();
    }
    boolean counted = values.containsKey("daysInPhase");
    if (values.get("phase") instanceof Value.Text phase) {
      phase(Phase.valueOf(phase.text()), depth);
    } else if (counted) {
      rule.conditions().stream()
          .map(other -> fitting(other).get("phase"))
          .filter(Value.Text.class::isInstance)
          .findFirst()
          .ifPresentOrElse(
              phase -> phase(Phase.valueOf(((Value.Text) phase).text()), depth),
              () -> phase(Phase.TRIAL, depth));
    }
  }

  /** Whatever rule puts a customer into this phase: the first. */
  private void phase(Phase phase, int depth) {
    rulebase.rules().stream()
        .filter(rule -> rule.verb().global().equals("lifecycle"))
        .filter(rule -> first(rule).name().toUpperCase(Locale.ROOT).equals(phase.name()))
        .min(Comparator.comparing(this::contradicts)) // The first of those that do not.
        .ifPresent(
            rule -> {
              begun(rule);
              add(rule, depth + 1);
            });
  }

  /** Whether a rule asks for another text of an attribute than is wanted already. */
  private boolean contradicts(CheckedRule rule) {
    return rule.conditions().stream()
        .filter(condition -> !condition.negated() && condition.fact().equals("Attribute"))
        .anyMatch(
            condition -> {
              SortedMap<String, Value> has =
                  attributes.getOrDefault(
                      condition.textOf("name").orElse(""), Collections.emptySortedMap());
              Value asked = fitting(condition).get("text");
              return asked != null && has.containsKey("text") && !asked.equals(has.get("text"));
            });
  }

  /** The phase begins when the rule's fact did. */
  private void begun(CheckedRule rule) {
    Long days = customer.get("daysInPhase");
    if (days == null || !(first(rule).arguments().get(0) instanceof Operand.Variable meant)) {
      return;
    }
    for (Condition condition : rule.conditions()) {
      if (meant.name().equals(condition.variable())) {
        switch (condition.fact()) {
          case "Activity" ->
              activities
                  .computeIfAbsent(condition.textOf("event").orElse(""), e -> new TreeMap<>())
                  .putIfAbsent("daysSinceLast", days);
          case "Attribute" ->
              attributes
                  .computeIfAbsent(condition.textOf("name").orElse(""), n -> new TreeMap<>())
                  .putIfAbsent("ageDays", new Value.Numeric(days));
          default -> customer.putIfAbsent("tenureDays", days);
        }
      }
    }
  }

  private static org.rapport.rules.check.VerbCall.Call first(CheckedRule rule) {
    return rule.verb().calls().get(0);
  }

  private void score(Map<String, Value> values) {
    numbers(values, score);
    if (values.get("band") instanceof Value.Text band) {
      rulebase.rules().stream()
          .filter(rule -> rule.verb().global().equals("band"))
          .filter(
              rule ->
                  first(rule).arguments().get(0) instanceof Operand.TextLiteral name
                      && name.text().equals(band.text()))
          .findFirst()
          .ifPresent(rule -> numbers(fitting(rule.conditions().get(0)), score));
    }
  }

  private void segment(Condition condition, int depth) {
    Optional<SegmentLevel> wanted = level(condition);
    rulebase.rules().stream()
        .filter(
            rule ->
                wanted.isPresent()
                    && rule.stage().segment().equals(Optional.of(wanted.get().segment()))
                    && verb(wanted.get().level()).equals(first(rule).name()))
        .min(Comparator.comparingInt(rule -> rule.conditions().size()))
        .ifPresent(rule -> add(rule, depth + 1));
  }

  private static String verb(Level level) {
    return level == Level.NOT_YET ? "notYet" : level.word();
  }

  private static Optional<SegmentLevel> level(Condition condition) {
    for (Segment segment : Segment.values()) {
      for (Level level : segment.levels()) {
        if (condition.textOf("segment").filter(segment.word()::equals).isPresent()
            && condition.textOf("level").map(level.word()::equals).orElse(true)) {
          return Optional.of(new SegmentLevel(segment, level));
        }
      }
    }
    return Optional.empty();
  }

  private void contact(Map<String, Value> values) {
    contacts.add(
        new Contact(
            text(values, "action", rulebase.catalogue().defaultAction()),
            text(values, "outcome", "presented"),
            text(values, "channel", ""),
            values.get("daysAgo") instanceof Value.Numeric days
                ? (int) Math.max(0, days.millionths() / Millionths.ONE)
                : 5));
  }

  private static String text(Map<String, Value> values, String field, String otherwise) {
    return values.get(field) instanceof Value.Text text ? text.text() : otherwise;
  }

  /** The attributes as a case gives them. */
  SortedMap<String, GivenAttribute> givenAttributes() {
    SortedMap<String, GivenAttribute> given = new TreeMap<>();
    attributes.forEach(
        (name, fields) -> {
          boolean unknown = new Value.Flag(false).equals(fields.get("known"));
          if (!unknown && !name.startsWith("context.")) {
            given.put(name, new GivenAttribute(value(name, fields), age(fields)));
          }
        });
    return given;
  }

  /** The caller's words, as a case gives them. */
  SortedMap<String, Value> givenContext() {
    SortedMap<String, Value> given = new TreeMap<>();
    attributes.forEach(
        (name, fields) -> {
          if (name.startsWith("context.")) {
            given.put(name.substring("context.".length()), value(name, fields));
          }
        });
    return given;
  }

  private Value value(String name, SortedMap<String, Value> fields) {
    for (String field : List.of("number", "text", "flag")) {
      Value value = fields.get(field);
      if (value != null) {
        return value;
      }
    }
    var entry = rulebase.catalogue().attributes().get(name);
    if (entry != null && !entry.values().isEmpty()) {
      return new Value.Text(entry.values().first());
    }
    return new Value.Numeric(Millionths.ONE);
  }

  private static @Nullable Integer age(SortedMap<String, Value> fields) {
    return fields.get("ageDays") instanceof Value.Numeric days
        ? (int) Math.max(0, days.millionths() / Millionths.ONE)
        : null;
  }
}
