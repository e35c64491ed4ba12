package org.rapport.http;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.PopulationReading;
import org.rapport.decision.PopulationReading.CellAsked;
import org.rapport.decision.PopulationReading.MovesQuestion;
import org.rapport.decision.Reading;
import org.rapport.decision.UnfitQuestionException;
import org.rapport.json.DistributionJson;
import org.rapport.json.MovesJson;
import org.rapport.model.Segment;
import org.rapport.model.Subject;
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
  private final InstantSource clock;

  FigureOperations(UseCases useCases, InstantSource clock) {
    this.reading = useCases.reading();
    this.population = useCases.population();
    this.clock = clock;
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
            .distribution(rulebase, orNow(asOf), by, customer, done -> {})
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
    boolean cell = of != null && was != null && is != null;
    if (!cell && !(query.absent("of") && query.absent("was") && query.absent("is"))) {
      query.wrong(
          "of",
          FindingCode.CONFLICT,
          "A cell is named by of, was and is together.%nMaybe of=bands&was=idle&is=steady."
              .formatted());
    }
    query.check();
    CellAsked asked = cell ? new CellAsked(of, was, is, cursor, limit) : null;
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

  private Instant orNow(@Nullable Instant asOf) {
    return asOf == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : asOf;
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
