package org.rapport.http;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.PopulationReading;
import org.rapport.decision.Reading;
import org.rapport.decision.UnfitQuestionException;
import org.rapport.json.DistributionJson;
import org.rapport.model.Subject;

/** Operations that count all customers up. */
final class FigureOperations {
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
