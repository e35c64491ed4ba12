package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rapport.model.Millionths;
import org.rapport.model.Segment;
import org.rapport.rules.check.Domain.Numbers;

/** What no rule leads to, and what lies between the levels of a segment. */
final class ReachLint {
  private final List<CheckedRule> rules;
  private final Catalogue catalogue;
  private final Lint.Warnings warnings;
  private final Findings findings;

  ReachLint(
      List<CheckedRule> rules, Catalogue catalogue, Lint.Warnings warnings, Findings findings) {
    this.rules = rules;
    this.catalogue = catalogue;
    this.warnings = warnings;
    this.findings = findings;
  }

  void check() {
    actions();
    levels();
    for (Segment segment : Segment.values()) {
      gaps(
          rules.stream()
              .filter(rule -> rule.stage().segment().filter(segment::equals).isPresent())
              .toList());
    }
  }

  private void actions() {
    Set<String> suggested = new TreeSet<>();
    for (CheckedRule rule : rules) {
      Conclusion conclusion = Conclusion.of(rule);
      if (conclusion.verb().equals("action.suggest")
          && rule.verb().calls().get(0).arguments().get(0) instanceof Operand.TextLiteral action) {
        suggested.add(action.text());
      }
    }
    for (String action : catalogue.actions().keySet()) {
      if (!suggested.contains(action) && !action.equals(catalogue.defaultAction())) {
        findings
            .in(CatalogueReader.FILE)
            .warning(
                Code.UNREACHABLE_ACTION,
                Spot.FILE,
                "No rule suggests the action %s.".formatted(action),
                "Maybe a rule is missing in next-best-action.drl, or the action is no longer needed.");
      }
    }
  }

  /** Rules that wait for a level which no rule gives. */
  private void levels() {
    Map<String, Set<String>> given = new TreeMap<>();
    for (CheckedRule rule : rules) {
      rule.stage()
          .segment()
          .ifPresent(
              segment ->
                  given
                      .computeIfAbsent(segment.word(), word -> new TreeSet<>())
                      .add(segment.levels().get((int) -Conclusion.of(rule).strength()).word()));
    }
    for (CheckedRule rule : rules) {
      for (Condition condition : rule.conditions()) {
        if (condition.negated() || !condition.fact().matches("Segment|WasIn")) {
          continue;
        }
        String segment = condition.textOf("segment").orElse("");
        String level = condition.textOf("level").orElse("");
        Set<String> levels = given.getOrDefault(segment, Set.of());
        if (!segment.isEmpty()
            && (levels.isEmpty() || (!level.isEmpty() && !levels.contains(level)))) {
          warnings.warn(
              rule,
              Code.UNREACHABLE_LEVEL,
              "\"%s\" waits for %s%s, which no rule gives."
                  .formatted(
                      rule.card().title(),
                      segment,
                      level.isEmpty() ? "" : " at the level " + level),
              levels.isEmpty()
                  ? "Maybe a rule is missing in %s.drl.".formatted(segment)
                  : "Maybe one of %s is meant.".formatted(Words.list(List.copyOf(levels))));
        }
      }
    }
  }

  /** A rule as one range of one number, everything else about it being {@code rest}. */
  private record Range(CheckedRule rule, String about, Numbers numbers, String rest) {}

  /** Levels that cut one number into ranges, and leave some of it out between them. */
  private void gaps(List<CheckedRule> ofSegment) {
    Map<String, List<Range>> families = new LinkedHashMap<>();
    for (CheckedRule rule : ofSegment) {
      RuleClaims claims = RuleClaims.of(rule);
      if (!claims.not().isEmpty()) {
        return;
      }
      Map<String, Domain> known = new TreeMap<>();
      for (Claim claim : claims.must()) {
        known.merge(claim.about(), claim.holds().meet(claim.all()), Domain::meet);
      }
      for (Map.Entry<String, Domain> entry : known.entrySet()) {
        if (entry.getValue() instanceof Numbers numbers && numbers.without().isEmpty()) {
          Map<String, Domain> rest = new TreeMap<>(known);
          rest.remove(entry.getKey());
          families
              .computeIfAbsent(entry.getKey() + " of " + rest, key -> new ArrayList<>())
              .add(new Range(rule, entry.getKey(), numbers, rest.toString()));
        }
      }
    }
    families.values().forEach(family -> gap(family, ofSegment));
  }

  private void gap(List<Range> family, List<CheckedRule> ofSegment) {
    family.sort(java.util.Comparator.comparingLong(range -> range.numbers().atLeast()));
    for (int i = 1; i < family.size(); i++) {
      Range below = family.get(i - 1);
      Range above = family.get(i);
      long step = above.numbers().step();
      long from = below.numbers().atMost() + step;
      long to = above.numbers().atLeast() - step;
      boolean apart = below.numbers().atMost() < Numbers.FAR && from <= to;
      Conclusion one = Conclusion.of(below.rule());
      if (apart
          && one.strength() != Conclusion.of(above.rule()).strength()
          && !filled(below, from, to, ofSegment)) {
        warnings.warn(
            above.rule(),
            Code.LEVEL_GAP,
            "Between \"%s\" and \"%s\" no rule gives a level: when %s is %s."
                .formatted(
                    below.rule().card().title(),
                    above.rule().card().title(),
                    above.about(),
                    Millionths.text(from)),
            "Maybe let one of them begin where the other ends.");
      }
    }
  }

  /** Whether some other rule matches a customer in the gap. */
  private static boolean filled(Range below, long from, long to, List<CheckedRule> ofSegment) {
    RuleClaims claims = RuleClaims.of(below.rule());
    List<Claim> inGap = new ArrayList<>();
    for (Claim claim : claims.must()) {
      inGap.add(
          claim.about().equals(below.about())
              ? new Claim(
                  claim.about(),
                  claim.all(),
                  Numbers.between(from, to, Objects.requireNonNull(below.numbers()).step()))
              : claim);
    }
    for (CheckedRule rule : ofSegment) {
      List<Claim> both = new ArrayList<>(inGap);
      both.addAll(RuleClaims.of(rule).must());
      if (new Customers().find(both, Customers.choices(RuleClaims.of(rule))) != null) {
        return true;
      }
    }
    return false;
  }
}
