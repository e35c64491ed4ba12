package org.rapport.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.ConsequenceException;
import org.rapport.analysis.Change;
import org.rapport.analysis.Counterfactual;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.FactView;
import org.rapport.analysis.Goal;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleCard;
import org.rapport.analysis.Saying;
import org.rapport.analysis.WhyNot;
import org.rapport.model.AttributeReading;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.model.Level;
import org.rapport.model.RulebaseRef;
import org.rapport.model.ScorePoint;
import org.rapport.model.TimelineHistory;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Stage;
import org.rapport.rules.verb.ConflictingVerbsException;
import org.rapport.rules.verb.Lifecycle;
import org.rapport.rules.verb.Verbs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loaded rulebase: decides. Safe for use by several threads at once; to retire it, drop the
 * reference.
 */
public final class Rulebase {
  private static final Logger LOG = LoggerFactory.getLogger(Rulebase.class);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);

  private final CheckedRulebase checked;
  private final RulebaseRef ref;
  private final RulebaseParts parts;
  private final RulebaseParts scoringParts;
  private final boolean asksForWeek;
  private final boolean asksForMonth;

  private Rulebase(
      CheckedRulebase checked, RulebaseRef ref, RulebaseParts parts, RulebaseParts scoringParts) {
    this.checked = checked;
    this.ref = ref;
    this.parts = parts;
    this.scoringParts = scoringParts;
    this.asksForWeek = asksFor(checked, "change7Days");
    this.asksForMonth = asksFor(checked, "change30Days");
  }

  /** Whether a rule of a segment's stage says this level. */
  boolean raises(String ruleId, Level level) {
    String verb = level == Level.NOT_YET ? "notYet" : level.word();
    return checked.rules().stream()
        .anyMatch(
            rule ->
                rule.card().id().equals(ruleId) && rule.verb().calls().get(0).name().equals(verb));
  }

  private static boolean asksFor(CheckedRulebase checked, String field) {
    return checked.rules().stream()
        .flatMap(rule -> rule.conditions().stream())
        .flatMap(condition -> condition.tests().stream())
        .anyMatch(test -> test.field().equals(field));
  }

  /**
   * Loads compiled bytes; blocks for tenths of a second.
   *
   * @throws IllegalArgumentException when the bytes are not this rulebase, compiled for this build,
   *     or hold what no compiled rule needs
   */
  public static Rulebase load(CheckedRulebase checked, CompiledRulebase compiled) {
    RulebaseRef expected = BuildDigest.ref(checked);
    if (!expected.equals(compiled.ref())) {
      throw new IllegalArgumentException(
          "The compiled rulebase is %s, not %s.\nMaybe compile it again for this build."
              .formatted(compiled.ref(), expected));
    }
    // Stored bytes are trusted no more than fresh ones: whoever can write them could run code here.
    ClassArchive archive = ClassArchive.of(compiled.bytes());
    ClassAudit.check(archive);
    ClassLoader loader = new CompiledClassLoader(archive, Fence.toRun());
    Function<Set<Stage>, LoadedRules> load = stages -> new LoadedRules(archive, loader, stages);
    return new Rulebase(
        checked,
        compiled.ref(),
        RulebaseParts.of(checked, load, EnumSet.allOf(Turn.class)),
        RulebaseParts.of(checked, load, RulebaseParts.scoringTurns(checked)));
  }

  /** Name, version and build. */
  public RulebaseRef ref() {
    return ref;
  }

  /** What its decisions share. */
  RulebaseParts parts() {
    return parts;
  }

  /** The dictionary. */
  public Catalogue catalogue() {
    return checked.catalogue();
  }

  /** Every rule's card, by stage, then place in the file. */
  public List<RuleCard> cards() {
    return checked.rules().stream().map(rule -> rule.card()).toList();
  }

  /** How this rulebase makes scores of raw points. */
  public NormalisationRules normalisation() {
    return NormalisationRules.of(checked);
  }

  /**
   * The inputs of a decision: the history as of its instant, and the scores of seven and thirty
   * days before, recomputed by these rules.
   *
   * @throws ScoringFailedException when the rules cannot be brought to a score
   */
  public DecisionInputs inputs(DecisionBasis basis) {
    return inputs(basis, true, true);
  }

  /**
   * The inputs as far as rules ask for them: a score of days before that no rule asks about is left
   * out, which saves half the time. The rules conclude the same of them; only the changes that the
   * analysis shows are missing.
   *
   * @throws ScoringFailedException when the rules cannot be brought to a score
   */
  public DecisionInputs neededInputs(DecisionBasis basis) {
    return inputs(basis, asksForWeek, asksForMonth);
  }

  /** The instants that {@link #inputs(DecisionBasis)} asks a timeline for. */
  public static SortedSet<Instant> instants(Instant asOf) {
    return instants(asOf, true, true);
  }

  /** The instants that {@link #neededInputs} asks a timeline for. */
  public SortedSet<Instant> neededInstants(Instant asOf) {
    return instants(asOf, asksForWeek, asksForMonth);
  }

  private static SortedSet<Instant> instants(Instant asOf, boolean week, boolean month) {
    SortedSet<Instant> instants = new TreeSet<>();
    instants.add(asOf);
    if (week) {
      instants.add(asOf.minus(WEEK));
    }
    if (month) {
      instants.add(asOf.minus(MONTH));
    }
    return instants;
  }

  private DecisionInputs inputs(DecisionBasis basis, boolean week, boolean month) {
    return new DecisionInputs(
        basis.asOf(),
        TimelineHistory.orUnknown(basis.timeline(), basis.asOf()),
        week ? scoreBefore(basis, WEEK) : null,
        month ? scoreBefore(basis, MONTH) : null,
        basis.wasIn(),
        basis.contacts(),
        basis.context(),
        basis.placement(),
        basis.channel(),
        basis.limit());
  }

  private @Nullable ScorePoint scoreBefore(DecisionBasis basis, Duration earlier) {
    Instant then = basis.asOf().minus(earlier);
    Optional<CustomerHistory> history =
        scoringParts.needs().attributes().isEmpty()
            ? TimelineHistory.activityAsOf(basis.timeline(), then)
            : TimelineHistory.asOf(basis.timeline(), then);
    return history.map(known -> score(known, then)).orElse(null);
  }

  /**
   * Decides. Never throws for what a rule does: that comes back as a {@link Outcome.Fallback}, and
   * no other decision is touched.
   */
  public Outcome decide(DecisionInputs inputs, Deadline deadline) {
    return decide(inputs, deadline, FactOrder.AS_DERIVED);
  }

  Outcome decide(DecisionInputs inputs, Deadline deadline, FactOrder order) {
    try {
      return new Outcome.Decided(
          inSession(
              parts,
              deadline,
              order,
              (stages, verbs) -> new Deciding(parts, verbs, stages).decide(inputs)));
    } catch (Throwable e) {
      DecisionStoppedException stopped = stopped(e);
      String action = checked.catalogue().defaultAction();
      Catalogue.ActionEntry entry = checked.catalogue().actions().get(action);
      return new Outcome.Fallback(
          stopped.code(),
          String.valueOf(stopped.getMessage()),
          action,
          entry == null ? "{}" : entry.payloadJson());
    }
  }

  /**
   * Why a rule did not match in a decision by these rules, condition by condition, or that it did.
   *
   * @return empty when there is no rule of this id
   */
  public Optional<WhyNot> whyNot(DecisionInputs inputs, DecisionAnalysis analysis, String ruleId) {
    DecisionFacts facts = new DecisionFacts(parts, inputs, analysis);
    return parts.readers().stream()
        .filter(reader -> reader.shape().rule().card().id().equals(ruleId))
        .findFirst()
        .map(reader -> reader.conditions().explain(facts.seenIn(reader.shape().turn())));
  }

  /**
   * The rules that did not match in a decision by these rules because of one condition alone, in
   * rulebase order.
   */
  public List<WhyNot> nearMisses(DecisionInputs inputs, DecisionAnalysis analysis) {
    DecisionFacts facts = new DecisionFacts(parts, inputs, analysis);
    List<WhyNot> misses = new ArrayList<>();
    for (int i = 0; i < parts.readers().size(); i++) {
      if (analysis.rules().get(i).isUnmatched()) {
        RuleReader reader = parts.reader(i);
        reader.conditions().nearMiss(facts.seenIn(reader.shape().turn())).ifPresent(misses::add);
      }
    }
    return misses;
  }

  /** Each rule's text as it reads, by rule id, in rulebase order. */
  public Map<String, String> ruleTexts() {
    Map<String, String> texts = new LinkedHashMap<>();
    checked.rules().forEach(rule -> texts.put(rule.card().id(), RuleText.of(rule)));
    return texts;
  }

  /** What each rule says when it matches, by rule id, in rulebase order. */
  public Map<String, Saying> sayings() {
    Map<String, Saying> sayings = new LinkedHashMap<>();
    parts
        .readers()
        .forEach(reader -> sayings.put(reader.shape().rule().card().id(), reader.saying()));
    return Collections.unmodifiableMap(sayings);
  }

  /**
   * The smallest change that would have brought a goal about, each decided on again by these rules;
   * or that there is none within the limits.
   *
   * @param deadline when to break the search off
   */
  public Counterfactual counterfactual(DecisionInputs inputs, Goal goal, Deadline deadline) {
    return new CounterfactualSearch(this, parts, inputs, goal, deadline).search();
  }

  /** What a search expects of these changes before the engine decides; for tests. */
  Optional<Forecast.Outlook> forecast(DecisionInputs inputs, List<Change> changes) {
    return new Forecast(parts, inputs)
        .after(changes, new ChangedInputs(parts.catalogue(), inputs).history(changes));
  }

  /** The inputs of a decision as they would be with these changes. */
  public DecisionInputs changed(DecisionInputs inputs, List<Change> changes) {
    return new ChangedInputs(parts.catalogue(), inputs).inputs(changes);
  }

  /** The same of every rule, in the order of the cards. */
  public List<WhyNot> whyNot(DecisionInputs inputs, DecisionAnalysis analysis) {
    DecisionFacts facts = new DecisionFacts(parts, inputs, analysis);
    return parts.readers().stream()
        .map(reader -> reader.conditions().explain(facts.seenIn(reader.shape().turn())))
        .toList();
  }

  /** The facts that a rule saw in a decision by these rules; none when there is no such rule. */
  public List<FactView> seenBy(DecisionInputs inputs, DecisionAnalysis analysis, String ruleId) {
    return parts.readers().stream()
        .map(RuleReader::shape)
        .filter(shape -> shape.rule().card().id().equals(ruleId))
        .findFirst()
        .map(shape -> new DecisionFacts(parts, inputs, analysis).seenIn(shape.turn()).views())
        .orElse(List.of());
  }

  /**
   * The score alone (weights, scale, and what they ask about): for the trend and for changes over 7
   * and 30 days.
   *
   * @throws ScoringFailedException when the rules cannot be brought to a score
   */
  public ScorePoint score(CustomerHistory history, Instant asOf) {
    return throwing(
        scoringParts,
        stages -> {
          Normalisation normalisation =
              stages.score(history, asOf, Collections.emptySortedMap()).normalisation();
          return new ScorePoint(normalisation.rawMillionths(), normalisation.score());
        });
  }

  /**
   * The facts as of an instant that rules see of a customer, the lifecycle phase included.
   *
   * @throws ScoringFailedException when the rules cannot be brought to a phase
   */
  public List<FactView> facts(CustomerHistory history, Instant asOf) {
    return throwing(
        parts,
        stages -> {
          CustomerFacts facts = new CustomerFacts(checked.catalogue(), history, asOf);
          Lifecycle.Stay stay = stages.phase(facts, Collections.emptySortedMap());
          return facts.views(stay.phase(), stay.days());
        });
  }

  /**
   * The latest reading of each attribute, stated or set by an event, by the name that rules know it
   * by; those outside the catalogue too.
   */
  public SortedMap<String, AttributeReading> attributes(CustomerHistory history, Instant asOf) {
    return new CustomerFacts(checked.catalogue(), history, asOf).latestReadings();
  }

  private <T> T throwing(RulebaseParts rules, Function<Scoring, T> work) {
    try {
      return inSession(
          rules, Deadline.NONE, FactOrder.AS_DERIVED, (stages, verbs) -> work.apply(stages));
    } catch (Throwable e) {
      DecisionStoppedException stopped = stopped(e);
      throw new ScoringFailedException(stopped.code(), String.valueOf(stopped.getMessage()));
    }
  }

  private <T> T inSession(
      RulebaseParts rules, Deadline deadline, FactOrder order, BiFunction<Scoring, Verbs, T> work) {
    Verbs verbs = Verbs.of(rules.fades());
    KieSession session = rules.loaded().session(verbs);
    try {
      return work.apply(new Scoring(rules, new Firing(session, deadline), verbs, order), verbs);
    } finally {
      // Exactly once: a session given back twice would serve two decisions at a time.
      session.dispose();
    }
  }

  /** What stopped a decision: the engine wraps what verbs throw. */
  private DecisionStoppedException stopped(Throwable thrown) {
    String rule = "";
    for (Throwable e = thrown; e != null; e = e.getCause()) {
      if (e instanceof ConsequenceException inRule && inRule.getRule() != null) {
        rule = "The rule \"%s\": ".formatted(inRule.getRule().getName());
      }
      if (e instanceof DecisionStoppedException stopped) {
        return stopped;
      }
      if (e instanceof ConflictingVerbsException) {
        return new DecisionStoppedException(
            DecisionStoppedException.CONFLICTING_VERBS, String.valueOf(e.getMessage()));
      }
      if (e instanceof ArithmeticException) {
        // What a customer's values can bring about is no fault of the service: no stack trace.
        LOG.warn("A decision by {} failed: numbers add up beyond counting.", ref.version());
        return new DecisionStoppedException(
            DecisionStoppedException.RULE_FAILED,
            rule + "The customer's numbers add up to more points than can be counted.");
      }
    }
    LOG.warn("A decision by {} failed.", ref.version(), thrown);
    return new DecisionStoppedException(
        DecisionStoppedException.RULE_FAILED,
        rule + "The rules could not be followed to the end; the service's log says why.");
  }
}
