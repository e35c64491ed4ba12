package org.rapport.rules.verb;

import java.util.List;

/**
 * All verbs of one decision, by the name rules know them by.
 *
 * @param action the verbs of the next best action stage
 */
public record Verbs(
    Lifecycle lifecycle,
    Points points,
    Scale scale,
    Band band,
    TrialConversion trialConversion,
    ChurnRisk churnRisk,
    Upsell upsell,
    Advocacy advocacy,
    TrainingNeed trainingNeed,
    NextBestAction action) {

  /** Fresh verbs, nothing said yet. */
  public static Verbs of(Fades fades) {
    return new Verbs(
        new Lifecycle(),
        new Points(fades),
        new Scale(),
        new Band(),
        new TrialConversion(),
        new ChurnRisk(),
        new Upsell(),
        new Advocacy(),
        new TrainingNeed(),
        new NextBestAction());
  }

  /** The verbs of the five segment stages, in the order of the segments. */
  public List<SegmentVerbs> segments() {
    return List.of(trialConversion, churnRisk, upsell, advocacy, trainingNeed);
  }

  /** All of them, in the order of the stages. */
  public List<Facade> all() {
    return List.of(
        lifecycle,
        points,
        scale,
        band,
        trialConversion,
        churnRisk,
        upsell,
        advocacy,
        trainingNeed,
        action);
  }
}
