package org.rapport.rules.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rapport.model.Phase;
import org.rapport.rules.check.RuleFileSyntax.Global;
import org.rapport.rules.check.RuleFileSyntax.Pattern;
import org.rapport.rules.check.RuleFileSyntax.Rule;
import org.rapport.rules.check.RuleFileSyntax.Word;
import org.rapport.rules.check.VerbWord.Verbs;

/** Checks the head of a rule file: its package, imports and globals are exactly the stage's. */
final class HeadCheck {
  private static final String PHASE = Phase.class.getName();

  private final Stage stage;
  private final RuleFileSyntax file;
  private final Findings.Page page;

  private HeadCheck(Stage stage, RuleFileSyntax file, Findings.Page page) {
    this.stage = stage;
    this.file = file;
    this.page = page;
  }

  static void check(Stage stage, RuleFileSyntax file, Findings.Page page) {
    HeadCheck check = new HeadCheck(stage, file, page);
    check.packageName();
    check.imports();
    check.globals();
  }

  private void packageName() {
    Word name = file.packageName();
    if (name != null && !name.text().equals(stage.packageName())) {
      page.error(
          Code.WRONG_PACKAGE,
          name.spot(),
          "The package of %s is %s, found %s."
              .formatted(stage.fileName(), stage.packageName(), name.text()),
          "Maybe write: package %s".formatted(stage.packageName()));
    }
  }

  private void imports() {
    Turn last = VerbWords.of(stage).get(VerbWords.of(stage).size() - 1).turn();
    Set<String> known = new LinkedHashSet<>();
    FactWords.all().keySet().forEach(fact -> known.add(FactWords.PACKAGE + fact));
    known.add(PHASE);
    Set<String> seen = new HashSet<>();
    boolean told = false;
    for (Word name : file.imports()) {
      if (!known.contains(name.text())) {
        page.error(
            Code.WRONG_IMPORT,
            name.spot(),
            "%s is not one of the facts that may be imported.".formatted(name.text()),
            name.text().endsWith("*")
                ? "Maybe import each fact by its own name."
                : Words.meant(name.text(), known));
        told = true;
      } else if (!seen.add(name.text())) {
        page.error(
            Code.WRONG_IMPORT,
            name.spot(),
            "%s is imported twice.".formatted(name.text()),
            "Maybe delete this line.");
      }
    }
    if (told) {
      return; // A missing import is most likely the one that is wrong.
    }
    for (Rule rule : file.rules()) {
      for (Pattern pattern : rule.patterns()) {
        String name = FactWords.PACKAGE + pattern.fact().text();
        FactWord fact = FactWords.all().get(pattern.fact().text());
        if (fact != null && fact.turns().contains(last)) {
          needImport(name, pattern.fact().spot(), seen);
        }
        pattern.tests().stream()
            .flatMap(test -> java.util.stream.Stream.ofNullable(test.operand()))
            .filter(value -> value.operand() instanceof Operand.PhaseLiteral)
            .forEach(value -> needImport(PHASE, value.spot(), seen));
      }
    }
  }

  private void needImport(String name, Spot spot, Set<String> seen) {
    if (seen.add(name)) {
      page.error(
          Code.MISSING_IMPORT,
          spot,
          "%s is used but not imported.".formatted(name.substring(name.lastIndexOf('.') + 1)),
          "Maybe add at the top: import %s".formatted(name));
    }
  }

  private void globals() {
    List<Verbs> allowed = VerbWords.of(stage);
    Set<String> lines = new TreeSet<>();
    allowed.forEach(verbs -> lines.add(line(verbs)));
    Set<String> seen = new HashSet<>();
    boolean told = false;
    for (Global global : file.globals()) {
      String line = global.type().text() + " " + global.name().text();
      Spot spot = global.type().spot().to(global.name().spot());
      if (!lines.contains(line)) {
        page.error(
            Code.WRONG_GLOBAL,
            spot,
            "\"global %s\" is not one of the verbs of %s.".formatted(line, stage.fileName()),
            maybe(lines));
        told = true;
      } else if (!seen.add(line)) {
        page.error(
            Code.WRONG_GLOBAL,
            spot,
            "\"global %s\" is there twice.".formatted(line),
            "Maybe delete this line.");
      }
    }
    if (told) {
      return; // A missing global is most likely the one that is wrong.
    }
    for (Rule rule : file.rules()) {
      for (Verbs verbs : allowed) {
        if (rule.consequence() != null
            && rule.consequence().global().text().equals(verbs.name())
            && seen.add(line(verbs))) {
          page.error(
              Code.MISSING_GLOBAL,
              rule.consequence().global().spot(),
              "\"%s\" is used, but its global is missing.".formatted(verbs.name()),
              "Maybe add at the top: global %s".formatted(line(verbs)));
        }
      }
    }
  }

  private static String maybe(Collection<String> lines) {
    return "Maybe write: global %s".formatted(String.join(", or global ", lines));
  }

  private static String line(Verbs verbs) {
    return VerbWords.PACKAGE + verbs.className() + " " + verbs.name();
  }
}
