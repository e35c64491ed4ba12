package org.rapport.rules;

import static org.rapport.rules.RuleTree.bind;
import static org.rapport.rules.RuleTree.call;
import static org.rapport.rules.RuleTree.rule;
import static org.rapport.rules.RuleTree.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Phase;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.check.Catalogue.ActionEntry;
import org.rapport.rules.check.Catalogue.AttributeEntry;
import org.rapport.rules.check.Catalogue.EventEntry;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Stage;

/** A small rulebase of an invented e-learning business that uses every stage. */
final class Learning {
  private Learning() {}

  /** Compiled once for all tests: it takes seconds. */
  private static final class Compiled {
    static final Rulebase RULEBASE = load(rulebase());
  }

  static Rulebase loaded() {
    return Compiled.RULEBASE;
  }

  static Rulebase load(CheckedRulebase checked) {
    return Rulebase.load(checked, new RulebaseCompiler().compile(checked));
  }

  static Catalogue catalogue() {
    return new Catalogue(
        "learning",
        "An e-learning subscription",
        "Account Created",
        7,
        3,
        new TreeMap<>(
            Map.of(
                "Account Created", event(null, Map.of()),
                "Lesson Watched", event("minutes", Map.of()),
                "Quiz Passed", event(null, Map.of()),
                "Support Contacted", event(null, Map.of()),
                "Subscription Purchased", event("amount", Map.of("plan", "plan")))),
        new TreeMap<>(
            Map.of(
                "plan", attribute(AttributeEntry.Type.TEXT),
                "seats", attribute(AttributeEntry.Type.NUMBER),
                "newsletter", attribute(AttributeEntry.Type.FLAG),
                "context.page", attribute(AttributeEntry.Type.TEXT))),
        new TreeMap<>(
            Map.of(
                "call-customer", action("phone", "desk", "{\"script\":\"renewal\"}"),
                "offer-year", action("email", null, "{}"),
                "show-tour", action("in-app", "home", "{}"),
                "nothing-yet", action(null, null, "{\"quiet\":true}"))),
        "nothing-yet");
  }

  private static EventEntry event(@Nullable String valueProperty, Map<String, String> sets) {
    return new EventEntry("", valueProperty, null, new TreeMap<>(sets));
  }

  private static AttributeEntry attribute(AttributeEntry.Type type) {
    return new AttributeEntry("", type, new TreeSet<>());
  }

  private static ActionEntry action(
      @Nullable String channel, @Nullable String placement, String payload) {
    return new ActionEntry("", channel, placement, null, null, null, payload);
  }

  static CheckedRulebase rulebase() {
    return rulebase(rules());
  }

  static CheckedRulebase rulebase(List<CheckedRule> rules) {
    return new CheckedRulebase(
        "learning", "sha256:" + rules.hashCode(), catalogue(), rules, List.of());
  }

  /** The rules with more of them, in the order of the stages. */
  static CheckedRulebase with(CheckedRule... more) {
    List<CheckedRule> all = new ArrayList<>(rules());
    all.addAll(List.of(more));
    all.sort(java.util.Comparator.comparing(CheckedRule::stage));
    return rulebase(all);
  }

  static List<CheckedRule> rules() {
    List<CheckedRule> rules = new ArrayList<>();
    addLifecycle(rules);
    addWeights(rules);
    addNormalisation(rules);
    addSegments(rules);
    addActions(rules);
    return rules;
  }

  private static void addLifecycle(List<CheckedRule> rules) {
    rules.add(
        rule(Stage.LIFECYCLE, "lifecycle.pays", "Bought a plan {$n} times.")
            .when(
                "$bought",
                "Activity",
                test("event", "==", "Subscription Purchased"),
                bind("$n", "inAll", ">", 0),
                test("daysSinceLast", "<=", 60))
            .then("lifecycle", call("paying", "$bought")));
    rules.add(
        rule(Stage.LIFECYCLE, "lifecycle.paid-once", "Last bought {$days} days ago.")
            .when(
                "$bought",
                "Activity",
                test("event", "==", "Subscription Purchased"),
                test("never", "==", false),
                bind("$days", "daysSinceLast", ">", 60))
            .then("lifecycle", call("lapsed", "$bought")));
    rules.add(
        rule(Stage.LIFECYCLE, "lifecycle.tries", "Signed up {$days} days ago and never bought.")
            .when(
                null,
                "Activity",
                test("event", "==", "Subscription Purchased"),
                test("never", "==", true))
            .when(
                "$hello",
                "Activity",
                test("event", "==", "Account Created"),
                test("never", "==", false),
                bind("$days", "daysSinceLast"))
            .when("$customer", "Customer", test("tenureDays", "<=", 3650))
            .then("lifecycle", call("trial", "$hello")));
  }

  private static void addWeights(List<CheckedRule> rules) {
    rules.add(
        rule(Stage.WEIGHTS, "weight.lesson-watched", "{$n} lessons watched in 90 days.")
            .when(
                "$lessons",
                "Activity",
                test("event", "==", "Lesson Watched"),
                bind("$n", "last90Days", ">", 0))
            .then(
                "points",
                call("award", "$lessons"),
                call("inLastDays", 90),
                call("each", 2),
                call("halvingEveryDays", 21),
                call("upTo", 40)));
    rules.add(
        rule(Stage.WEIGHTS, "weight.minutes", "{$m} minutes of lessons.")
            .when(
                "$lessons",
                "Activity",
                test("event", "==", "Lesson Watched"),
                bind("$m", "valueInAll", ">", 0))
            .then("points", call("award", "$lessons"), call("eachUnit", 0.013)));
    rules.add(
        rule(Stage.WEIGHTS, "weight.quiz-passed", "{$n} quizzes passed.")
            .when(
                "$quizzes",
                "Activity",
                test("event", "==", "Quiz Passed"),
                bind("$n", "inAll", ">", 0))
            .then("points", call("award", "$quizzes"), call("each", 3.25), call("upTo", 30)));
    rules.add(
        rule(Stage.WEIGHTS, "weight.support", "{$n} calls for help.")
            .when(
                "$calls",
                "Activity",
                test("event", "==", "Support Contacted"),
                bind("$n", "last30Days", ">", 0))
            .then(
                "points",
                call("deduct", "$calls"),
                call("inLastDays", 30),
                call("each", 1.5),
                call("halvingEveryDays", 10)));
    rules.add(
        rule(Stage.WEIGHTS, "weight.seats", "{$seats} seats.")
            .when(
                "$attribute",
                "Attribute",
                test("name", "==", "seats"),
                bind("$seats", "number", ">=", 2.5))
            .then("points", call("award", "$attribute"), call("once", 7.5)));
  }

  private static void addNormalisation(List<CheckedRule> rules) {
    rules.add(
        rule(Stage.NORMALISATION, "scale.reference", "{$raw} points of 120.")
            .when(null, "RawPoints", bind("$raw", "value"))
            .then("scale", call("againstReference", 120)));
    rules.add(
        rule(Stage.NORMALISATION, "band.thriving", "Score {$s} is 60 or more.")
            .when("$score", "Score", bind("$s", "value", ">=", 60))
            .then("band", call("is", "thriving", "$score")));
    rules.add(
        rule(Stage.NORMALISATION, "band.fading", "Score {$s} is under 60.")
            .when("$score", "Score", bind("$s", "value", "<", 60))
            .then("band", call("is", "fading", "$score")));
  }

  private static void addSegments(List<CheckedRule> rules) {
    rules.add(
        rule(Stage.TRIAL_CONVERSION, "trial.learns", "On {$phase} and learning, {$n} lessons.")
            .when("$customer", "Customer", bind("$phase", "phase", "==", Phase.TRIAL))
            .when(
                "$lessons",
                "Activity",
                test("event", "==", "Lesson Watched"),
                bind("$n", "last7Days", ">=", 3))
            .then("trialConversion", call("likely", "$lessons")));
    rules.add(
        rule(Stage.CHURN_RISK, "churn.quiet", "No lesson for {$quiet} days, after {$busy}.")
            .when("$customer", "Customer", test("phase", "==", Phase.PAYING))
            .when(
                "$lessons",
                "Activity",
                test("event", "==", "Lesson Watched"),
                bind("$quiet", "daysSinceLast", ">=", 14),
                bind("$busy", "previous30Days", ">=", 3))
            .then("churnRisk", call("high", "$lessons")));
    rules.add(
        rule(Stage.CHURN_RISK, "churn.fades", "The score is {$s}.")
            .when("$customer", "Customer", test("phase", "!=", Phase.PROSPECT))
            .when("$score", "Score", test("band", "==", "fading"), bind("$s", "value"))
            .then("churnRisk", call("medium", "$score")));
    rules.add(
        rule(Stage.CHURN_RISK, "churn.was-high", "Was at high risk before.")
            .when("$was", "WasIn", test("segment", "==", "churn-risk"), test("level", "==", "high"))
            .then("churnRisk", call("medium", "$was")));
    rules.add(
        rule(Stage.UPSELL, "upsell.monthly", "On the plan {$plan}.")
            .when(
                "$attribute",
                "Attribute",
                test("name", "==", "plan"),
                bind("$plan", "text", "==", "Monthly"))
            .when("$score", "Score", test("value", ">=", 60))
            .then("upsell", call("ready", "$attribute")));
    rules.add(
        rule(Stage.TRAINING_NEED, "training.no-quiz", "{$n} lessons and no quiz.")
            .when(
                "$lessons",
                "Activity",
                test("event", "==", "Lesson Watched"),
                bind("$n", "inAll", ">=", 5))
            .whenNot("Activity", test("event", "==", "Quiz Passed"), test("never", "==", false))
            .then("trainingNeed", call("likely", "$lessons")));
  }

  private static void addActions(List<CheckedRule> rules) {
    rules.add(
        rule(Stage.NEXT_BEST_ACTION, "nba.call", "The risk is {$level}.")
            .when(
                "$segment",
                "Segment",
                test("segment", "==", "churn-risk"),
                bind("$level", "level", "==", "high"))
            .then("action", call("suggest", "call-customer", 80)));
    rules.add(
        rule(Stage.NEXT_BEST_ACTION, "nba.tour", "Training is {$level} to help.")
            .when(
                "$segment",
                "Segment",
                test("segment", "==", "training-need"),
                bind("$level", "level"))
            .then("action", call("suggest", "show-tour", 50)));
    rules.add(
        rule(Stage.NEXT_BEST_ACTION, "nba.year", "On the plan {$plan} for {$days} days.")
            .when(
                "$attribute",
                "Attribute",
                test("name", "==", "plan"),
                bind("$plan", "text", "!=", "Annual"),
                bind("$days", "ageDays"))
            .then("action", call("suggest", "offer-year", 50)));
    rules.add(
        rule(Stage.NEXT_BEST_ACTION, "nba.refused-a-call", "Refused a call {$days} days ago.")
            .when(
                "$contact",
                "Contact",
                test("action", "==", "call-customer"),
                test("outcome", "==", "rejected"),
                bind("$days", "daysAgo", "<", 30))
            .then("action", call("ruleOut", "call-customer")));
  }
}
