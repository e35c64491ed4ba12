package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Approval;
import org.rapport.analysis.Decision;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Dossier;
import org.rapport.analysis.Outcome;
import org.rapport.dossier.DossierHtml;
import org.rapport.dossier.DossierPlain;
import org.rapport.dossier.Language;
import org.rapport.model.DecisionInputs;
import org.rapport.model.RulebaseRef;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.rules.check.RulebaseTest;

/**
 * Thirty varied customers, from the shipped rulebases' own cases, told as a careful person would.
 * The files are written anew with {@code -Drapport.golden.write=true}.
 */
class GoldenDossiersTest {
  private static final Path FIXTURES = Path.of("fixtures/dossiers");
  private static final int CUSTOMERS = 29;
  private static final int IN_GERMAN = 6;
  private static final boolean WRITE = Boolean.getBoolean("rapport.golden.write");
  private static final Instant DECIDED_AT = Instant.parse("2026-03-02T08:15:30Z");
  private static final Map<String, Dossier> DOSSIERS = new LinkedHashMap<>();
  private static final Set<String> COVERED = new TreeSet<>();

  private record Case(String name, Dossier dossier, Set<String> shows) {}

  @BeforeAll
  static void chooseThoseThatShowMost() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String name : List.of("learning", "shop", "subscription")) {
      addCases(name, cases);
    }
    while (DOSSIERS.size() < CUSTOMERS) {
      Case best = cases.get(0);
      for (Case each : cases) {
        if (novel(each) > novel(best)) {
          best = each;
        }
      }
      cases.remove(best);
      COVERED.addAll(best.shows());
      DOSSIERS.put(best.name(), best.dossier());
    }
    DOSSIERS.put("fallback", fallback(DOSSIERS.values().iterator().next()));
  }

  private static long novel(Case each) {
    return each.shows().stream().filter(shown -> !COVERED.contains(shown)).count();
  }

  private static void addCases(String name, List<Case> cases) throws IOException {
    CheckedRulebase checked = checked(name);
    Rulebase rulebase = Rulebase.load(checked, new RulebaseCompiler().compile(checked));
    // Versions and builds change with every rule and class: they are no words.
    RulebaseRef ref = new RulebaseRef(name, "sha256:0123456789abcdef", "sha256:fedcba9876543210");
    for (RulebaseTest test : checked.tests()) {
      DecisionInputs inputs = rulebase.inputs(test.given());
      Outcome outcome = rulebase.decide(inputs, Deadline.NONE);
      if (outcome instanceof Outcome.Decided decided) {
        Decision decision =
            new Decision(
                new UUID(0x019ca8a726da7000L, 0x8000000000000000L + cases.size()),
                "customer-" + (cases.size() + 1),
                inputs.asOf(),
                DECIDED_AT,
                ref,
                outcome);
        cases.add(
            new Case(
                name + "-" + slug(test.title()),
                Dossiers.of(
                    decision, inputs, rulebase, List.of(Approval.SHIPPED), () -> Deadline.NONE),
                shows(name, decided.analysis())));
      }
    }
  }

  private static CheckedRulebase checked(String name) throws IOException {
    Path folder = Path.of("rules").resolve(name);
    TreeMap<String, String> files = new TreeMap<>();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    }
    return new RulebaseChecker().check(new RulebaseSource(name, files)).checked().orElseThrow();
  }

  private static String slug(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
  }

  private static Set<String> shows(String rulebase, DecisionAnalysis analysis) {
    Set<String> shows = new TreeSet<>();
    shows.add(rulebase + " " + analysis.phase().phase());
    shows.add(rulebase + " " + analysis.score().band());
    shows.add("evidence " + analysis.evidence());
    analysis.actions().forEach(chosen -> shows.add(rulebase + " " + chosen.action()));
    analysis.segments().forEach(in -> shows.add(in.segment().toString()));
    analysis.notChosen().forEach(other -> shows.add(other.code()));
    return shows;
  }

  private static Dossier fallback(Dossier like) {
    Decision decided = like.decision();
    return new Dossier(
        new Decision(
            decided.decisionId(),
            decided.customerId(),
            decided.asOf(),
            decided.decidedAt(),
            decided.rulebase(),
            new Outcome.Fallback(
                "deadline",
                "Deciding took longer than the 200 ms allowed.",
                "leave-in-peace",
                "{}")),
        null,
        List.of(),
        List.of(),
        like.glossary(),
        like.ruleTexts(),
        List.of(),
        List.of(),
        List.of(Approval.SHIPPED));
  }

  @Test
  void everyLevelOfEverySegmentPhaseAndEvidenceIsThere() {
    assertThat(DOSSIERS).hasSize(CUSTOMERS + 1);
    assertThat(COVERED)
        .contains(
            "evidence OK",
            "evidence THIN",
            "evidence NONE",
            "subscription PAYING",
            "subscription TRIAL",
            "subscription LAPSED",
            "learning PROSPECT",
            "outranked",
            "ruled-out");
    assertThat(COVERED.stream().filter(shown -> shown.startsWith("SegmentLevel"))).hasSize(14);
  }

  @Test
  void theyReadAsTheyDid() {
    int german = 0;
    for (Map.Entry<String, Dossier> each : DOSSIERS.entrySet()) {
      golden(each.getKey() + ".txt", DossierPlain.of(each.getValue(), Language.ENGLISH));
      if (german++ < IN_GERMAN || each.getKey().equals("fallback")) {
        golden(each.getKey() + ".de.txt", DossierPlain.of(each.getValue(), Language.GERMAN));
      }
    }
  }

  @Test
  void noneSaysWhatOnlyProgramsUnderstand() {
    for (Dossier dossier : DOSSIERS.values()) {
      for (Language language : Language.values()) {
        String text = DossierPlain.of(dossier, language);
        String rules =
            language == Language.ENGLISH ? "The rules as they read" : "Die Regeln, wie sie";
        int code = text.indexOf(rules);
        String words =
            code < 0
                ? text
                : text.substring(0, code)
                    + text.substring(text.indexOf("\n-----", code + rules.length() + 60));
        String spoken = words.substring(0, words.indexOf("019ca8a7"));
        assertThat(spoken)
            .doesNotContain("null", "{", "}", "$", "churn-risk", "PAYING")
            .doesNotContainPattern("[a-z]+\\.[a-z]+-[a-z]+")
            .doesNotContainPattern("(?<![\\d.,])1 (days|points|more times)")
            .doesNotContainPattern("\\d{4}-\\d{2}-\\d{2}");
      }
    }
  }

  @Test
  void thePageHoldsNothingOfOthersAsMarkup() {
    Dossier dossier = DOSSIERS.values().iterator().next();
    Decision decision = dossier.decision();
    Dossier hostile =
        new Dossier(
            new Decision(
                decision.decisionId(),
                "<script>alert(1)</script>{0}{9}",
                decision.asOf(),
                decision.decidedAt(),
                decision.rulebase(),
                decision.outcome()),
            dossier.inputs(),
            dossier.facts(),
            dossier.attributes(),
            dossier.glossary(),
            dossier.ruleTexts(),
            dossier.nearMisses(),
            dossier.counterfactuals(),
            dossier.approvals());

    String page = DossierHtml.of(hostile, Language.GERMAN);

    assertThat(page)
        .doesNotContain("<script")
        .contains("&lt;script&gt;alert(1)")
        .contains("{0}{9}");
    assertThat(page).contains("<html lang=\"de\">", "default-src 'none'");
  }

  private static void golden(String file, String text) {
    Path path = FIXTURES.resolve(file);
    try {
      if (WRITE) {
        Files.createDirectories(FIXTURES);
        Files.writeString(path, text);
      }
      assertThat(text).as(file).isEqualTo(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
