package org.rapport.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Change;
import org.rapport.model.AttributeReading;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Millionths;
import org.rapport.model.Value;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.AllActivity;
import org.rapport.rules.fact.Fact;

/**
 * The changes worth trying for a goal: of each event type and attribute that the catalogue calls
 * changeable, one for each way in which the tests and points of the rules that matter can come out.
 * A change that no such rule could tell from a cheaper one is left out, so nothing smaller is lost.
 */
final class ChangeOptions {
  /** How many values of one attribute are tried. */
  private static final int MAX_VALUES = 20;

  private final RulebaseParts parts;
  private final DecisionInputs inputs;
  private final Relevance relevance;
  private final ChangedInputs changed;
  private final Forecast forecast;
  private final List<Tested> allActivityTests = new ArrayList<>();

  ChangeOptions(
      RulebaseParts parts,
      DecisionInputs inputs,
      Relevance relevance,
      ChangedInputs changed,
      Forecast forecast) {
    this.parts = parts;
    this.inputs = inputs;
    this.relevance = relevance;
    this.changed = changed;
    this.forecast = forecast;
    allActivityTests.addAll(tests("AllActivity", null));
  }

  /** A test of a rule, and whether its value is compared with elsewhere in that rule. */
  private record Tested(FieldTest test, boolean handedOn) {
    /** How the test comes out, or the value itself where that is what matters. */
    Object outcome(Fact fact) {
      Value seen = FactViews.value(fact, test.field());
      FieldTest.Comparison comparison = test.comparison();
      Value needed = comparison == null ? null : Comparisons.value(comparison.operand());
      if (seen == null) {
        return "none";
      }
      if (handedOn || (comparison != null && needed == null)) {
        return seen;
      }
      return comparison == null
          || needed == null
          || Comparisons.holds(seen, comparison.operator(), needed);
    }
  }

  /** By event type or attribute, its changes; the cheapest first. */
  List<List<Change>> all() {
    List<List<Change>> all = new ArrayList<>();
    parts
        .catalogue()
        .events()
        .forEach(
            (event, entry) -> {
              Catalogue.Changeable changeable = entry.changeable();
              if (changeable != null && relevance.matters(event)) {
                all.add(events(event, changeable));
              }
            });
    parts
        .catalogue()
        .attributes()
        .forEach(
            (name, entry) -> {
              Catalogue.Changeable changeable = entry.changeable();
              if (changeable != null && relevance.mattersAttribute(name)) {
                all.add(values(name, entry, changeable));
              }
            });
    return all;
  }

  private List<Change> events(String event, Catalogue.Changeable changeable) {
    List<Tested> tests = tests("Activity", event);
    List<CheckedRule> awards = awards(event);
    Set<List<Object>> told = new HashSet<>();
    List<Change> options = new ArrayList<>();
    for (int times = 1; times <= changeable.atMost(); times++) {
      Set<List<Object>> toldOfTimes = new HashSet<>();
      for (int days = 1; days <= Math.min(times, changed.days()); days++) {
        Change.MoreEvents option =
            new Change.MoreEvents(
                event,
                times,
                days,
                changed.lastDay(),
                changeable.valueMillionths(),
                Math.multiplyExact(changeable.costMillionths(), times));
        List<Object> outcome = outcome(option, tests);
        // More days than any rule counts would only let the points fade.
        if (toldOfTimes.add(List.copyOf(outcome))) {
          addPoints(outcome, option, awards);
          if (told.add(outcome)) {
            options.add(option);
          }
        }
      }
    }
    return options;
  }

  private CustomerFacts customer(Change option) {
    return new CustomerFacts(parts.catalogue(), changed.history(List.of(option)), inputs.asOf());
  }

  private List<Object> outcome(Change.MoreEvents option, List<Tested> tests) {
    CustomerFacts customer = customer(option);
    List<Object> outcome = new ArrayList<>();
    if (parts.needs().events().contains(option.event())) {
      addAll(outcome, tests, customer.activity(option.event()));
    }
    if (parts.needs().asksFor(AllActivity.class)) {
      addAll(outcome, allActivityTests, customer.allActivity());
    }
    // Two changes together may bring the evidence that neither brings alone.
    outcome.add(Math.min(option.times(), parts.catalogue().thinBelowEvents()));
    return outcome;
  }

  private static void addAll(List<Object> outcome, List<Tested> tests, Fact fact) {
    tests.forEach(test -> outcome.add(test.outcome(fact)));
  }

  private void addPoints(List<Object> outcome, Change.MoreEvents option, List<CheckedRule> awards) {
    if (!awards.isEmpty()) {
      Activity activity = customer(option).activity(option.event());
      awards.forEach(rule -> outcome.add(forecast.points(rule, activity)));
    }
  }

  private List<Tested> tests(String fact, @Nullable String event) {
    List<Tested> tests = new ArrayList<>();
    for (int number : relevance.rules()) {
      CheckedRule rule = parts.reader(number).shape().rule();
      for (Condition condition : rule.conditions()) {
        if (condition.fact().equals(fact)
            && (event == null || event.equals(condition.textOf("event").orElse(null)))) {
          condition.tests().forEach(test -> tests.add(new Tested(test, handedOn(rule, test))));
        }
      }
    }
    return tests;
  }

  private static boolean handedOn(CheckedRule rule, FieldTest test) {
    return test.variable() != null
        && rule.conditions().stream()
            .flatMap(condition -> condition.tests().stream())
            .flatMap(other -> other.compared().stream())
            .map(FieldTest.Comparison::operand)
            .anyMatch(
                operand ->
                    operand instanceof Operand.Variable variable
                        && variable.name().equals(test.variable()));
  }

  /** The rules that matter and give points for the occurrences of an event type. */
  private List<CheckedRule> awards(String event) {
    return relevance.rules().stream()
        .map(number -> parts.reader(number).shape())
        .filter(shape -> shape.turn() == Turn.WEIGHTS)
        .map(RuleShape::rule)
        .filter(
            rule ->
                rule.conditions().stream()
                    .anyMatch(
                        condition ->
                            condition.variable() != null
                                && rule.verb()
                                    .calls()
                                    .get(0)
                                    .arguments()
                                    .contains(new Operand.Variable(condition.variable()))
                                && event.equals(condition.textOf("event").orElse(null))))
        .toList();
  }

  private List<Change> values(
      String name, Catalogue.AttributeEntry entry, Catalogue.Changeable changeable) {
    AttributeReading reading = forecast.readings().get(name);
    Value before =
        reading == null || reading.value() instanceof Value.Removed ? null : reading.value();
    List<Change> options = new ArrayList<>();
    for (Value value : candidates(name, entry)) {
      if (!value.equals(before) && options.size() < MAX_VALUES) {
        options.add(new Change.OtherValue(name, before, value, changeable.costMillionths()));
      }
    }
    return options;
  }

  private List<Value> candidates(String name, Catalogue.AttributeEntry entry) {
    return switch (entry.type()) {
      case FLAG -> List.of(new Value.Flag(false), new Value.Flag(true));
      case TEXT -> {
        Set<String> texts = new TreeSet<>(entry.values());
        compared(name)
            .forEach(
                operand -> {
                  if (operand instanceof Operand.TextLiteral text) {
                    texts.add(text.text());
                  }
                });
        yield texts.stream().map(text -> (Value) new Value.Text(text)).toList();
      }
      case NUMBER ->
          numbers(name).stream().map(number -> (Value) new Value.Numeric(number)).toList();
    };
  }

  /** What rules compare with, one less and one more, and the numbers that they may join with. */
  private Set<Long> numbers(String name) {
    Set<Long> numbers = new TreeSet<>();
    for (Operand operand : compared(name)) {
      if (operand instanceof Operand.NumberLiteral number) {
        numbers.add(number.millionths() - Millionths.ONE);
        numbers.add(number.millionths());
        numbers.add(number.millionths() + Millionths.ONE);
      } else if (operand instanceof Operand.Variable) {
        for (Map.Entry<String, AttributeReading> other : forecast.readings().entrySet()) {
          if (!other.getKey().equals(name)
              && other.getValue().value() instanceof Value.Numeric known) {
            numbers.add(known.millionths());
          }
        }
      }
    }
    return numbers;
  }

  private List<Operand> compared(String name) {
    return relevance.rules().stream()
        .flatMap(number -> parts.reader(number).shape().rule().conditions().stream())
        .filter(
            condition ->
                condition.fact().equals("Attribute")
                    && name.equals(condition.textOf("name").orElse(null)))
        .flatMap(condition -> condition.tests().stream())
        .filter(test -> !test.field().equals("name") && !test.field().equals("ageDays"))
        .flatMap(test -> test.compared().stream())
        .map(FieldTest.Comparison::operand)
        .toList();
  }
}
