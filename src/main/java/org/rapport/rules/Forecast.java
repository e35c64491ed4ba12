package org.rapport.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Change;
import org.rapport.analysis.Saying;
import org.rapport.model.AttributeReading;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Level;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.model.ScorePoint;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.VerbCall;
import org.rapport.rules.fact.AllActivity;
import org.rapport.rules.fact.Fact;
import org.rapport.rules.fact.RawPoints;
import org.rapport.rules.verb.Award;
import org.rapport.rules.verb.Lifecycle;
import org.rapport.rules.verb.NextBestAction;
import org.rapport.rules.verb.Points;
import org.rapport.rules.verb.ScaleForm;

/**
 * Foretells, without the engine and so some twenty times faster, what the rules would come to after
 * changes. It is a sieve for searching: what it lets through is decided by the engine. For one
 * thread.
 */
final class Forecast {
  private final RulebaseParts parts;
  private final DecisionInputs inputs;
  private final SeenFacts unchanged;
  private final SortedMap<String, AttributeReading> readings;

  /** What an award to a fact came to: most facts are the same in every forecast. */
  private final Map<Integer, Known> awards = new HashMap<>();

  private record Known(Fact fact, long points) {}

  Forecast(RulebaseParts parts, DecisionInputs inputs) {
    this.parts = parts;
    this.inputs = inputs;
    CustomerFacts customer = customer(inputs.history());
    this.unchanged = new SeenFacts(customer.beforePhase(parts.needs(), inputs.context()));
    this.readings = customer.latestReadings();
  }

  private CustomerFacts customer(CustomerHistory history) {
    Instant asOf = inputs.asOf();
    return new CustomerFacts(parts.catalogue(), history, asOf);
  }

  /**
   * What a decision comes to.
   *
   * @param action the first action
   */
  record Outlook(List<SegmentLevel> segments, String action) {}

  /** The readings of attributes before any change, by attribute. */
  SortedMap<String, AttributeReading> readings() {
    return readings;
  }

  /**
   * The outlook after changes; empty where the rules would not come to a conclusion.
   *
   * @param history the history with these changes made
   */
  Optional<Outlook> after(List<Change> changes, CustomerHistory history) {
    CustomerFacts customer = customer(history);
    SeenFacts seen = changed(changes, customer);
    Lifecycle.Stay stay = stay(seen, customer);
    if (stay == null) {
      return Optional.empty();
    }
    seen.forget("Customer");
    seen.add(customer.customer(stay.phase(), stay.days()));
    long raw = rawPoints(seen);
    seen.add(new RawPoints(raw));
    ScaleForm form = form(seen);
    if (form == null) {
      return Optional.empty();
    }
    score(seen, Normalisation.of(raw, form).score(), raw);
    ConcludedFacts.wasIn(inputs).forEach(seen::add);
    List<SegmentLevel> segments = segments(seen);
    ConcludedFacts.segments(segments).forEach(seen::add);
    ConcludedFacts.contacts(inputs).forEach(seen::add);
    return Optional.of(new Outlook(segments, action(seen)));
  }

  private SeenFacts changed(List<Change> changes, CustomerFacts customer) {
    SeenFacts seen = unchanged.copy();
    boolean events = false;
    SortedMap<String, AttributeReading> latest = null;
    for (Change change : changes) {
      if (change instanceof Change.MoreEvents more) {
        events = true;
        seen.add(customer.activity(more.event()));
      } else if (change instanceof Change.OtherValue other) {
        latest = latest == null ? customer.latestReadings() : latest;
        seen.add(customer.attribute(other.attribute(), latest.get(other.attribute())));
      }
    }
    if (events && parts.needs().asksFor(AllActivity.class)) {
      seen.forget("AllActivity");
      seen.add(customer.allActivity());
    }
    seen.forget("Customer");
    seen.add(customer.customerBeforePhase());
    return seen;
  }

  private interface Matched {
    void take(int number, CheckedRule rule);
  }

  private void matching(Turn turn, SeenFacts seen, Matched matched) {
    for (int i = 0; i < parts.readers().size(); i++) {
      RuleReader reader = parts.reader(i);
      if (reader.shape().turn() == turn && reader.conditions().matches(seen)) {
        matched.take(i, reader.shape().rule());
      }
    }
  }

  /** Null when rules disagree. */
  private Lifecycle.@Nullable Stay stay(SeenFacts seen, CustomerFacts customer) {
    List<Lifecycle.Stay> said = new ArrayList<>();
    matching(
        Turn.LIFECYCLE,
        seen,
        (number, rule) ->
            said.add(
                new Lifecycle.Stay(
                    phase(rule.verb().calls().get(0).name()), subject(rule, seen).beganDaysAgo())));
    if (said.isEmpty()) {
      return new Lifecycle.Stay(Phase.PROSPECT, customer.tenureDays());
    }
    return said.stream().distinct().count() == 1 ? said.get(0) : null;
  }

  private static Phase phase(String verb) {
    return switch (verb) {
      case "trial" -> Phase.TRIAL;
      case "paying" -> Phase.PAYING;
      case "lapsed" -> Phase.LAPSED;
      default -> Phase.PROSPECT;
    };
  }

  /** The fact that the rule's verb is about: the one bound to its first argument. */
  private static Fact subject(CheckedRule rule, SeenFacts seen) {
    if (rule.verb().calls().get(0).arguments().get(0) instanceof Operand.Variable variable) {
      for (Condition condition : rule.conditions()) {
        if (variable.name().equals(condition.variable())) {
          String name =
              condition.fact().equals("Activity")
                  ? FactNeeds.named(condition, "event")
                  : condition.textOf("name").orElse(null);
          return seen.of(condition.fact(), name).get(0);
        }
      }
    }
    throw new IllegalStateException(
        "The rule %s says of no fact what it says.".formatted(rule.card().id()));
  }

  private long rawPoints(SeenFacts seen) {
    long[] raw = new long[1];
    matching(
        Turn.WEIGHTS,
        seen,
        (number, rule) -> raw[0] = Math.addExact(raw[0], points(number, rule, seen)));
    return raw[0];
  }

  private long points(int number, CheckedRule rule, SeenFacts seen) {
    Fact fact = subject(rule, seen);
    Known known = awards.get(number);
    if (known != null && known.fact() == fact) {
      return known.points();
    }
    long points = points(rule, fact);
    if (known == null) {
      awards.put(number, new Known(fact, points));
    }
    return points;
  }

  /** What a rule's award to a fact comes to, in millionths. */
  long points(CheckedRule rule, Fact fact) {
    Points verbs = new Points(parts.fades());
    Award award = null;
    for (VerbCall.Call call : rule.verb().calls()) {
      if (award == null) {
        verbs.match(0);
        award = call.name().equals("award") ? verbs.award(fact) : verbs.deduct(fact);
      } else {
        award = qualified(award, call);
      }
    }
    return award == null ? 0 : award.worth().points();
  }

  private static Award qualified(Award award, VerbCall.Call call) {
    long number = number(call, 0);
    return switch (call.name()) {
      case "inLastDays" -> award.inLastDays(Math.toIntExact(number / Millionths.ONE));
      case "halvingEveryDays" -> award.halvingEveryDays(Math.toIntExact(number / Millionths.ONE));
      case "each" -> award.each(number);
      case "eachUnit" -> award.eachUnit(number);
      case "upTo" -> award.upTo(number);
      case "once" -> award.once(number);
      default -> throw new IllegalStateException("There is no qualifier " + call.name() + ".");
    };
  }

  private static long number(VerbCall.Call call, int index) {
    return ((Operand.NumberLiteral) call.arguments().get(index)).millionths();
  }

  private @Nullable ScaleForm form(SeenFacts seen) {
    List<ScaleForm> forms = new ArrayList<>();
    matching(Turn.SCALE, seen, (number, rule) -> forms.add(form(rule.verb().calls().get(0))));
    return forms.stream().distinct().count() == 1 ? forms.get(0) : null;
  }

  private static ScaleForm form(VerbCall.Call call) {
    return switch (call.name()) {
      case "againstReference" -> new ScaleForm.AgainstReference(number(call, 0));
      case "saturating" -> new ScaleForm.Saturating(number(call, 0));
      default -> {
        List<Long> steps = new ArrayList<>();
        for (int i = 0; i < call.arguments().size(); i++) {
          steps.add(number(call, i));
        }
        yield new ScaleForm.ByPercentiles(steps);
      }
    };
  }

  private void score(SeenFacts seen, int score, long raw) {
    Integer change7Days = change(score, inputs.sevenDaysBefore());
    Integer change30Days = change(score, inputs.thirtyDaysBefore());
    seen.add(ConcludedFacts.scoreBeforeBand(score, raw, change7Days, change30Days));
    List<String> bands = new ArrayList<>();
    matching(
        Turn.BAND,
        seen,
        (number, rule) -> {
          if (rule.verb().calls().get(0).arguments().get(0) instanceof Operand.TextLiteral name) {
            bands.add(name.text());
          }
        });
    seen.forget("Score");
    seen.add(
        ConcludedFacts.score(
            score, raw, bands.isEmpty() ? null : bands.get(0), change7Days, change30Days));
  }

  private static @Nullable Integer change(int score, @Nullable ScorePoint before) {
    return before == null ? null : score - before.score();
  }

  private List<SegmentLevel> segments(SeenFacts seen) {
    Map<Segment, Level> highest = new TreeMap<>();
    matching(
        Turn.SEGMENTS,
        seen,
        (number, rule) -> {
          if (parts.reader(number).saying() instanceof Saying.InSegment in) {
            highest.merge(
                in.segment().segment(),
                in.segment().level(),
                (one, other) -> one.compareTo(other) <= 0 ? one : other);
          }
        });
    List<SegmentLevel> levels = new ArrayList<>();
    highest.forEach((segment, level) -> levels.add(new SegmentLevel(segment, level)));
    return levels;
  }

  private String action(SeenFacts seen) {
    NextBestAction said = new NextBestAction();
    matching(
        Turn.NEXT_BEST_ACTION,
        seen,
        (number, rule) -> {
          Saying saying = parts.reader(number).saying();
          said.match(number);
          if (saying instanceof Saying.Suggests suggests) {
            said.suggest(suggests.action(), suggests.priorityMillionths());
          } else if (saying instanceof Saying.RulesOut out) {
            said.ruleOut(out.action());
          }
        });
    return new ActionRanking(parts, number -> "", inputs, said).ranked().chosen().get(0).action();
  }
}
