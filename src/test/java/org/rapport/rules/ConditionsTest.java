package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.rules.RuleTree.bind;
import static org.rapport.rules.RuleTree.call;
import static org.rapport.rules.RuleTree.rule;
import static org.rapport.rules.RuleTree.test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Matches;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Value;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.check.Catalogue.AttributeEntry;
import org.rapport.rules.check.Catalogue.EventEntry;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.FieldTest;
import org.rapport.rules.check.Stage;

/** Every form of condition means what the page says, whatever stands in its texts. */
class ConditionsTest {
  /** Event types as hostile and as foreign as they come. */
  private static final List<String> EVENTS =
      List.of(
          "Lesson Watched",
          "a \"quoted\" \\ word",
          "end\n\trule \"x\" when then System.exit(1);",
          "\\u0022 */ // {$x} ${y} %s",
          "Größe 測試 \uD83D\uDE00 \u2028 \u0000",
          "'");

  private static final List<CheckedRule> RULES = new ArrayList<>();
  private static Rulebase rulebase;

  private static void upsell(String id, FieldTest... tests) {
    RULES.add(
        rule(Stage.UPSELL, "upsell." + id, "Because.")
            .when("$a", "Activity", withEvent(EVENTS.get(0), tests))
            .then("upsell", call("ready", "$a")));
  }

  private static FieldTest[] withEvent(String event, FieldTest... tests) {
    List<FieldTest> all = new ArrayList<>(List.of(test("event", "==", event)));
    all.addAll(Arrays.asList(tests));
    return all.toArray(FieldTest[]::new);
  }

  @BeforeAll
  static void compile() {
    for (int i = 0; i < EVENTS.size(); i++) {
      RULES.add(
          rule(Stage.ADVOCACY, "advocacy.event-" + i, "It happened {$n} times.")
              .when(
                  "$a", "Activity", test("event", "==", EVENTS.get(i)), bind("$n", "inAll", ">", 0))
              .then("advocacy", call("likely", "$a")));
    }
    upsell("whole-above-fraction", test("inAll", ">", 2.5));
    upsell("whole-at-least-fraction", test("inAll", ">=", 2.5));
    upsell("whole-below-fraction", test("inAll", "<", 2.5));
    upsell("whole-at-most-fraction", test("inAll", "<=", 2.5));
    upsell("whole-is-fraction", test("inAll", "==", 2.5));
    upsell("whole-is-not-fraction", test("inAll", "!=", 2.5));
    upsell("whole-above-minus", test("trend", ">", -0.5));
    upsell("whole-below-billions", test("inAll", "<", new BigDecimal("3000000000")));
    upsell("decimal-exact", test("valueInAll", "==", new BigDecimal("0.3")));
    upsell("decimal-above", test("valueInAll", ">", new BigDecimal("0.299999")));
    upsell("decimal-not-above", test("valueInAll", ">", new BigDecimal("0.3")));
    upsell("own-variable", bind("$all", "inAll"), test("last7Days", "==", "$all"));
    upsell("own-variable-fewer", bind("$all", "inAll"), test("last30Days", "<", "$all"));
    upsell("decimal-own-variable", bind("$v", "valueInAll"), test("valueLast7Days", "==", "$v"));
    upsell("whole-is-decimal-variable", bind("$v", "valueInAll"), test("inAll", "==", "$v"));
    upsell("decimal-is-whole-variable", bind("$n", "inAll"), test("valueInAll", "==", "$n"));
    RULES.add(
        rule(Stage.UPSELL, "upsell.joined", "Because.")
            .when("$a", "Activity", withEvent(EVENTS.get(0), bind("$n", "inAll")))
            .when("$b", "Activity", withEvent(EVENTS.get(1), test("inAll", "==", "$n")))
            .then("upsell", call("ready", "$b")));
    RULES.add(
        rule(Stage.UPSELL, "upsell.not-joined", "Because.")
            .when("$a", "Activity", withEvent(EVENTS.get(0), bind("$n", "inAll")))
            .whenNot("Activity", withEvent(EVENTS.get(1), test("inAll", "==", "$n")))
            .then("upsell", call("notYet", "$a")));
    RULES.add(
        rule(Stage.UPSELL, "upsell.page", "On {$page}.")
            .when(
                "$c",
                "Attribute",
                test("name", "==", "context.page"),
                bind("$page", "text", "==", "pricing"))
            .then("upsell", call("ready", "$c")));
    RULES.add(
        rule(Stage.UPSELL, "upsell.flag-off", "Off.")
            .when("$c", "Attribute", test("name", "==", "optIn"), test("flag", "==", false))
            .then("upsell", call("ready", "$c")));
    RULES.add(
        rule(Stage.UPSELL, "upsell.not-known", "Not known.")
            .when("$c", "Attribute", test("name", "==", "optIn"), test("known", "==", false))
            .then("upsell", call("notYet", "$c")));
    RULES.add(
        rule(Stage.NORMALISATION, "scale.all", "All.")
            .when(null, "RawPoints", bind("$raw", "value"))
            .then("scale", call("saturating", 20)));
    RULES.add(
        rule(Stage.NEXT_BEST_ACTION, "nba.nobody-spoke", "Nobody spoke to them.")
            .whenNot("Contact")
            .then("action", call("suggest", "wait", 0.5)));
    RULES.add(
        rule(Stage.NEXT_BEST_ACTION, "nba.by-days", "Wait {$n}.")
            .when("$a", "Activity", withEvent(EVENTS.get(0), bind("$n", "inAll", ">", 0)))
            .then("action", call("suggest", "wait", "$n")));
    RULES.sort(java.util.Comparator.comparing(CheckedRule::stage));
    rulebase =
        Learning.load(new CheckedRulebase("odd", "sha256:odd", catalogue(), RULES, List.of()));
  }

  private static Catalogue catalogue() {
    TreeMap<String, EventEntry> events = new TreeMap<>();
    EVENTS.forEach(event -> events.put(event, new EventEntry("", "size", null, new TreeMap<>())));
    return new Catalogue(
        "odd",
        "",
        "Hello",
        0,
        0,
        events,
        new TreeMap<String, AttributeEntry>(),
        new TreeMap<>(),
        "wait");
  }

  private static List<String> matched(DecisionInputs inputs) {
    Outcome outcome = rulebase.decide(inputs, Deadline.NONE);
    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    return ((Outcome.Decided) outcome)
        .analysis().rules().stream()
            .filter(rule -> !((Matches.Listed) rule.matches()).matches().isEmpty())
            .map(rule -> rule.card().id())
            .toList();
  }

  @Test
  void texts_areComparedAsTheyStand() {
    for (int i = 0; i < EVENTS.size(); i++) {
      assertThat(matched(Histories.customer().did(EVENTS.get(i), 3, 1).inputs()))
          .filteredOn(id -> id.startsWith("advocacy."))
          .containsExactly("advocacy.event-" + i);
    }
  }

  @Test
  void wholeNumbers_compareWithFractions() {
    assertThat(matched(Histories.customer().did("Lesson Watched", 3, 3).inputs()))
        .contains(
            "upsell.whole-above-fraction",
            "upsell.whole-at-least-fraction",
            "upsell.whole-is-not-fraction",
            "upsell.whole-above-minus",
            "upsell.whole-below-billions")
        .doesNotContain(
            "upsell.whole-below-fraction",
            "upsell.whole-at-most-fraction",
            "upsell.whole-is-fraction");
    assertThat(matched(Histories.customer().did("Lesson Watched", 40, 2).inputs()))
        .contains("upsell.whole-below-fraction", "upsell.whole-at-most-fraction")
        .doesNotContain(
            "upsell.whole-above-fraction",
            "upsell.whole-at-least-fraction",
            "upsell.whole-above-minus");
  }

  @Test
  void decimals_compareExactly() {
    assertThat(
            matched(
                Histories.customer()
                    .did("Lesson Watched", 3, 1, "size", 100_000)
                    .did("Lesson Watched", 3, 1, "size", 200_000)
                    .inputs()))
        .contains("upsell.decimal-exact", "upsell.decimal-above", "upsell.decimal-own-variable")
        .doesNotContain(
            "upsell.decimal-not-above",
            "upsell.decimal-is-whole-variable",
            "upsell.whole-is-decimal-variable");
    assertThat(
            matched(Histories.customer().did("Lesson Watched", 3, 2, "size", 2_000_000).inputs()))
        .contains("upsell.decimal-is-whole-variable", "upsell.whole-is-decimal-variable");
  }

  @Test
  void variables_joinWithinAndBetweenFacts() {
    assertThat(
            matched(
                Histories.customer().did(EVENTS.get(0), 3, 2).did(EVENTS.get(1), 50, 2).inputs()))
        .contains("upsell.own-variable", "upsell.joined")
        .doesNotContain("upsell.own-variable-fewer", "upsell.not-joined");
    assertThat(matched(Histories.customer().did(EVENTS.get(0), 50, 2).inputs()))
        .contains("upsell.own-variable-fewer", "upsell.not-joined")
        .doesNotContain("upsell.own-variable", "upsell.joined");
  }

  @Test
  void attributes_matchOnlyWhenThereIsSuchAValue() {
    assertThat(matched(Histories.customer().onPage("pricing").inputs()))
        .contains("upsell.page", "upsell.not-known")
        .doesNotContain("upsell.flag-off");
    assertThat(matched(Histories.customer().has("", "optIn", new Value.Flag(false), 3).inputs()))
        .contains("upsell.flag-off")
        .doesNotContain("upsell.page", "upsell.not-known");
    assertThat(matched(Histories.customer().has("", "optIn", new Value.Text("false"), 3).inputs()))
        .doesNotContain("upsell.flag-off", "upsell.not-known");
  }

  @Test
  void absence_aloneIsACondition_decisionAfterDecision() {
    DecisionInputs nobody = Histories.customer().inputs();
    DecisionInputs somebody = Histories.customer().contacted("wait", "ignored", 3).inputs();
    for (int i = 0; i < 5; i++) {
      assertThat(matched(nobody)).contains("nba.nobody-spoke");
      assertThat(matched(somebody)).doesNotContain("nba.nobody-spoke");
    }
  }

  @Test
  void boundNumbers_mayBePriorities() {
    Outcome outcome =
        rulebase.decide(Histories.customer().did(EVENTS.get(0), 3, 7).inputs(), Deadline.NONE);

    assertThat(((Outcome.Decided) outcome).analysis().actions().get(0).priorityMillionths())
        .isEqualTo(7_000_000);
    assertThat(((Outcome.Decided) outcome).analysis().actions().get(0).rules())
        .containsExactly("nba.nobody-spoke", "nba.by-days");
  }
}
