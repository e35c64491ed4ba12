package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.RuleFileSyntax.Call;
import org.rapport.rules.check.RuleFileSyntax.Rule;

/** Checks a rulebase's files against the closed rule language; nothing of theirs is run. */
public final class RulebaseChecker {
  /** The most rules of a rulebase. */
  static final int MAX_RULES = 500;

  /** The most test cases of a rulebase. */
  static final int MAX_CASES = 500;

  /** All findings of all files in one pass, and the checked rulebase when none is an error. */
  public CheckResult check(RulebaseSource source) {
    return check(source, Collections.emptySortedSet());
  }

  /**
   * The same, and whether the catalogue's event types are those that come in.
   *
   * @param storedEventTypes the event types that have come in; none says nothing about it
   */
  public CheckResult check(RulebaseSource source, SortedSet<String> storedEventTypes) {
    return new Run(source, storedEventTypes, true).check();
  }

  /**
   * Reads what was found to be right before: the same rulebase, or the same errors, in half the
   * time. What is hardly meant is not looked for again, nor whether Drools' parser agrees.
   */
  public CheckResult read(RulebaseSource source) {
    return new Run(source, Collections.emptySortedSet(), false).check();
  }

  /** One check of one rulebase. */
  private static final class Run {
    private final RulebaseSource source;
    private final SortedSet<String> storedEventTypes;
    private final boolean thorough;
    private final Findings findings = new Findings();
    private final Map<Stage, RuleFileSyntax> files = new EnumMap<>(Stage.class);
    private final SortedMap<String, YamlNode> caseFiles = new TreeMap<>();
    private final SortedMap<String, String> versioned = new TreeMap<>();

    /** Whether no rule file has a part that could not be read: else a rule may be missing. */
    private boolean allRead = true;

    Run(RulebaseSource source, SortedSet<String> storedEventTypes, boolean thorough) {
      this.thorough = thorough;
      this.source = source;
      this.storedEventTypes = storedEventTypes;
    }

    CheckResult check() {
      Catalogue catalogue = read();
      boolean sound = findings.in(CatalogueReader.FILE).isClean();
      Names names = new Names(catalogue, sound, bands());
      List<CheckedRule> rules = rules(names);
      WholeCheck.check(files, rules, findings);
      SortedSet<String> ruleIds = new TreeSet<>();
      rules.forEach(rule -> ruleIds.add(rule.card().id()));
      boolean allRules =
          allRead
              && source.files().keySet().containsAll(FilesCheck.REQUIRED)
              && source.files().keySet().stream().filter(file -> stage(file) != null).count()
                  == files.size()
              && rules.size()
                  == files.values().stream().mapToInt(file -> file.rules().size()).sum();
      List<RulebaseTest> tests = cases(names, allRules ? ruleIds : null);
      if (thorough && !findings.hasErrors()) {
        files.forEach(
            (stage, file) ->
                DrlCheck.check(text(stage.fileName()), file, findings.in(stage.fileName())));
      }
      if (catalogue == null || findings.hasErrors()) {
        return new CheckResult(findings.sorted(), null);
      }
      if (thorough) {
        WholeCheck.lint(files, rules, catalogue, findings);
      }
      StoredEventsLint.check(
          text(CatalogueReader.FILE),
          catalogue,
          storedEventTypes,
          findings.in(CatalogueReader.FILE));
      files.forEach((stage, file) -> versioned.put(stage.fileName(), CanonicalRules.text(file)));
      return new CheckResult(
          findings.sorted(),
          new CheckedRulebase(
              catalogue.rulebase(), Version.of(versioned), catalogue, rules, tests));
    }

    private List<RulebaseTest> cases(Names names, @Nullable SortedSet<String> ruleIds) {
      List<RulebaseTest> cases = new ArrayList<>();
      for (Map.Entry<String, YamlNode> entry : caseFiles.entrySet()) {
        Findings.Page page = findings.in(entry.getKey());
        cases.addAll(new CaseFileReader(names, ruleIds, page).cases(entry.getValue()));
        if (cases.size() > MAX_CASES) {
          page.error(
              Code.TOO_MANY_CASES,
              Spot.FILE,
              "A rulebase has at most %d cases.".formatted(MAX_CASES),
              null);
          return cases;
        }
      }
      return cases;
    }

    private String text(String file) {
      return source.files().getOrDefault(file, "");
    }

    /** Reads every file by its own form. */
    private @Nullable Catalogue read() {
      new FilesCheck(source, findings).check();
      Catalogue catalogue = null;
      for (Map.Entry<String, String> entry : source.files().entrySet()) {
        String file = entry.getKey();
        Findings.Page page = findings.in(file);
        Stage stage = stage(file);
        boolean catalogueFile = file.equals(CatalogueReader.FILE);
        boolean caseFile = FilesCheck.isCaseFile(file);
        boolean ours = stage != null || catalogueFile || caseFile;
        if (!ours || !TextGuard.accepts(entry.getValue(), page)) {
          continue;
        }
        if (stage != null) {
          files.put(stage, RuleFileParser.parse(entry.getValue(), page));
          allRead &= page.isClean();
          continue;
        }
        versioned.put(file, entry.getValue());
        if (!page.isClean()) {
          continue;
        }
        if (catalogueFile) {
          catalogue = CatalogueReader.read(source.name(), entry.getValue(), page);
        } else {
          YamlNode root = YamlReader.read(entry.getValue(), page);
          if (root != null) {
            caseFiles.put(file, root);
          }
        }
      }
      return catalogue;
    }

    private static @Nullable Stage stage(String file) {
      return Arrays.stream(Stage.values())
          .filter(stage -> stage.fileName().equals(file))
          .findFirst()
          .orElse(null);
    }

    /** The bands that the band rules name, whatever else may be wrong with them. */
    private SortedSet<String> bands() {
      SortedSet<String> bands = new TreeSet<>();
      RuleFileSyntax file = files.get(Stage.NORMALISATION);
      if (file != null) {
        for (Rule rule : file.rules()) {
          if (rule.consequence() != null && rule.consequence().global().text().equals("band")) {
            Call call = rule.consequence().calls().get(0);
            if (!call.arguments().isEmpty()
                && call.arguments().get(0).operand() instanceof Operand.TextLiteral band) {
              bands.add(band.text());
            }
          }
        }
      }
      return bands;
    }

    private List<CheckedRule> rules(Names names) {
      List<CheckedRule> rules = new ArrayList<>();
      Uniques uniques = new Uniques();
      int count = 0;
      for (Map.Entry<Stage, RuleFileSyntax> entry : files.entrySet()) {
        Findings.Page page = findings.in(entry.getKey().fileName());
        HeadCheck.check(entry.getKey(), entry.getValue(), page);
        RuleCheck check = new RuleCheck(entry.getKey(), names, uniques, page);
        for (Rule rule : entry.getValue().rules()) {
          if (++count > MAX_RULES) {
            page.error(
                Code.TOO_MANY_RULES,
                rule.title().spot(),
                "A rulebase has at most %d rules; this is one more.".formatted(MAX_RULES),
                null);
            return rules;
          }
          check.check(rule).ifPresent(rules::add);
        }
      }
      return rules;
    }
  }
}
