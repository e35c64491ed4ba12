package org.rapport.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.rapport.decision.KeyNameTakenException;
import org.rapport.decision.KeyReusedException;
import org.rapport.decision.NoAnalysisException;
import org.rapport.decision.NotInRulesException;
import org.rapport.decision.OverloadedException;
import org.rapport.decision.RulesNotHereException;
import org.rapport.decision.StepRefusedException;
import org.rapport.decision.UnknownRulebaseException;
import org.rapport.rules.ScoringFailedException;
import org.rapport.store.ErasedException;
import org.rapport.store.LegalHoldException;
import org.rapport.store.StoreUnavailableException;
import org.rapport.token.TokenRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every problem the API answers with (RFC 9457). */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String CONTENT_TYPE = "application/problem+json";

  private Problems() {}

  /** Answers with the problem that a failure stands for, unless an answer has begun already. */
  static void write(HttpServerResponse response, Throwable failure) {
    String instance = instance();
    write(response, of(failure, instance), instance);
  }

  /** Answers with a problem, unless an answer has begun already. */
  static void write(HttpServerResponse response, Problem problem) {
    write(response, problem, instance());
  }

  private static void write(HttpServerResponse response, Problem problem, String instance) {
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      response.reset();
      return;
    }
    response.setStatusCode(problem.code().status()).putHeader("Content-Type", CONTENT_TYPE);
    if (problem.retryAfterSeconds() > 0) {
      response.putHeader("Retry-After", Integer.toString(problem.retryAfterSeconds()));
    }
    if (problem.code().status() == 401) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"rapport\"");
    }
    response.end(Buffer.buffer(json(problem, instance)));
  }

  /** The problem that a failure stands for, as JSON: for one item of many. */
  static byte[] json(Throwable failure) {
    String instance = instance();
    return json(of(failure, instance), instance);
  }

  /** The problem that a failure stands for; one that nobody foresaw is logged with its instance. */
  private static Problem of(Throwable failure, String instance) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    if (failure instanceof UnknownRulebaseException) {
      return Problem.of(ProblemCode.RULEBASE_NOT_FOUND, message);
    }
    if (failure instanceof RulesNotHereException) {
      return Problem.of(ProblemCode.RULES_NOT_HERE, message);
    }
    if (failure instanceof NoAnalysisException) {
      return Problem.of(ProblemCode.NO_ANALYSIS, message);
    }
    if (failure instanceof NotInRulesException) {
      return Problem.of(ProblemCode.NOT_IN_RULES, message);
    }
    if (failure instanceof KeyReusedException) {
      return Problem.of(ProblemCode.KEY_REUSED, message);
    }
    if (failure instanceof KeyNameTakenException) {
      return Problem.of(ProblemCode.KEY_NAME_TAKEN, message);
    }
    if (failure instanceof StepRefusedException refused) {
      return Problem.of(ProblemCode.valueOf(refused.reason().name()), message);
    }
    if (failure instanceof OverloadedException overloaded) {
      return Problem.of(ProblemCode.OVERLOADED, message)
          .retryAfter(Math.max(1, overloaded.retryAfterSeconds()));
    }
    if (failure instanceof StoreUnavailableException) {
      // One line: while the database is away, every request comes by here.
      LOG.warn("{} is answered with {}: {}", instance, ProblemCode.STORE_UNAVAILABLE, message);
      return Problem.of(
              ProblemCode.STORE_UNAVAILABLE,
              "The database does not answer; what was sent may be recorded or not.%nMaybe try again in %d seconds: an event counts once, however often it comes."
                  .formatted(HttpLimits.RETRY_AFTER_SECONDS))
          .retryAfter(HttpLimits.RETRY_AFTER_SECONDS);
    }
    if (failure instanceof TokenRefusedException refused) {
      return switch (refused.reason()) {
        case NOT_RIGHT -> Problem.of(ProblemCode.TOKEN_REFUSED, message);
        case ISSUER_AWAY ->
            Problem.of(ProblemCode.ISSUER_UNAVAILABLE, message)
                .retryAfter(HttpLimits.ISSUER_RETRY_SECONDS);
        case TOO_MANY -> Problem.of(ProblemCode.OVERLOADED, message).retryAfter(1);
      };
    }
    if (failure instanceof LegalHoldException) {
      return Problem.of(ProblemCode.LEGAL_HOLD, message);
    }
    if (failure instanceof ErasedException) {
      return Problem.of(ProblemCode.CUSTOMER_ERASED, message);
    }
    if (failure instanceof ScoringFailedException) {
      return Problem.of(ProblemCode.SCORING_FAILED, message);
    }
    LOG.error("Unexpected failure {}", instance, failure);
    return Problem.of(
        ProblemCode.UNEXPECTED,
        "Something went wrong on our side; the log has it under %s.%nMaybe tell who runs the service."
            .formatted(instance));
  }

  private static String instance() {
    return "urn:uuid:" + UUID.randomUUID();
  }

  private static byte[] json(Problem problem, String instance) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JsonText.FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("type", problem.code().type());
      json.writeStringField("title", problem.code().title());
      json.writeNumberField("status", problem.code().status());
      json.writeStringField("detail", Words.printable(problem.detail(), Integer.MAX_VALUE - 8));
      json.writeStringField("instance", instance);
      json.writeStringField("code", problem.code().word());
      json.writeArrayFieldStart("errors");
      for (Finding finding : problem.findings()) {
        json.writeStartObject();
        json.writeStringField("pointer", finding.pointer());
        json.writeStringField("code", finding.code());
        json.writeStringField("message", finding.message());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
