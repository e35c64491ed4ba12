package org.rapport.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.model.Segment;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.Operator;
import org.rapport.rules.check.VerbCall;

/** The rulebase's own rules, taken from the checked tree, in a form that peer engines can take. */
final class PeerRules {
  private PeerRules() {}

  /** When a rule's facts are complete. */
  enum Turn {
    LIFECYCLE,
    WEIGHTS,
    BAND,
    SEGMENTS,
    ACTIONS
  }

  /**
   * One test of a field.
   *
   * @param field the accessor: decimals end in Millionths
   * @param literal a Long, String or Boolean; null when {@code joined} is given
   * @param joined the field of an earlier pattern that it is compared with
   */
  record Test(String field, String operator, @Nullable Object literal, @Nullable Joined joined) {}

  /** A field of the rule's pattern of this number. */
  record Joined(int pattern, String field) {}

  /**
   * One fact that must be there.
   *
   * @param fact {@code Activity_Signed_In}, {@code Customer}
   */
  record Pattern(String fact, List<Test> tests) {}

  /** What a matching rule does. */
  sealed interface Effect {}

  record SetsPhase(Phase phase, String since) implements Effect {}

  record Awards(String fact, HandPoints.Weight weight, boolean once) implements Effect {}

  record Bands(String band) implements Effect {}

  record Raises(Segment segment, Level level) implements Effect {}

  record Suggests(String action, long priorityMillionths) implements Effect {}

  record RulesOut(String action) implements Effect {}

  record Rule(String id, Turn turn, List<Pattern> patterns, Effect effect) {}

  /** All rules but {@code scale.*}, which says one thing always. */
  static List<Rule> of(CheckedRulebase checked) {
    List<Rule> rules = new ArrayList<>();
    for (CheckedRule rule : checked.rules()) {
      if (!rule.verb().global().equals("scale")) {
        rules.add(new Reading(rule).read());
      }
    }
    return rules;
  }

  /** One rule being read. */
  private static final class Reading {
    private final CheckedRule rule;
    private final Map<String, Joined> fields = new HashMap<>();
    private final Map<String, String> facts = new HashMap<>();

    Reading(CheckedRule rule) {
      this.rule = rule;
    }

    Rule read() {
      List<Pattern> patterns = new ArrayList<>();
      for (Condition condition : rule.conditions()) {
        patterns.add(pattern(condition, patterns.size()));
      }
      return new Rule(rule.card().id(), turn(), patterns, effect());
    }

    private Turn turn() {
      return switch (rule.stage()) {
        case LIFECYCLE -> Turn.LIFECYCLE;
        case WEIGHTS -> Turn.WEIGHTS;
        case NORMALISATION -> Turn.BAND;
        case NEXT_BEST_ACTION -> Turn.ACTIONS;
        default -> Turn.SEGMENTS;
      };
    }

    private Pattern pattern(Condition condition, int number) {
      String fact = condition.fact();
      String keyField =
          switch (fact) {
            case "Activity" -> "event";
            case "Attribute" -> "name";
            case "Segment", "WasIn" -> "segment";
            default -> "";
          };
      List<Test> tests = new ArrayList<>();
      for (FieldTest test : condition.tests()) {
        FieldTest.Comparison comparison = test.comparison();
        if (test.field().equals(keyField)
            && comparison != null
            && comparison.operand() instanceof Operand.TextLiteral text) {
          fact = fact + "/" + text.text();
        } else {
          add(condition, test, comparison, number, tests);
        }
      }
      if (fact.equals("Score") && turn() == Turn.BAND) {
        fact = "ScoreBeforeBand";
      }
      fact = fact.replaceAll("[^A-Za-z]", "_");
      if (condition.variable() != null) {
        facts.put(condition.variable(), fact);
      }
      return new Pattern(fact, tests);
    }

    private void add(
        Condition condition,
        FieldTest test,
        FieldTest.@Nullable Comparison comparison,
        int number,
        List<Test> tests) {
      String field = accessor(condition.fact(), test.field());
      String guard =
          condition.fact().equals("Attribute")
              ? switch (test.field()) {
                case "number" -> "aNumber";
                case "text" -> "aText";
                case "ageDays" -> "known";
                default -> "";
              }
              : "";
      if (!guard.isEmpty()) {
        tests.add(new Test(guard, "==", true, null));
      }
      if (test.variable() != null) {
        fields.put(test.variable(), new Joined(number, field));
      }
      if (comparison != null) {
        String operator = comparison.operator().symbol();
        if (condition.negated()) {
          if (condition.tests().size() != 2 || comparison.operator() != Operator.EQUAL) {
            throw new IllegalStateException(rule.card().id() + " says not in a new way.");
          }
          // The fact is always there: that none is equal means that it is not equal.
          operator = "!=";
        }
        tests.add(literalOrJoin(field, operator, comparison.operand()));
      }
    }

    private Test literalOrJoin(String field, String operator, Operand operand) {
      if (operand instanceof Operand.NumberLiteral number) {
        return new Test(
            field,
            operator,
            field.endsWith("Millionths")
                ? number.millionths()
                : number.millionths() / Millionths.ONE,
            null);
      }
      if (operand instanceof Operand.TextLiteral text) {
        return new Test(field, operator, text.text(), null);
      }
      if (operand instanceof Operand.FlagLiteral flag) {
        return new Test(field, operator, flag.flag(), null);
      }
      if (operand instanceof Operand.PhaseLiteral phase) {
        return new Test(field, operator, phase.phase().name(), null);
      }
      return new Test(field, operator, null, fields.get(((Operand.Variable) operand).name()));
    }

    private static String accessor(String fact, String field) {
      boolean decimal =
          (fact.equals("Activity") && (field.startsWith("value") || field.equals("latestValue")))
              || (fact.equals("Attribute") && field.equals("number"));
      return decimal ? field + "Millionths" : field;
    }

    private Effect effect() {
      VerbCall verb = rule.verb();
      VerbCall.Call first = verb.calls().get(0);
      return switch (verb.global()) {
        case "lifecycle" ->
            new SetsPhase(Phase.valueOf(first.name().toUpperCase(Locale.ROOT)), fact(first, 0));
        case "points" -> award(verb, first);
        case "band" -> new Bands(text(first, 0));
        case "action" ->
            first.name().equals("suggest")
                ? new Suggests(text(first, 0), number(first, 1))
                : new RulesOut(text(first, 0));
        default -> new Raises(rule.stage().segment().orElseThrow(), level(first.name()));
      };
    }

    private Effect award(VerbCall verb, VerbCall.Call first) {
      Map<String, Long> said = new HashMap<>();
      for (VerbCall.Call call : verb.calls().subList(1, verb.calls().size())) {
        said.put(call.name(), number(call, 0));
      }
      boolean unit = said.containsKey("eachUnit");
      boolean once = said.containsKey("once");
      return new Awards(
          fact(first, 0),
          new HandPoints.Weight(
              first.name().equals("award") ? 1 : -1,
              once
                  ? said.getOrDefault("once", 0L)
                  : said.getOrDefault(unit ? "eachUnit" : "each", 0L),
              unit,
              whole(said, "inLastDays"),
              whole(said, "halvingEveryDays"),
              said.getOrDefault("upTo", Long.MAX_VALUE)),
          once);
    }

    private static int whole(Map<String, Long> said, String name) {
      return (int) (said.getOrDefault(name, 0L) / Millionths.ONE);
    }

    private static Level level(String verb) {
      return verb.equals("notYet") ? Level.NOT_YET : Level.valueOf(verb.toUpperCase(Locale.ROOT));
    }

    private String fact(VerbCall.Call call, int argument) {
      String fact = facts.get(((Operand.Variable) call.arguments().get(argument)).name());
      if (fact == null) {
        throw new IllegalStateException(rule.card().id() + " hands over no fact of its own.");
      }
      return fact;
    }

    private static String text(VerbCall.Call call, int argument) {
      return ((Operand.TextLiteral) call.arguments().get(argument)).text();
    }

    private static long number(VerbCall.Call call, int argument) {
      return ((Operand.NumberLiteral) call.arguments().get(argument)).millionths();
    }
  }
}
