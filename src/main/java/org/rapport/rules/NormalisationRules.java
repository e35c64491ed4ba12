package org.rapport.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rapport.analysis.RuleCard;
import org.rapport.model.Millionths;
import org.rapport.model.Value;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.Condition;
import org.rapport.rules.check.Operand;
import org.rapport.rules.check.VerbCall;
import org.rapport.rules.verb.ScaleForm;

/** How a rulebase makes scores of raw points and bands of scores, read from its rules. */
public final class NormalisationRules {
  private static final int LOWEST = 1;
  private static final int HIGHEST = 100;

  private final List<ScaleRule> scales;
  private final SortedMap<Integer, String> bands;

  /** A rule that says how raw points become a score. */
  public record ScaleRule(RuleCard card, ScaleForm form) {}

  private NormalisationRules(List<ScaleRule> scales, SortedMap<Integer, String> bands) {
    this.scales = List.copyOf(scales);
    this.bands = bands;
  }

  static NormalisationRules of(CheckedRulebase checked) {
    List<ScaleRule> scales = new ArrayList<>();
    SortedMap<Integer, String> bands = new TreeMap<>();
    for (CheckedRule rule : checked.rules()) {
      VerbCall.Call call = rule.verb().calls().get(0);
      if (rule.verb().global().equals("scale")) {
        scales.add(new ScaleRule(rule.card(), form(call)));
      } else if (rule.verb().global().equals("band")
          && call.arguments().get(0) instanceof Operand.TextLiteral band) {
        for (int score = LOWEST; score <= HIGHEST; score++) {
          if (holds(rule.conditions(), score)) {
            bands.put(score, band.text());
          }
        }
      }
    }
    return new NormalisationRules(scales, bands);
  }

  private static ScaleForm form(VerbCall.Call call) {
    List<Long> numbers =
        call.arguments().stream()
            .map(argument -> ((Operand.NumberLiteral) argument).millionths())
            .toList();
    return switch (call.name()) {
      case "againstReference" -> new ScaleForm.AgainstReference(numbers.get(0));
      case "saturating" -> new ScaleForm.Saturating(numbers.get(0));
      default -> new ScaleForm.ByPercentiles(numbers);
    };
  }

  /**
   * A band rule tests nothing but the score's value, and only against numbers: the check says so.
   */
  private static boolean holds(List<Condition> conditions, int score) {
    Value seen = new Value.Numeric(score * Millionths.ONE);
    return conditions.stream()
        .flatMap(condition -> condition.tests().stream())
        .flatMap(test -> test.compared().stream())
        .allMatch(
            comparison ->
                comparison.operand() instanceof Operand.NumberLiteral number
                    && Comparisons.holds(
                        seen, comparison.operator(), new Value.Numeric(number.millionths())));
  }

  /** The scale rules, in the order of the file; at least one. */
  public List<ScaleRule> scales() {
    return scales;
  }

  /** The bands, highest first; empty when there are none. */
  public List<String> bands() {
    List<String> highestFirst = new ArrayList<>(new LinkedHashSet<>(bands.values()));
    java.util.Collections.reverse(highestFirst);
    return highestFirst;
  }

  /**
   * The band that raw points would be in, scaled like this; empty when there are no bands.
   *
   * @param form not necessarily one of this rulebase
   */
  public String band(long rawMillionths, ScaleForm form) {
    return bands.getOrDefault(Normalisation.of(rawMillionths, form).score(), "");
  }

  /** The statement as a rule says it: {@code scale.againstReference( 100 );}. */
  public static String statement(ScaleForm form) {
    if (form instanceof ScaleForm.AgainstReference against) {
      return "scale.againstReference( %s );"
          .formatted(Millionths.text(against.referenceMillionths()));
    }
    if (form instanceof ScaleForm.Saturating saturating) {
      return "scale.saturating( %s );".formatted(Millionths.text(saturating.constantMillionths()));
    }
    return "scale.byPercentiles( %s );"
        .formatted(
            ((ScaleForm.ByPercentiles) form)
                .rawMillionths().stream().map(Millionths::text).collect(Collectors.joining(", ")));
  }
}
