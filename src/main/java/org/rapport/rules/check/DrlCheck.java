package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;
import org.rapport.rules.check.RuleFileSyntax.Rule;

/**
 * Checks that Drools' own parser reads a file exactly as this package does: rule files are real
 * DRL, and there is nothing in them that only Drools would see. Nothing is compiled.
 */
final class DrlCheck {
  private final RuleFileSyntax file;
  private final Findings.Page page;

  private DrlCheck(RuleFileSyntax file, Findings.Page page) {
    this.file = file;
    this.page = page;
  }

  /**
   * @param text the file, whose form and words have been found to be right
   */
  static void check(String text, RuleFileSyntax file, Findings.Page page) {
    new DrlCheck(file, page).check(text);
  }

  private void check(String text) {
    PackageDescr descr;
    try {
      DrlParser parser = new DrlParser(LanguageLevelOption.DRL6);
      descr = parser.parse(false, text);
      if (parser.hasErrors()) {
        differs(Spot.FILE, "its parser finds an error");
        return;
      }
    } catch (DroolsParserException | RuntimeException refused) {
      differs(Spot.FILE, "its parser gives up");
      return;
    }
    if (descr == null || !sameHead(descr)) {
      differs(Spot.FILE, "it sees something else above the rules");
      return;
    }
    if (descr.getRules().size() != file.rules().size()) {
      differs(Spot.FILE, "it counts %d rules".formatted(descr.getRules().size()));
      return;
    }
    for (int i = 0; i < file.rules().size(); i++) {
      Rule rule = file.rules().get(i);
      String seen = text(descr.getRules().get(i));
      if (seen == null || !tokens(seen).equals(tokens(CanonicalRules.text(rule)))) {
        differs(rule.title().spot(), "it sees something else in this rule");
      }
    }
  }

  private void differs(Spot spot, String how) {
    page.error(
        Code.NOT_DRL,
        spot,
        "Drools reads this otherwise than it is meant: %s.".formatted(how),
        "Maybe a quote or a comment stands where it should not.");
  }

  private boolean sameHead(PackageDescr descr) {
    List<Collection<?>> empty =
        List.of(
            descr.getFunctionImports(),
            descr.getAccumulateImports(),
            descr.getAttributes(),
            descr.getFunctions(),
            descr.getEntryPointDeclarations(),
            descr.getWindowDeclarations(),
            descr.getClassAndEnumDeclarationDescrs());
    List<String> imports = new ArrayList<>();
    for (ImportDescr name : descr.getImports()) {
      if (name.getClass() != ImportDescr.class) {
        return false;
      }
      imports.add(name.getTarget());
    }
    List<String> globals = new ArrayList<>();
    for (GlobalDescr global : descr.getGlobals()) {
      globals.add(global.getType() + " " + global.getIdentifier());
    }
    return empty.stream().allMatch(Collection::isEmpty)
        && descr.getUnit() == null
        && file.packageName() != null
        && file.packageName().text().equals(descr.getName())
        && imports.equals(file.imports().stream().map(RuleFileSyntax.Word::text).toList())
        && globals.equals(
            file.globals().stream()
                .map(global -> global.type().text() + " " + global.name().text())
                .toList());
  }

  /** The rule as Drools sees it, or null when there is anything in it that has no place here. */
  private static @Nullable String text(RuleDescr rule) {
    if (rule.getClass() != RuleDescr.class
        || rule.isQuery()
        || rule.getParentName() != null
        || rule.getUnit() != null
        || !rule.getAttributes().isEmpty()
        || !rule.getNamedConsequences().isEmpty()
        || rule.getLhs().getClass() != AndDescr.class
        || !(rule.getConsequence() instanceof String consequence)) {
      return null;
    }
    Map<String, String> annotations =
        rule.getAnnotations().stream()
            .filter(annotation -> annotation.getClass() == AnnotationDescr.class)
            .collect(
                Collectors.toMap(
                    AnnotationDescr::getName, annotation -> String.valueOf(annotation.getValue())));
    if (annotations.size() != rule.getAnnotations().size()) {
      return null;
    }
    StringBuilder text = new StringBuilder("rule " + CanonicalRules.quoted(rule.getName()));
    for (String name : CanonicalRules.ANNOTATIONS) {
      if (annotations.containsKey(name)) {
        text.append(" @").append(name).append('(').append(annotations.remove(name)).append(')');
      }
    }
    List<String> conditions = new ArrayList<>();
    for (BaseDescr descr : rule.getLhs().getDescrs()) {
      conditions.add(condition(descr));
    }
    if (!annotations.isEmpty() || conditions.contains(null)) {
      return null;
    }
    return text + " when " + String.join(" ", conditions) + " then " + consequence + " end";
  }

  private static @Nullable String condition(BaseDescr descr) {
    if (descr.getClass() == NotDescr.class) {
      List<? extends BaseDescr> inner = ((NotDescr) descr).getDescrs();
      String pattern = inner.size() == 1 ? pattern(inner.get(0)) : null;
      return pattern == null ? null : "not " + pattern;
    }
    return pattern(descr);
  }

  private static @Nullable String pattern(BaseDescr descr) {
    if (descr.getClass() != PatternDescr.class) {
      return null;
    }
    PatternDescr pattern = (PatternDescr) descr;
    if (pattern.getObjectType() == null
        || pattern.getSource() != null
        || pattern.isUnification()
        || pattern.isQuery()
        || !Objects.requireNonNullElse(pattern.getBehaviors(), List.of()).isEmpty()
        || !pattern.getAnnotations().isEmpty()
        || !pattern.getPositionalConstraints().isEmpty()
        || pattern.getConstraint().getClass() != AndDescr.class) {
      return null;
    }
    List<String> tests = new ArrayList<>();
    for (BaseDescr test : pattern.getDescrs()) {
      if (test.getClass() != ExprConstraintDescr.class) {
        return null;
      }
      tests.add(((ExprConstraintDescr) test).getExpression());
    }
    String variable = pattern.getIdentifier() == null ? "" : pattern.getIdentifier() + " : ";
    return variable + pattern.getObjectType() + "(" + String.join(", ", tests) + ")";
  }

  /** The pieces of a text, whatever stands between them; a text that does not scan has none. */
  private static List<String> tokens(String text) {
    Findings.Page scratch = new Findings().in("");
    List<String> tokens = Tokeniser.tokens(text, scratch).stream().map(Token::text).toList();
    return scratch.errors() == 0 ? tokens : List.of();
  }
}
