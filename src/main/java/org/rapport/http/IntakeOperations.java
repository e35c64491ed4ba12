package org.rapport.http;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Intake;
import org.rapport.ingest.MalformedBodyException;
import org.rapport.ingest.NativeEvents;
import org.rapport.ingest.ParsedBody;
import org.rapport.ingest.SegmentBatches;
import org.rapport.ingest.SegmentType;
import org.rapport.json.IntakeJson;
import org.rapport.model.EventBatch;
import org.rapport.model.Rejection;

/** Operations that take events in. */
final class IntakeOperations {
  private final Intake intake;
  private final Bodies bodies;
  private final Metrics metrics;
  private final InstantSource clock;

  IntakeOperations(Intake intake, Bodies bodies, Metrics metrics, InstantSource clock) {
    this.intake = intake;
    this.bodies = bodies;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** What takes a body apart. */
  private interface Parse {
    ParsedBody parse(byte[] body, Instant receivedAt) throws MalformedBodyException;
  }

  /**
   * The paths of Segment's and RudderStack's clients.
   *
   * @param pathType the type that the path names, or null when each message names its own
   */
  Future<Reply> segment(RoutingContext context, Access.Door door, @Nullable SegmentType pathType) {
    Cors.allow(context.response());
    return take(
        context, door, (body, receivedAt) -> SegmentBatches.read(body, pathType, receivedAt));
  }

  /** {@code POST /v1/events}: our own words, or CloudEvents by content type. */
  Future<Reply> events(RoutingContext context, Access.Door door) {
    Cors.allow(context.response());
    MultiMap headers = context.request().headers();
    return take(
        context,
        door,
        (body, receivedAt) -> new ParsedBody(EventBodies.read(body, headers, receivedAt), null));
  }

  private Future<Reply> take(RoutingContext context, Access.Door door, Parse parse) {
    Optional<String> key = headerKey(context);
    Future<Void> known =
        key.isEmpty() ? Future.succeededFuture() : door.named(key.get(), context).mapEmpty();
    return known
        .compose(begun -> RequestBody.read(context, HttpLimits.EVENTS_BODY_BYTES, bodies))
        .compose(body -> bodies.work(body, HttpLimits.LARGE_BODY_BYTES, () -> parsed(parse, body)))
        .compose(parsed -> key.isPresent() ? allowed(parsed) : keyed(parsed, context, door))
        .compose(intake::accept)
        .map(
            result -> {
              metrics.taken(result);
              return Reply.json(IntakeJson.bytes(result));
            });
  }

  private static Future<EventBatch> allowed(ParsedBody parsed) {
    return Future.succeededFuture(parsed.batch());
  }

  private static Future<EventBatch> keyed(
      ParsedBody parsed, RoutingContext context, Access.Door door) {
    String key = parsed.writeKey();
    return key == null
        ? Future.failedFuture(Access.missing())
        : door.named(key, context).map(parsed.batch());
  }

  private ParsedBody parsed(Parse parse, byte[] body) {
    try {
      return parse.parse(body, receivedAt());
    } catch (MalformedBodyException e) {
      throw malformed(e);
    }
  }

  private static Optional<String> headerKey(RoutingContext context) {
    return Access.authorization(context.request().getHeader("Authorization"))
        .or(() -> Optional.ofNullable(context.request().getHeader("X-Write-Key")));
  }

  /** {@code PUT /v1/customers/{customerId}/attributes}. */
  Future<Reply> attributes(Exchange exchange) {
    Findings findings = new Findings();
    String customerId = exchange.customerId(findings);
    findings.check();
    return exchange
        .json(HttpLimits.FACTS_BODY_BYTES, body -> update(body, customerId))
        .compose(intake::accept)
        .map(
            result -> {
              metrics.taken(result);
              check(result.rejected());
              return Reply.json(IntakeJson.bytes(result));
            });
  }

  private EventBatch update(byte[] body, String customerId) {
    try {
      String messageId = "attributes-" + UUID.randomUUID();
      EventBatch batch = NativeEvents.attributeUpdate(body, customerId, messageId, receivedAt());
      check(batch.rejected());
      return batch;
    } catch (MalformedBodyException e) {
      throw malformed(e);
    }
  }

  /** An update is taken whole or not at all. */
  private static void check(Iterable<Rejection> rejected) {
    Findings findings = new Findings();
    for (Rejection rejection : rejected) {
      findings.add("/attributes", rejection.code(), rejection.message());
    }
    findings.check();
  }

  private Instant receivedAt() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static ProblemException malformed(MalformedBodyException e) {
    FindingCode code =
        switch (e.problem()) {
          case MALFORMED_JSON -> null;
          case BODY_TOO_LARGE -> null;
          case WRONG_SHAPE -> FindingCode.WRONG_SHAPE;
          case UNKNOWN_FIELD -> FindingCode.UNKNOWN_FIELD;
          case TOO_MANY_ITEMS -> FindingCode.TOO_MANY;
        };
    if (code != null) {
      Findings findings = new Findings();
      findings.add(e.pointer(), code, e.getMessage());
      findings.check();
    }
    return new ProblemException(ProblemCode.MALFORMED_BODY, e.getMessage());
  }
}
