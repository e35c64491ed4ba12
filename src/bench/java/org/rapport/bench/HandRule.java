package org.rapport.bench;

/**
 * The rules of the subscription rulebase, in its order: the places of the hand-written analysis.
 */
enum HandRule {
  LIFECYCLE_TRIAL("lifecycle.trial"),
  LIFECYCLE_PAYING("lifecycle.paying"),
  LIFECYCLE_PAYING_START_UNKNOWN("lifecycle.paying-start-unknown"),
  LIFECYCLE_PAYING_LATE("lifecycle.paying-late"),
  LIFECYCLE_PAYING_LATE_START_UNKNOWN("lifecycle.paying-late-start-unknown"),
  LIFECYCLE_LAPSED("lifecycle.lapsed"),
  LIFECYCLE_TRIAL_BY_EVENTS("lifecycle.trial-by-events"),
  LIFECYCLE_PAYING_BY_EVENTS("lifecycle.paying-by-events"),
  LIFECYCLE_LAPSED_BY_EVENTS("lifecycle.lapsed-by-events"),
  WEIGHT_SIGNED_IN("weight.signed-in"),
  WEIGHT_MANY_DAYS("weight.many-days"),
  WEIGHT_MANY_THINGS("weight.many-things"),
  WEIGHT_SILENCE("weight.silence"),
  WEIGHT_FEATURE_USED("weight.feature-used"),
  WEIGHT_REPORT_EXPORTED("weight.report-exported"),
  WEIGHT_INVITE_SENT("weight.invite-sent"),
  WEIGHT_TEAMMATE_JOINED("weight.teammate-joined"),
  WEIGHT_TEAMMATE_LEFT("weight.teammate-left"),
  WEIGHT_PLAN_UPGRADED("weight.plan-upgraded"),
  WEIGHT_PLAN_DOWNGRADED("weight.plan-downgraded"),
  WEIGHT_TICKET_OPENED("weight.ticket-opened"),
  WEIGHT_REVIEW_SUBMITTED("weight.review-submitted"),
  SCALE_REFERENCE("scale.reference"),
  BAND_THRIVING("band.thriving"),
  BAND_STEADY("band.steady"),
  BAND_FADING("band.fading"),
  BAND_SILENT("band.silent"),
  TRIAL_DAILY_USE("trial.daily-use"),
  TRIAL_TEAM_CAME_IN("trial.team-came-in"),
  TRIAL_STUDIES_PRICES("trial.studies-prices"),
  TRIAL_IN_USE("trial.in-use"),
  TRIAL_NOT_IN_USE("trial.not-in-use"),
  CHURN_QUIET_AFTER_BUSY_MONTH("churn.quiet-after-busy-month"),
  CHURN_LONG_SILENCE("churn.long-silence"),
  CHURN_FADING_BEFORE_RENEWAL("churn.fading-before-renewal"),
  CHURN_SCORE_DROPPED("churn.score-dropped"),
  CHURN_TEAM_SHRINKS("churn.team-shrinks"),
  CHURN_UNHAPPY("churn.unhappy"),
  CHURN_PAYMENT_OVERDUE("churn.payment-overdue"),
  CHURN_NOT_YET_RECOVERED("churn.not-yet-recovered"),
  CHURN_REGULAR_USE("churn.regular-use"),
  UPSELL_EVERY_SEAT_TAKEN("upsell.every-seat-taken"),
  UPSELL_OUTGROWS_PLAN("upsell.outgrows-plan"),
  UPSELL_STUDIES_PRICES("upsell.studies-prices"),
  UPSELL_USES_LITTLE("upsell.uses-little"),
  ADVOCACY_HAPPY_AND_ENGAGED("advocacy.happy-and-engaged"),
  ADVOCACY_LOYAL("advocacy.loyal"),
  ADVOCACY_UNHAPPY("advocacy.unhappy"),
  TRAINING_COMES_BUT_DOES_NOTHING("training.comes-but-does-nothing"),
  TRAINING_READS_HELP("training.reads-help"),
  TRAINING_ASKS_OFTEN("training.asks-often"),
  TRAINING_KNOWS_THE_WAY("training.knows-the-way"),
  NBA_SETTLE_SEVERE_TICKET("nba.settle-severe-ticket"),
  NBA_CALL_AT_HIGH_RISK("nba.call-at-high-risk"),
  NBA_CHECK_IN_AT_SOME_RISK("nba.check-in-at-some-risk"),
  NBA_INVITE_BACK("nba.invite-back"),
  NBA_ASK_TO_SUBSCRIBE("nba.ask-to-subscribe"),
  NBA_SHOW_MORE("nba.show-more"),
  NBA_FIRST_STEP("nba.first-step"),
  NBA_OFFER_UPGRADE("nba.offer-upgrade"),
  NBA_OFFER_TRAINING("nba.offer-training"),
  NBA_ASK_FOR_REVIEW("nba.ask-for-review"),
  NBA_NO_SALE_WITH_SEVERE_TICKET("nba.no-sale-with-severe-ticket"),
  NBA_NO_SALE_AT_HIGH_RISK("nba.no-sale-at-high-risk"),
  NBA_NO_SALE_ON_THIN_EVIDENCE("nba.no-sale-on-thin-evidence");

  private final String id;

  HandRule(String id) {
    this.id = id;
  }

  /** The rule's id. */
  String id() {
    return id;
  }
}
