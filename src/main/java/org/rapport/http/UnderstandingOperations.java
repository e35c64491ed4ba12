package org.rapport.http;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Understanding;
import org.rapport.decision.WhyNotQuestion;
import org.rapport.model.Explain;
import org.rapport.model.Segment;

/** Operations that explain decisions on record. */
final class UnderstandingOperations {
  private static final List<Segment> SEGMENTS = List.of(Segment.values());

  private final Understanding understanding;

  UnderstandingOperations(Understanding understanding) {
    this.understanding = understanding;
  }

  /** {@code GET /v1/decisions/{decisionId}/explanation}. */
  Future<Reply> explanation(Exchange exchange) {
    Findings findings = new Findings();
    UUID id = exchange.decisionId(findings);
    Query query = exchange.query(findings);
    Explain depth = query.choice("depth", DecisionOptions.DEPTHS, Words::of);
    query.check();
    return id == null
        ? ReadOperations.noDecision("")
        : understanding
            .explanation(id, depth == null ? Explain.FULL : depth)
            .compose(found -> ReadOperations.decision(found, id));
  }

  /** {@code GET /v1/decisions/{decisionId}/why-not}. */
  Future<Reply> whyNot(Exchange exchange) {
    Findings findings = new Findings();
    UUID id = exchange.decisionId(findings);
    Query query = exchange.query(findings);
    String rule = query.word("rule");
    Segment segment = query.choice("segment", SEGMENTS, Segment::word);
    String action = query.word("action");
    onlyOneOf(query, "rule", "segment", "action");
    query.check();
    WhyNotQuestion question = question(rule, segment, action);
    return id == null || question == null
        ? ReadOperations.noDecision("")
        : understanding
            .whyNot(id, question)
            .compose(found -> ReadOperations.decision(found, id));
  }

  private static @Nullable WhyNotQuestion question(
      @Nullable String rule, @Nullable Segment segment, @Nullable String action) {
    if (rule != null) {
      return new WhyNotQuestion.AboutRule(rule);
    }
    if (segment != null) {
      return new WhyNotQuestion.AboutSegment(segment);
    }
    return action == null ? null : new WhyNotQuestion.AboutAction(action);
  }

  private static void onlyOneOf(Query query, String... names) {
    List<String> given = Stream.of(names).filter(name -> !query.absent(name)).toList();
    if (given.isEmpty()) {
      query.wrong(
          names[0],
          FindingCode.MISSING,
          "It is not said what is meant.%nMaybe add one of these: %s."
              .formatted(Words.either(Stream.of(names))));
    } else if (given.size() > 1) {
      query.wrong(
          given.get(1),
          FindingCode.CONFLICT,
          "%s cannot be asked for together.%nMaybe ask one after the other."
              .formatted(String.join(" and ", given)));
    }
  }
}
