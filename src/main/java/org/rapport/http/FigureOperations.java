package org.rapport.http;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.CampaignQuestion;
import org.rapport.decision.CampaignQuestion.Did;
import org.rapport.decision.CampaignQuestion.Having;
import org.rapport.decision.CampaignQuestion.Members;
import org.rapport.decision.PopulationReading;
import org.rapport.decision.PopulationReading.CellAsked;
import org.rapport.decision.PopulationReading.MovesQuestion;
import org.rapport.decision.Reading;
import org.rapport.decision.UnfitQuestionException;
import org.rapport.json.CampaignJson;
import org.rapport.json.DistributionJson;
import org.rapport.json.MovesJson;
import org.rapport.json.SatisfactionJson;
import org.rapport.json.UsageJson;
import org.rapport.model.Segment;
import org.rapport.model.Subject;
import org.rapport.model.Value;
import org.rapport.population.Moves;

/** Operations that count all customers up. */
final class FigureOperations {
  private static final int CURSOR_LENGTH = 2_048;

  /** How many of those who rose and fell most are told, each, when asked and when not. */
  private static final int MAX_MOVERS = 100;

  private static final int MOVERS = 10;

  private static final List<String> MATRICES =
      Stream.concat(Stream.of(Moves.BANDS), Stream.of(Segment.values()).map(Segment::word))
          .toList();

  private final Reading reading;
  private final PopulationReading population;

  FigureOperations(UseCases useCases) {
    this.reading = useCases.reading();
    this.population = useCases.population();
  }

  /**
   * {@code GET /v1/population}: by the latest decisions, or decided as of an instant when one is
   * named or something is asked that the latest decisions cannot tell.
   */
  Future<Reply> population(Exchange exchange) {
    Query query = exchange.query(new Findings());
    String rulebase = query.word("rulebase");
    Instant asOf = query.instant("asOf");
    String by = query.word("by");
    String customer = query.text("customer", Subject.MAX_ID_LENGTH);
    query.check();
    if (asOf == null && by == null && customer == null) {
      return reading.population(rulebase).map(Reply::json);
    }
    return fitting(
        population
            .distribution(rulebase, asOf, by, customer, done -> {})
            .map(found -> Reply.json(DistributionJson.bytes(found))));
  }

  /** {@code GET /v1/population/moves}. */
  Future<Reply> moves(Exchange exchange) {
    Query query = exchange.query(new Findings());
    String rulebase = query.word("rulebase");
    Instant from = query.requiredInstant("from");
    Instant to = query.requiredInstant("to");
    int movers = query.whole("movers", 0, MAX_MOVERS, MOVERS);
    String of = query.choice("of", MATRICES, word -> word);
    String was = query.word("was");
    String is = query.word("is");
    int limit = query.whole("limit", 1, HttpLimits.LIST_ROWS, HttpLimits.LIST_ROWS_DEFAULT);
    String cursor = query.text("cursor", CURSOR_LENGTH);
    CellAsked asked =
        of == null || was == null || is == null ? null : new CellAsked(of, was, is, cursor, limit);
    if (asked == null && !(query.absent("of") && query.absent("was") && query.absent("is"))) {
      query.wrong(
          "of",
          FindingCode.CONFLICT,
          "A cell is named by of, was and is together.%nMaybe of=bands&was=idle&is=steady."
              .formatted());
    }
    query.check();
    return ReadOperations.withCursor(
        () ->
            fitting(
                population
                    .moves(new MovesQuestion(rulebase, from, to, movers, asked), done -> {})
                    .map(
                        found ->
                            Reply.json(
                                MovesJson.bytes(found, PopulationReading.nextCursor(found))))));
  }

  /** {@code GET /v1/population/activity}. */
  Future<Reply> activity(Exchange exchange) {
    Query query = exchange.query(new Findings());
    String rulebase = query.word("rulebase");
    Instant asOf = query.instant("asOf");
    LocalDate since = query.day("since");
    query.check();
    return fitting(
        population
            .usage(rulebase, since, asOf, done -> {})
            .map(found -> Reply.json(UsageJson.bytes(found))));
  }

  /** {@code GET /v1/population/satisfaction}. */
  Future<Reply> satisfaction(Exchange exchange) {
    Query query = exchange.query(new Findings());
    String rulebase = query.word("rulebase");
    Instant asOf = query.instant("asOf");
    String attribute = query.requiredWord("attribute");
    int limit = query.whole("limit", 1, HttpLimits.LIST_ROWS, HttpLimits.LIST_ROWS_DEFAULT);
    query.check();
    return fitting(
        population
            .satisfaction(rulebase, asOf, attribute, limit, done -> {})
            .map(found -> Reply.json(SatisfactionJson.bytes(found))));
  }

  /** {@code GET /v1/population/campaign}. */
  Future<Reply> campaign(Exchange exchange) {
    Query query = exchange.query(new Findings());
    String rulebase = query.word("rulebase");
    Instant from = query.requiredInstant("from");
    Instant to = query.requiredInstant("to");
    String event = query.word("event");
    Members touched = having(query, "touched");
    Members control = having(query, "control");
    String outcome = query.word("outcome");
    if (query.absent("event") == query.absent("touched")) {
      query.wrong(
          "event",
          FindingCode.CONFLICT,
          "Say whom the campaign touched by event or by touched, one of the two.%nMaybe event=Order Completed, or touched=arm:mail."
              .formatted());
    }
    query.check();
    Members those = touched != null ? touched : new Did(String.valueOf(event));
    return fitting(
        population
            .campaign(new CampaignQuestion(rulebase, from, to, those, control, outcome), done -> {})
            .map(found -> Reply.json(CampaignJson.bytes(found))));
  }

  /** Those whose attribute has a value: {@code attribute:value}. */
  private static @Nullable Members having(Query query, String name) {
    String text = query.text(name, HttpLimits.WORD_LENGTH + Value.MAX_TEXT_LENGTH);
    int colon = text == null ? -1 : text.indexOf(':');
    if (text == null) {
      return null;
    }
    if (colon < 1) {
      query.wrong(
          name,
          FindingCode.CONFLICT,
          "%s has no colon.%nMaybe write an attribute and its value, such as arm:mail."
              .formatted(Words.quoted(text)));
      return null;
    }
    return new Having(text.substring(0, colon), text.substring(colon + 1));
  }

  /** A question that does not fit is the caller's fault. */
  private static Future<Reply> fitting(Future<Reply> answer) {
    return answer.recover(
        failure -> {
          if (!(failure instanceof UnfitQuestionException unfit)) {
            return Future.failedFuture(failure);
          }
          Findings findings = new Findings();
          findings.add(
              Findings.pointer("/query", unfit.parameter()),
              FindingCode.UNKNOWN_WORD,
              String.valueOf(unfit.getMessage()));
          findings.check();
          return Future.failedFuture(failure);
        });
  }
}
