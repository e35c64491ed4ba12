package org.rapport.rules.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Segment;

/** One rule file's turn; the declared order is the order they run in. */
public enum Stage {
  LIFECYCLE("lifecycle", "rules.lifecycle", List.of("lifecycle"), null),
  WEIGHTS("weights", "rules.weights", List.of("weight"), null),
  NORMALISATION("normalisation", "rules.normalisation", List.of("scale", "band"), null),
  TRIAL_CONVERSION(
      "trial-conversion", "rules.trialconversion", List.of("trial"), Segment.TRIAL_CONVERSION),
  CHURN_RISK("churn-risk", "rules.churnrisk", List.of("churn"), Segment.CHURN_RISK),
  UPSELL("upsell", "rules.upsell", List.of("upsell"), Segment.UPSELL),
  ADVOCACY("advocacy", "rules.advocacy", List.of("advocacy"), Segment.ADVOCACY),
  TRAINING_NEED("training-need", "rules.trainingneed", List.of("training"), Segment.TRAINING_NEED),
  NEXT_BEST_ACTION("next-best-action", "rules.nextbestaction", List.of("nba"), null);

  private final String word;
  private final String packageName;
  private final List<String> idPrefixes;
  private final @Nullable Segment segment;

  Stage(String word, String packageName, List<String> idPrefixes, @Nullable Segment segment) {
    this.word = word;
    this.packageName = packageName;
    this.idPrefixes = idPrefixes;
    this.segment = segment;
  }

  /** The stage's word: {@code churn-risk}. */
  public String word() {
    return word;
  }

  /** The rule file's name: {@code churn-risk.drl}. */
  public String fileName() {
    return word + ".drl";
  }

  /** The package that the rule file must name. */
  public String packageName() {
    return packageName;
  }

  /** What a rule id of this stage may begin with, before the dot. */
  public List<String> idPrefixes() {
    return idPrefixes;
  }

  /** The segment this stage concludes, for the five stages that conclude one. */
  public Optional<Segment> segment() {
    return Optional.ofNullable(segment);
  }
}
