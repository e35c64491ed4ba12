package org.rapport.http;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.CounterfactualQuestion;
import org.rapport.decision.Understanding;
import org.rapport.decision.WhyNotQuestion;
import org.rapport.dossier.Language;
import org.rapport.model.Explain;
import org.rapport.model.Level;
import org.rapport.model.Segment;

/** Operations that explain decisions on record. */
final class UnderstandingOperations {
  private static final List<Segment> SEGMENTS = List.of(Segment.values());

  /** The word for being in a segment no more. */
  private static final String NO_LEVEL = "none";

  private static final List<String> LEVELS =
      Stream.concat(Stream.of(Level.values()).map(Level::word), Stream.of(NO_LEVEL)).toList();

  private static final String PAGE = "html";
  private static final List<String> FORMATS = List.of("json", PAGE);
  private static final String HTML = "text/html; charset=utf-8";

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
        : understanding.whyNot(id, question).compose(found -> ReadOperations.decision(found, id));
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

  /** {@code GET /v1/decisions/{decisionId}/counterfactual}. */
  Future<Reply> counterfactual(Exchange exchange) {
    Findings findings = new Findings();
    UUID id = exchange.decisionId(findings);
    Query query = exchange.query(findings);
    Segment segment = query.choice("segment", SEGMENTS, Segment::word);
    String action = query.word("action");
    String level = query.choice("level", segment == null ? LEVELS : levels(segment), word -> word);
    onlyOneOf(query, "segment", "action");
    if (level != null && query.absent("segment")) {
      query.wrong(
          "level",
          FindingCode.CONFLICT,
          "A level is one of a segment.%nMaybe add one.".formatted());
    }
    query.check();
    CounterfactualQuestion question = wanted(segment, level, action);
    return id == null || question == null
        ? ReadOperations.noDecision("")
        : understanding
            .counterfactual(id, question)
            .compose(found -> ReadOperations.decision(found, id));
  }

  private static List<String> levels(Segment segment) {
    return Stream.concat(segment.levels().stream().map(Level::word), Stream.of(NO_LEVEL)).toList();
  }

  private static @Nullable CounterfactualQuestion wanted(
      @Nullable Segment segment, @Nullable String level, @Nullable String action) {
    if (segment == null) {
      return action == null ? null : new CounterfactualQuestion.Action(action);
    }
    if (level == null) {
      return new CounterfactualQuestion.OtherLevel(segment);
    }
    return new CounterfactualQuestion.ThisLevel(
        segment,
        segment.levels().stream()
            .filter(each -> each.word().equals(level))
            .findFirst()
            .orElse(null));
  }

  /** {@code GET /v1/decisions/{decisionId}/changes-since/{otherId}}. */
  Future<Reply> changesSince(Exchange exchange) {
    Findings findings = new Findings();
    UUID id = exchange.decisionId(findings);
    UUID other = exchange.decisionId("otherId", findings);
    exchange.query(findings).check();
    return id == null || other == null
        ? ReadOperations.noDecision("")
        : understanding
            .changesSince(id, other)
            .compose(
                found ->
                    found
                        .map(bytes -> Future.succeededFuture(Reply.json(bytes)))
                        .orElseGet(
                            () -> ReadOperations.noDecision("%s or %s".formatted(id, other))));
  }

  /** {@code POST /v1/decisions/{decisionId}/replay}. */
  Future<Reply> replay(Exchange exchange) {
    Findings findings = new Findings();
    UUID id = exchange.decisionId(findings);
    Query query = exchange.query(findings);
    String version = query.word("version");
    query.check();
    return id == null
        ? ReadOperations.noDecision("")
        : understanding.replay(id, version).compose(found -> ReadOperations.decision(found, id));
  }

  /** {@code GET /v1/decisions/{decisionId}/dossier}. */
  Future<Reply> dossier(Exchange exchange) {
    Findings findings = new Findings();
    UUID id = exchange.decisionId(findings);
    Query query = exchange.query(findings);
    Language language = query.choice("language", List.of(Language.values()), Language::tag);
    String format = query.choice("format", FORMATS, word -> word);
    query.check();
    if (id == null) {
      return ReadOperations.noDecision("");
    }
    Language in = language == null ? Language.ENGLISH : language;
    if (!asPage(exchange, format)) {
      return understanding.dossierJson(id, in).compose(found -> ReadOperations.decision(found, id));
    }
    return understanding
        .dossierPage(id, in)
        .compose(
            found ->
                found
                    .map(page -> Future.succeededFuture(new Reply(200, HTML, page)))
                    .orElseGet(() -> ReadOperations.noDecision(id.toString())));
  }

  /** What the caller says; else a page for whoever prefers one, as browsers do. */
  private static boolean asPage(Exchange exchange, @Nullable String format) {
    String accept = exchange.header("Accept");
    return format == null ? accept != null && accept.startsWith("text/html") : format.equals(PAGE);
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
