package org.rapport.json;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Evidence;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.NormalisationStep;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.WhyNot;
import org.rapport.model.Explain;

/**
 * The explanation of a decision to the depth asked for: SUMMARY is the text alone; COUNTS adds
 * every rule of the rulebase with its points and number of matches, the normalisation steps and the
 * phase; FULL adds every match, and the rules that one condition alone kept from matching.
 */
public final class ExplanationJson {

  private ExplanationJson() {}

  /** A decision's explanation on its own; for NONE only says which decision it belongs to. */
  public static byte[] bytes(Decision decision, Explain depth) {
    return bytes(decision, depth, null);
  }

  /** The same, with near misses at FULL; null when they are not known. */
  public static byte[] bytes(Decision decision, Explain depth, @Nullable List<WhyNot> nearMisses) {
    return JsonOut.objectBytes(
        out -> {
          out.text("decisionId", decision.decisionId().toString());
          fields(
              out, decision.customerId(), decision.asOf(), decision.outcome(), depth, nearMisses);
        });
  }

  static void fields(
      JsonOut out,
      String customerId,
      Instant asOf,
      Outcome outcome,
      Explain depth,
      @Nullable List<WhyNot> nearMisses) {
    out.text("depth", Words.of(depth));
    if (depth == Explain.NONE) {
      return;
    }
    out.text("summary", SummaryText.of(outcome));
    if (depth == Explain.SUMMARY) {
      return;
    }
    Place place = Place.of(customerId, asOf);
    if (outcome instanceof Outcome.Decided decided) {
      DecisionAnalysis analysis = decided.analysis();
      AnalysisJson.phase(out, analysis.phase());
      out.objects("normalisation", analysis.score().steps(), AnalysisJson::step);
      out.objects("rules", analysis.rules(), (fields, rule) -> rule(fields, rule, place, depth));
    } else {
      out.nothing("lifecycle")
          .objects("normalisation", List.<NormalisationStep>of(), AnalysisJson::step)
          .objects(
              "rules", List.<RuleAnalysis>of(), (fields, rule) -> rule(fields, rule, place, depth));
    }
    if (depth == Explain.FULL && nearMisses != null) {
      out.objects("nearMisses", nearMisses, WhyNotJson::nearMiss);
    }
  }

  /**
   * Where the evidence of a decision is to be looked up.
   *
   * @param path of the customer
   * @param asOf encoded
   */
  private record Place(String path, String asOf) {

    static Place of(String customerId, Instant asOf) {
      return new Place("/v1/customers/" + encoded(customerId), encoded(asOf.toString()));
    }

    String customer() {
      return path + "?asOf=" + asOf;
    }

    String events(Evidence.Events events) {
      LocalDate from = events.from();
      return path
          + "/events?event="
          + encoded(events.eventType())
          + (from == null ? "" : "&from=" + from + "T00%3A00%3A00Z")
          + "&to="
          + asOf;
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
  }

  private static void rule(JsonOut out, RuleAnalysis rule, Place place, Explain depth) {
    AnalysisJson.card(out, rule.card());
    out.decimal("points", rule.points());
    if (rule.matches() instanceof Matches.Listed listed) {
      out.number("matchCount", listed.matches().size());
      if (depth == Explain.FULL) {
        out.objects("matches", listed.matches(), (fields, match) -> match(fields, match, place));
      }
    } else if (rule.matches() instanceof Matches.Counted counted) {
      out.number("matchCount", counted.count());
    }
  }

  private static void match(JsonOut out, MatchAnalysis match, Place place) {
    AnalysisJson.matchWithoutEvidence(out, match);
    out.objects("evidence", match.evidence(), (fields, each) -> evidence(fields, each, place));
  }

  private static void evidence(JsonOut out, Evidence evidence, Place place) {
    AnalysisJson.evidence(out, evidence);
    if (evidence instanceof Evidence.Events events) {
      out.text("query", place.events(events));
    } else if (evidence instanceof Evidence.AttributeNamed) {
      out.text("query", place.customer());
    }
  }
}
