package org.rapport.rules.check;

import static java.util.Collections.nCopies;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rapport.rules.check.VerbWord.ActionArgument;
import org.rapport.rules.check.VerbWord.Argument;
import org.rapport.rules.check.VerbWord.BandArgument;
import org.rapport.rules.check.VerbWord.FactArgument;
import org.rapport.rules.check.VerbWord.NumberArgument;
import org.rapport.rules.check.VerbWord.Verbs;

/** The closed table of verbs and qualifiers: the one of docs/rule-language.md. */
final class VerbWords {
  /** The package of the verb classes, as rule files name them. */
  static final String PACKAGE = "org.rapport.rules.verb.";

  private static final Argument ANY_FACT = new FactArgument(FactWords.all().keySet());
  private static final Argument BEGINNING =
      new FactArgument(Set.of("Activity", "Attribute", "Customer"));
  private static final Argument DAYS = new NumberArgument(true, 1, false, 3650);
  private static final Argument WEIGHT = new NumberArgument(false, 0, true, 1000);
  private static final Argument SUM = new NumberArgument(false, 0, true, 1_000_000);
  private static final Argument RAW_POINTS = new NumberArgument(false, 0, true, 1_000_000_000);

  private static final Map<String, Verbs> ALL = all();

  private VerbWords() {}

  /** The verbs by their global's name. */
  static Map<String, Verbs> byGlobal() {
    return ALL;
  }

  /** The verbs that a stage's rules may use. */
  static List<Verbs> of(Stage stage) {
    return switch (stage) {
      case LIFECYCLE -> named("lifecycle");
      case WEIGHTS -> named("points");
      case NORMALISATION -> named("scale", "band");
      case TRIAL_CONVERSION -> named("trialConversion");
      case CHURN_RISK -> named("churnRisk");
      case UPSELL -> named("upsell");
      case ADVOCACY -> named("advocacy");
      case TRAINING_NEED -> named("trainingNeed");
      case NEXT_BEST_ACTION -> named("action");
    };
  }

  private static List<Verbs> named(String... globals) {
    return List.of(globals).stream()
        .map(ALL::get)
        .flatMap(java.util.stream.Stream::ofNullable)
        .toList();
  }

  private static Map<String, Verbs> all() {
    Map<String, Verbs> all = new LinkedHashMap<>();
    put(
        all,
        "lifecycle",
        "Lifecycle",
        Turn.LIFECYCLE,
        levels(BEGINNING, "trial", "paying", "lapsed", "prospect"),
        List.of());
    put(
        all,
        "points",
        "Points",
        Turn.WEIGHTS,
        List.of(
            new VerbWord("award", List.of(ANY_FACT)), new VerbWord("deduct", List.of(ANY_FACT))),
        List.of(
            new VerbWord("inLastDays", List.of(DAYS)),
            new VerbWord("each", List.of(WEIGHT)),
            new VerbWord("eachUnit", List.of(WEIGHT)),
            new VerbWord("halvingEveryDays", List.of(DAYS)),
            new VerbWord("upTo", List.of(SUM)),
            new VerbWord("once", List.of(SUM))));
    put(
        all,
        "scale",
        "Scale",
        Turn.SCALE,
        List.of(
            new VerbWord("againstReference", List.of(RAW_POINTS)),
            new VerbWord("saturating", List.of(RAW_POINTS)),
            new VerbWord("byPercentiles", nCopies(10, RAW_POINTS))),
        List.of());
    put(
        all,
        "band",
        "Band",
        Turn.BAND,
        List.of(new VerbWord("is", List.of(new BandArgument(), new FactArgument(Set.of("Score"))))),
        List.of());
    put(all, "trialConversion", "TrialConversion", Turn.SEGMENT, likely(), List.of());
    put(
        all,
        "churnRisk",
        "ChurnRisk",
        Turn.SEGMENT,
        levels(ANY_FACT, "high", "medium", "low"),
        List.of());
    put(all, "upsell", "Upsell", Turn.SEGMENT, levels(ANY_FACT, "ready", "notYet"), List.of());
    put(all, "advocacy", "Advocacy", Turn.SEGMENT, likely(), List.of());
    put(all, "trainingNeed", "TrainingNeed", Turn.SEGMENT, likely(), List.of());
    put(
        all,
        "action",
        "NextBestAction",
        Turn.ACTION,
        List.of(
            new VerbWord(
                "suggest", List.of(new ActionArgument(), new NumberArgument(false, 0, false, 100))),
            new VerbWord("ruleOut", List.of(new ActionArgument()))),
        List.of());
    return Collections.unmodifiableMap(all);
  }

  private static List<VerbWord> likely() {
    return levels(ANY_FACT, "likely", "possible", "unlikely");
  }

  private static List<VerbWord> levels(Argument fact, String... names) {
    return List.of(names).stream().map(name -> new VerbWord(name, List.of(fact))).toList();
  }

  private static void put(
      Map<String, Verbs> all,
      String global,
      String className,
      Turn turn,
      List<VerbWord> verbs,
      List<VerbWord> qualifiers) {
    all.put(global, new Verbs(global, className, turn, byName(verbs), byName(qualifiers)));
  }

  private static Map<String, VerbWord> byName(List<VerbWord> words) {
    Map<String, VerbWord> byName = new LinkedHashMap<>();
    words.forEach(word -> byName.put(word.name(), word));
    return byName;
  }
}
