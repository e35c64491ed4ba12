package org.rapport.decision;

import java.util.Map;
import java.util.TreeMap;
import org.rapport.rules.check.RulebaseSource;

/** A rulebase as small as one can be that still has something of everything. */
public final class SmallRulebase {

  private static final String CATALOGUE =
      """
      rulebase: small
      title: A small rulebase for tests
      signUp: Signed Up
      evidence:
        thinBelowDays: 7
        thinBelowEvents: 3
      events:
        Signed Up: {meaning: An account was made}
        Lesson Watched:
          meaning: A lesson was played
          value: properties.minutes
          unit: minutes
          changeable: {cost: 1, value: 10}
        Plan Bought: {meaning: A plan was bought, sets: {plan: properties.plan}}
      attributes:
        plan: {meaning: The plan last bought, type: text, values: [monthly, yearly]}
      actions:
        call: {title: Call them, channel: phone, payload: {script: renewal}}
        mail: {title: Write to them, channel: email}
        nothing-yet: {title: Leave them be, default: true}
      """;

  private static final String LIFECYCLE =
      """
      package rules.lifecycle

      import org.rapport.rules.fact.Activity
      global org.rapport.rules.verb.Lifecycle lifecycle

      rule "Who signed up and bought nothing is on trial"
          @id( "lifecycle.trial" )
          @reason( "Signed up {$days} days ago." )
      when
          $signUp : Activity( event == "Signed Up", never == false, $days : daysSinceLast )
          Activity( event == "Plan Bought", never == true )
      then
          lifecycle.trial( $signUp );
      end

      rule "Who bought a plan is paying"
          @id( "lifecycle.paying" )
          @reason( "Bought a plan {$days} days ago." )
      when
          $bought : Activity( event == "Plan Bought", never == false, $days : daysSinceLast )
      then
          lifecycle.paying( $bought );
      end
      """;

  private static final String WEIGHTS =
      """
      package rules.weights

      import org.rapport.rules.fact.Activity
      import org.rapport.rules.fact.Attribute
      global org.rapport.rules.verb.Points points

      rule "Every lesson watched counts"
          @id( "weight.lesson-watched" )
          @reason( "{$n} lessons in 90 days, 2 points each, half as much every 21 days." )
      when
          $lessons : Activity( event == "Lesson Watched", $n : last90Days > 0 )
      then
          points.award( $lessons ).inLastDays( 90 ).each( 2 ).halvingEveryDays( 21 ).upTo( 100 );
      end

      rule "A yearly plan shows trust"
          @id( "weight.yearly-plan" )
          @reason( "The plan is {$plan}: 5 points." )
      when
          $attribute : Attribute( name == "plan", $plan : text == "yearly" )
      then
          points.award( $attribute ).once( 5 );
      end
      """;

  private static final String NORMALISATION =
      """
      package rules.normalisation

      import org.rapport.rules.fact.RawPoints
      import org.rapport.rules.fact.Score
      global org.rapport.rules.verb.Scale scale
      global org.rapport.rules.verb.Band band

      rule "Points are told against a reference"
          @id( "scale.reference" )
          @reason( "{$raw} raw points, and 40 count as 100." )
      when
          RawPoints( $raw : value )
      then
          scale.againstReference( 40 );
      end

      rule "Half the scale and more is thriving"
          @id( "band.thriving" )
          @reason( "A score of {$s}: 50 or more." )
      when
          $score : Score( $s : value >= 50 )
      then
          band.is( "thriving", $score );
      end

      rule "Less is fading"
          @id( "band.fading" )
          @reason( "A score of {$s}: under 50." )
      when
          $score : Score( $s : value < 50 )
      then
          band.is( "fading", $score );
      end
      """;

  private static final String CHURN_RISK =
      """
      package rules.churnrisk

      import org.rapport.rules.fact.Activity
      import org.rapport.rules.fact.WasIn
      global org.rapport.rules.verb.ChurnRisk churnRisk

      rule "Who went quiet may leave"
          @id( "churn.quiet" )
          @reason( "No lesson for {$days} days: 14 or more." )
      when
          $lessons : Activity( event == "Lesson Watched", never == false, $days : daysSinceLast >= 14 )
      then
          churnRisk.high( $lessons );
      end

      rule "Who was about to leave is watched for a while"
          @id( "churn.was-quiet" )
          @reason( "The risk was {$level} before." )
      when
          $was : WasIn( segment == "churn-risk", $level : level == "high" )
      then
          churnRisk.medium( $was );
      end
      """;

  private static final String NEXT_BEST_ACTION =
      """
      package rules.nextbestaction

      import org.rapport.rules.fact.Customer
      import org.rapport.rules.fact.Segment
      global org.rapport.rules.verb.NextBestAction action

      rule "Who may leave should be called"
          @id( "nba.call-at-risk" )
          @reason( "The risk of losing them is {$level}." )
      when
          Segment( segment == "churn-risk", $level : level == "high" )
      then
          action.suggest( "call", 70 );
      end

      rule "A customer of a while may be written to"
          @id( "nba.mail" )
          @reason( "Known for {$days} days, 10 or more." )
      when
          Customer( $days : tenureDays >= 10 )
      then
          action.suggest( "mail", 20 );
      end
      """;

  private SmallRulebase() {}

  public static RulebaseSource source() {
    return new RulebaseSource(
        "small",
        new TreeMap<>(
            Map.of(
                "catalogue.yaml", CATALOGUE,
                "lifecycle.drl", LIFECYCLE,
                "weights.drl", WEIGHTS,
                "normalisation.drl", NORMALISATION,
                "churn-risk.drl", CHURN_RISK,
                "next-best-action.drl", NEXT_BEST_ACTION)));
  }

  /** The same with lessons that weigh more. */
  public static RulebaseSource heavier() {
    return weighing(3);
  }

  /** The same with lessons of so many points each. */
  public static RulebaseSource weighing(int points) {
    TreeMap<String, String> files = new TreeMap<>(source().files());
    files.put(
        "weights.drl",
        WEIGHTS
            .replace(".each( 2 )", ".each( %d )".formatted(points))
            .replace("2 points each", "%d points each".formatted(points)));
    return new RulebaseSource("small", files);
  }

  /** The same with a word in it that rules may not say. */
  public static RulebaseSource broken() {
    TreeMap<String, String> files = new TreeMap<>(source().files());
    files.put("weights.drl", WEIGHTS.replace("last90Days > 0", "last91Days > 0"));
    return new RulebaseSource("small", files);
  }
}
