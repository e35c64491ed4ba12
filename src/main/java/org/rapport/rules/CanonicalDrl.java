package org.rapport.rules;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rapport.model.Phase;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.Stage;

/**
 * The text that Drools compiles: written from the checked tree, so that no byte of an author's
 * reaches it but literals and names. The stages' order is put in here, by agenda groups.
 */
final class CanonicalDrl {
  private CanonicalDrl() {}

  /** One text for each stage that has rules, by the path of its file. */
  static SortedMap<String, String> of(CheckedRulebase rulebase) {
    Map<Stage, List<RuleShape>> byStage =
        RuleShape.of(rulebase).stream()
            .collect(
                Collectors.groupingBy(
                    shape -> shape.rule().stage(), TreeMap::new, Collectors.toList()));
    SortedMap<String, String> files = new TreeMap<>();
    byStage.forEach(
        (stage, shapes) ->
            files.put(
                stage.packageName().replace('.', '/') + "/" + stage.fileName(),
                file(stage, shapes)));
    return files;
  }

  private static String file(Stage stage, List<RuleShape> shapes) {
    TreeSet<String> header = new TreeSet<>();
    header.add("import " + Phase.class.getName());
    for (RuleShape shape : shapes) {
      String global = shape.rule().verb().global();
      header.add("global " + VerbText.facade(global).getName() + " " + global);
      for (Condition condition : shape.rule().conditions()) {
        header.add("import " + FactField.classOf(shape.turn(), condition.fact()).getName());
      }
    }
    StringBuilder text = new StringBuilder("package " + stage.packageName() + "\n\n");
    header.descendingSet().forEach(line -> text.append(line).append('\n'));
    shapes.forEach(shape -> text.append('\n').append(rule(shape)));
    return text.toString();
  }

  private static String rule(RuleShape shape) {
    ConditionText conditions = new ConditionText(shape);
    StringBuilder text = new StringBuilder();
    text.append("rule ").append(Literals.quoted(shape.rule().card().id())).append('\n');
    text.append("    ruleflow-group \"").append(shape.turn().group()).append("\"\n");
    text.append("when\n");
    int positive = 0;
    for (Condition condition : shape.rule().conditions()) {
      String variable = condition.negated() ? null : shape.facts().get(positive++).variable();
      text.append("    ").append(conditions.of(condition, variable)).append('\n');
    }
    text.append("then\n    ").append(new VerbText(shape).statement()).append("\nend\n");
    return text.toString();
  }
}
