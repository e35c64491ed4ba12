package org.rapport.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Change;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Counterfactual;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Goal;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.check.CheckedRulebase;

/** What is said to change a decision does, and nothing smaller would. */
class CounterfactualTest {

  private static final class Shipped {
    static final Map<String, Rulebase> BY_NAME = new TreeMap<>();

    static {
      for (String name : List.of("learning", "shop", "subscription")) {
        CheckedRulebase checked = ShippedRulebases.checked(name);
        BY_NAME.put(name, Rulebase.load(checked, new RulebaseCompiler().compile(checked)));
      }
    }
  }

  private static DecisionAnalysis analysis(Rulebase rulebase, DecisionInputs inputs) {
    return ((Outcome.Decided) rulebase.decide(inputs, Deadline.NONE)).analysis();
  }

  private static List<SegmentLevel> segments(DecisionAnalysis analysis) {
    return analysis.segments().stream().map(Conclusion.InSegment::segment).toList();
  }

  private static boolean met(Goal goal, DecisionAnalysis analysis) {
    return goal.isMet(segments(analysis), analysis.actions().get(0).action());
  }

  /** The forecast is what the engine would decide, without changes and with some. */
  @Property(tries = 60)
  void aForecast_isWhatTheEngineDecides(@ForAll long seed) {
    agree(seed);
  }

  @Property(tries = 10_000)
  @Tag("evidence")
  void aForecast_isWhatTheEngineDecides_evidence(@ForAll long seed) {
    agree(seed);
  }

  private static void agree(long seed) {
    for (Rulebase rulebase : Shipped.BY_NAME.values()) {
      DecisionInputs inputs = new RandomInputs(rulebase.catalogue(), seed).inputs();
      List<Change> some = someChanges(rulebase, inputs, seed);
      for (List<Change> changes : List.of(List.<Change>of(), some)) {
        DecisionInputs changed = rulebase.changed(inputs, changes);
        Optional<Forecast.Outlook> outlook = rulebase.forecast(inputs, changes);
        if (rulebase.decide(changed, Deadline.NONE) instanceof Outcome.Decided decided) {
          assertThat(outlook)
              .as("%s %s", rulebase.ref().name(), changes)
              .contains(
                  new Forecast.Outlook(
                      segments(decided.analysis()), decided.analysis().actions().get(0).action()));
        } else {
          assertThat(outlook).isEmpty();
        }
      }
    }
  }

  private static List<Change> someChanges(Rulebase rulebase, DecisionInputs inputs, long seed) {
    List<Change> all = singles(rulebase, inputs);
    Change one = all.get((int) Math.floorMod(seed, (long) all.size()));
    Change other = all.get((int) Math.floorMod(seed / 31, (long) all.size()));
    return one instanceof Change.MoreEvents a
            && other instanceof Change.MoreEvents b
            && !a.event().equals(b.event())
        ? List.of(one, other)
        : List.of(one);
  }

  /** Every number of occurrences on every number of days, whatever the rules test. */
  private static List<Change> singles(Rulebase rulebase, DecisionInputs inputs) {
    ChangedInputs days = new ChangedInputs(rulebase.catalogue(), inputs);
    List<Change> all = new ArrayList<>();
    rulebase
        .catalogue()
        .events()
        .forEach(
            (event, entry) -> {
              Catalogue.Changeable changeable = entry.changeable();
              for (int times = 1; changeable != null && times <= changeable.atMost(); times++) {
                for (int on = 1; on <= Math.min(times, days.days()); on++) {
                  all.add(
                      new Change.MoreEvents(
                          event,
                          times,
                          on,
                          days.lastDay(),
                          changeable.valueMillionths(),
                          times * changeable.costMillionths()));
                }
              }
            });
    return all;
  }

  /** What is returned re-decides as promised; among single changes nothing is cheaper. */
  @Property(tries = 20)
  void nothingSmallerWouldDo(@ForAll long seed) {
    for (Rulebase rulebase : Shipped.BY_NAME.values()) {
      DecisionInputs inputs = new RandomInputs(rulebase.catalogue(), seed).inputs();
      DecisionAnalysis now = analysis(rulebase, inputs);
      for (Goal goal : goals(now)) {
        Counterfactual found = rulebase.counterfactual(inputs, goal, Deadline.NONE);
        Optional<Change> cheapest =
            singles(rulebase, inputs).stream()
                .sorted(Comparator.comparingLong(Change::costMillionths))
                .filter(
                    change ->
                        rulebase.decide(rulebase.changed(inputs, List.of(change)), Deadline.NONE)
                                instanceof Outcome.Decided decided
                            && met(goal, decided.analysis()))
                .findFirst();
        if (found instanceof Counterfactual.Found change) {
          assertThat(met(goal, analysis(rulebase, rulebase.changed(inputs, change.changes()))))
              .isTrue();
          cheapest.ifPresent(
              single -> {
                assertThat(change.changes()).as("%s %s", goal, single).hasSize(1);
                assertThat(change.costMillionths()).isLessThanOrEqualTo(single.costMillionths());
              });
        } else {
          assertThat(cheapest).as("%s", goal).isEmpty();
        }
      }
    }
  }

  private static List<Goal> goals(DecisionAnalysis now) {
    List<Goal> goals = new ArrayList<>();
    segments(now).forEach(in -> goals.add(new Goal.OtherLevel(in.segment(), in.level())));
    goals.add(new Goal.OtherAction(now.actions().get(0).action()));
    return goals;
  }

  @Test
  void aQuietFreeLearnerNeedsOneLesson_orSomeForMore() {
    Rulebase learning = requireNonNull(Shipped.BY_NAME.get("learning"));
    DecisionInputs inputs =
        Histories.customer()
            .seen(40)
            .did("Account Created", 40, 1)
            .did("Lesson Watched", 20, 1)
            .inputs();
    Goal likely = new Goal.ThisLevel(Segment.TRIAL_CONVERSION, Level.LIKELY);

    Counterfactual.Found found =
        (Counterfactual.Found) learning.counterfactual(inputs, likely, Deadline.NONE);

    // On two days of the last seven, the latest not long ago: trial.comes-back.
    assertThat(found.changes()).hasSize(1);
    Change.MoreEvents lessons = (Change.MoreEvents) found.changes().get(0);
    assertThat(lessons.event()).isEqualTo("Lesson Watched");
    assertThat(lessons.times()).isEqualTo(2);
    assertThat(lessons.days()).isEqualTo(2);
    assertThat(found.costMillionths()).isEqualTo(2_000_000);
  }

  @Test
  void whatNobodyCanChange_hasNoCounterfactual() {
    Rulebase learning = requireNonNull(Shipped.BY_NAME.get("learning"));
    DecisionInputs inputs = Histories.customer().seen(40).did("Account Created", 40, 1).inputs();

    Counterfactual none =
        learning.counterfactual(inputs, new Goal.ThisAction("invite-back"), Deadline.NONE);

    assertThat(none).isInstanceOf(Counterfactual.NoneWithinLimits.class);
    assertThat(((Counterfactual.NoneWithinLimits) none).everything()).isTrue();
  }

  @Test
  void whatIsSoAlready_needsNoChange() {
    Rulebase learning = requireNonNull(Shipped.BY_NAME.get("learning"));
    DecisionInputs inputs = Histories.customer().seen(40).did("Account Created", 40, 1).inputs();

    Counterfactual found =
        learning.counterfactual(
            inputs, new Goal.ThisLevel(Segment.CHURN_RISK, null), Deadline.NONE);

    assertThat(((Counterfactual.Found) found).changes()).isEmpty();
  }
}
