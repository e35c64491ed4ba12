package org.rapport.http;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Reading;

/** Operations that read back decisions and customers. */
final class ReadOperations {
  private static final int CURSOR_LENGTH = 1_024;

  private final Reading reading;

  ReadOperations(Reading reading) {
    this.reading = reading;
  }

  /** {@code GET /v1/decisions/{decisionId}}. */
  Future<Reply> decision(Exchange exchange) {
    Findings findings = new Findings();
    UUID id = exchange.decisionId(findings);
    exchange.query(findings).check();
    return id == null ? noDecision("") : reading.decision(id).compose(found -> decision(found, id));
  }

  /** {@code GET /v1/customers/{customerId}}. */
  Future<Reply> customer(Exchange exchange) {
    return asOf(exchange, (id, at) -> reading.customer(id, at.rulebase(), at.asOf()));
  }

  /** {@code GET /v1/customers/{customerId}/activity}. */
  Future<Reply> activity(Exchange exchange) {
    return asOf(exchange, (id, at) -> reading.activity(id, at.rulebase(), at.asOf()));
  }

  private record At(@Nullable String rulebase, @Nullable Instant asOf) {}

  private static Future<Reply> asOf(
      Exchange exchange, BiFunction<String, At, Future<Optional<byte[]>>> read) {
    Findings findings = new Findings();
    String id = exchange.customerId(findings);
    Query query = exchange.query(findings);
    At at = new At(query.word("rulebase"), query.instant("asOf"));
    query.check();
    return read.apply(id, at).compose(found -> customer(found, id));
  }

  /** {@code GET /v1/customers/{customerId}/events}. */
  Future<Reply> events(Exchange exchange) {
    Findings findings = new Findings();
    String id = exchange.customerId(findings);
    Query query = exchange.query(findings);
    String eventType = query.word("event");
    Instant from = query.instant("from");
    Instant to = query.instant("to");
    if (from != null && to != null && to.isBefore(from)) {
      query.wrong("to", FindingCode.CONFLICT, "%s is before %s.".formatted(to, from));
    }
    int limit = query.whole("limit", 1, HttpLimits.LIST_ROWS, HttpLimits.LIST_ROWS_DEFAULT);
    String cursor = query.text("cursor", CURSOR_LENGTH);
    query.check();
    return withCursor(
        () ->
            reading
                .events(id, eventType, from, to, cursor, limit)
                .compose(found -> customer(found, id)));
  }

  /** {@code GET /v1/customers/{customerId}/scores}. */
  Future<Reply> scores(Exchange exchange) {
    Findings findings = new Findings();
    String id = exchange.customerId(findings);
    Query query = exchange.query(findings);
    String rulebase = query.word("rulebase");
    LocalDate from = requiredDay(query, "from");
    LocalDate to = requiredDay(query, "to");
    query.check();
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    if (from.isAfter(to)) {
      query.wrong("to", FindingCode.CONFLICT, "%s is before %s.".formatted(to, from));
    } else if (days > HttpLimits.SCORE_DAYS) {
      query.wrong(
          "to",
          FindingCode.OUT_OF_RANGE,
          "From %s to %s are %d days, more than %d.%nMaybe ask for them in parts."
              .formatted(from, to, days, HttpLimits.SCORE_DAYS));
    }
    query.check();
    return reading.scores(id, rulebase, from, to).compose(found -> customer(found, id));
  }

  private static LocalDate requiredDay(Query query, String name) {
    LocalDate day = query.day(name);
    if (day == null && query.absent(name)) {
      query.wrong(
          name,
          FindingCode.MISSING,
          "\"%s\" is missing.%nMaybe add it: a day such as 2026-01-31.".formatted(name));
    }
    return day == null ? LocalDate.EPOCH : day;
  }

  /** A cursor that is not one of ours is the caller's fault. */
  static Future<Reply> withCursor(Supplier<Future<Reply>> read) {
    Future<Reply> answer;
    try {
      answer = read.get();
    } catch (IllegalArgumentException e) {
      answer = Future.failedFuture(e);
    }
    return answer.recover(
        failure -> {
          if (!(failure instanceof IllegalArgumentException)) {
            return Future.failedFuture(failure);
          }
          Findings findings = new Findings();
          findings.add(
              "/query/cursor",
              FindingCode.BAD_CURSOR,
              "The cursor is not one of ours.%nMaybe it was cut; leave it out to begin anew."
                  .formatted());
          findings.check();
          return Future.failedFuture(failure);
        });
  }

  static Future<Reply> decision(Optional<byte[]> found, UUID id) {
    return found
        .map(bytes -> Future.succeededFuture(Reply.json(bytes)))
        .orElseGet(() -> noDecision(id.toString()));
  }

  static Future<Reply> noDecision(String id) {
    return Future.failedFuture(
        new ProblemException(
            ProblemCode.DECISION_NOT_FOUND,
            "There is no decision %s on record.%nMaybe it was made by another installation."
                .formatted(id)));
  }

  private static Future<Reply> customer(Optional<byte[]> found, String id) {
    return found
        .map(bytes -> Future.succeededFuture(Reply.json(bytes)))
        .orElseGet(
            () ->
                Future.failedFuture(
                    new ProblemException(
                        ProblemCode.CUSTOMER_NOT_FOUND,
                        "Nothing is known of a customer %s at that time.%nMaybe the id is written in another way; events make customers known."
                            .formatted(Words.quoted(id)))));
  }
}
