package org.rapport.dossier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Conclusion;
import org.rapport.analysis.Counterfactual;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Dossier;
import org.rapport.analysis.MatchAnalysis;
import org.rapport.analysis.Matches;
import org.rapport.analysis.NormalisationStep;
import org.rapport.analysis.NotChosen;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.analysis.ScoreAnalysis;
import org.rapport.analysis.WhyNot;
import org.rapport.dossier.Section.Bar;
import org.rapport.dossier.Section.Bars;
import org.rapport.dossier.Section.Block;
import org.rapport.dossier.Section.Bullets;
import org.rapport.dossier.Section.Heading;
import org.rapport.dossier.Section.Paragraph;
import org.rapport.dossier.Section.Verbatim;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Millionths;
import org.rapport.model.Printable;

/** What a dossier says, section by section, in one language. */
final class DossierContent {
  private final Dossier dossier;
  private final Texts texts;
  private final Phrases phrases;
  private final @Nullable DecisionAnalysis analysis;
  private final List<Section> sections = new ArrayList<>();

  private DossierContent(Dossier dossier, Language language) {
    this.dossier = dossier;
    this.texts = Texts.of(language);
    this.phrases = new Phrases(language, dossier.glossary());
    this.analysis =
        dossier.decision().outcome() instanceof Outcome.Decided decided ? decided.analysis() : null;
  }

  /** The title. */
  static String title(Dossier dossier, Language language) {
    return Texts.of(language).get("title", Printable.of(dossier.decision().customerId()));
  }

  /** The line beneath the title. */
  static String asOf(Dossier dossier, Language language) {
    Texts texts = Texts.of(language);
    String asOf =
        texts.get("asOf", texts.instant(dossier.decision().asOf()), dossier.glossary().title());
    // Where the language is not that of the rules, it is said why two are mixed.
    return texts.has("words") ? asOf + " " + texts.get("words") : asOf;
  }

  /** The sections. */
  static List<Section> of(Dossier dossier, Language language) {
    DossierContent content = new DossierContent(dossier, language);
    content.add("summary", content.summary());
    DecisionAnalysis analysis = content.analysis;
    if (analysis != null) {
      content.add("why", content.why(analysis));
      content.add("points", content.points(analysis));
      content.add("nearMisses", content.nearMisses());
      content.add("changes", content.counterfactuals(analysis));
    }
    content.add("facts", new DossierFacts(dossier, content.texts, content.phrases).blocks());
    if (analysis != null) {
      content.add("rules", content.rules(analysis));
    }
    content.add("answer", DossierRecord.answering(dossier, content.texts));
    content.add("record", DossierRecord.record(dossier, content.texts));
    return content.sections;
  }

  /** The summary alone: a sentence or some for each line. */
  static List<String> summary(Dossier dossier, Language language) {
    return new DossierContent(dossier, language)
        .summary().stream()
            .filter(Paragraph.class::isInstance)
            .map(block -> ((Paragraph) block).text())
            .toList();
  }

  private void add(String title, List<Block> blocks) {
    sections.add(new Section(texts.get(title), blocks));
  }

  private List<Block> summary() {
    List<Block> blocks = new ArrayList<>();
    if (analysis == null) {
      Outcome.Fallback fallback = (Outcome.Fallback) dossier.decision().outcome();
      String key = "fallback." + fallback.code();
      blocks.add(new Paragraph(texts.get("fallback")));
      blocks.add(
          new Paragraph(
              texts.has(key) ? texts.get(key) : texts.get("fallback.other", fallback.reason())));
      blocks.add(
          new Paragraph(texts.get("next", dossier.glossary().action(fallback.defaultAction()))));
      return blocks;
    }
    blocks.add(new Paragraph(score(analysis.score())));
    blocks.add(
        new Paragraph(
            texts.count("phase." + analysis.phase().phase(), analysis.phase().daysInPhase())));
    if (analysis.evidence() != EvidenceLevel.OK) {
      blocks.add(new Paragraph(texts.get("evidence." + analysis.evidence().word())));
    }
    if (analysis.segments().isEmpty()) {
      blocks.add(new Paragraph(texts.get("inNone")));
    }
    for (Conclusion.InSegment in : analysis.segments()) {
      blocks.add(
          new Paragraph(
              texts.get(
                  "in",
                  phrases.segment(in.segment().segment()),
                  phrases.level(in.segment().level()))));
    }
    for (Conclusion.Chosen chosen : analysis.actions()) {
      blocks.add(
          new Paragraph(
              texts.get(
                  chosen.rank() == 1 ? "next" : "then",
                  dossier.glossary().action(chosen.action()))));
    }
    return blocks;
  }

  private String score(ScoreAnalysis score) {
    String said =
        score.band() == null
            ? texts.get("score", score.value())
            : texts.get("score.band", score.value(), score.band());
    Integer change = score.change30Days();
    int days = 30;
    if (change == null) {
      change = score.change7Days();
      days = 7;
    }
    if (change == null) {
      return said;
    }
    String compared =
        change == 0
            ? texts.get("score.same", days)
            : texts.count(change > 0 ? "score.up" : "score.down", Math.abs(change), days);
    return said + " " + compared;
  }

  private List<Block> why(DecisionAnalysis said) {
    List<Block> blocks = new ArrayList<>();
    for (Conclusion.InSegment in : said.segments()) {
      blocks.add(
          new Heading(
              texts.get(
                  "why.segment",
                  phrases.segment(in.segment().segment()),
                  phrases.level(in.segment().level()))));
      blocks.add(new Bullets(in.reasons()));
    }
    for (Conclusion.Chosen chosen : said.actions()) {
      blocks.add(new Heading(texts.get("why.action", dossier.glossary().action(chosen.action()))));
      blocks.add(
          new Bullets(
              chosen.reasons().isEmpty() ? List.of(texts.get("why.default")) : chosen.reasons()));
    }
    if (!said.notChosen().isEmpty()) {
      blocks.add(new Heading(texts.get("notChosen")));
      blocks.add(
          new Bullets(said.notChosen().stream().map(other -> notChosen(said, other)).toList()));
    }
    return blocks;
  }

  private String notChosen(DecisionAnalysis said, NotChosen other) {
    String last = said.actions().get(said.actions().size() - 1).action();
    return texts.get(
        "notChosen." + other.code(),
        dossier.glossary().action(other.action()),
        other.code().equals("outranked") ? dossier.glossary().action(last) : other.reason());
  }

  private List<Block> points(DecisionAnalysis said) {
    List<RuleAnalysis> giving =
        said.rules().stream()
            .filter(rule -> rule.points() != 0)
            .sorted(Comparator.comparingLong(rule -> -Math.abs(rule.points())))
            .toList();
    List<Block> blocks = new ArrayList<>();
    if (giving.isEmpty()) {
      blocks.add(new Paragraph(texts.get("points.none")));
    } else {
      double most = Math.abs(giving.get(0).points());
      blocks.add(
          new Bars(
              giving.stream()
                  .map(
                      rule ->
                          new Bar(
                              rule.card().title(),
                              texts.decimal(rule.points()),
                              rule.points() / most,
                              String.join(" ", sentences(rule))))
                  .toList()));
    }
    List<String> steps = new ArrayList<>();
    long raw = said.score().rawMillionths();
    steps.add(
        texts.get(
            raw == Millionths.ONE ? "points.sum.one" : "points.sum.other", texts.decimal(raw)));
    for (NormalisationStep step : said.score().steps()) {
      if (step.before() != step.after() || step.name().equals("scale")) {
        steps.add(texts.get("step." + step.name(), texts.decimal(step.after())));
      }
    }
    blocks.add(new Paragraph(String.join(" ", steps)));
    return blocks;
  }

  private static List<String> sentences(RuleAnalysis rule) {
    return rule.matches() instanceof Matches.Listed listed
        ? listed.matches().stream().map(MatchAnalysis::sentence).toList()
        : List.of();
  }

  private List<Block> nearMisses() {
    List<String> told =
        NearMissChoice.of(dossier.nearMisses()).stream().map(phrases::nearMiss).toList();
    return told.isEmpty()
        ? List.of(new Paragraph(texts.get("nearMisses.none")))
        : List.of(new Paragraph(texts.get("nearMisses.intro")), new Bullets(told));
  }

  private List<Block> counterfactuals(DecisionAnalysis said) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph(texts.get("changes.intro")));
    for (Counterfactual each : dossier.counterfactuals()) {
      blocks.add(new Paragraph(phrases.outcome(each, said)));
      if (each instanceof Counterfactual.Found found) {
        blocks.add(new Bullets(phrases.changes(found).stream().map(text -> text + ".").toList()));
      }
    }
    return blocks;
  }

  private List<Block> rules(DecisionAnalysis said) {
    Set<String> shown = new TreeSet<>();
    said.rules().stream()
        .filter(rule -> !rule.isUnmatched())
        .forEach(rule -> shown.add(rule.card().id()));
    NearMissChoice.of(dossier.nearMisses()).stream()
        .map(WhyNot::card)
        .forEach(card -> shown.add(card.id()));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Paragraph(texts.get("rules.intro")));
    dossier
        .ruleTexts()
        .forEach(
            (id, text) -> {
              if (shown.contains(id)) {
                blocks.add(new Verbatim(Objects.requireNonNull(text)));
              }
            });
    return blocks;
  }
}
