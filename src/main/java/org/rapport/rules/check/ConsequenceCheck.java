package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.rules.check.RuleFileSyntax.Call;
import org.rapport.rules.check.RuleFileSyntax.Consequence;
import org.rapport.rules.check.RuleFileSyntax.Value;
import org.rapport.rules.check.VerbWord.Argument;
import org.rapport.rules.check.VerbWord.Verbs;

/** Checks one rule's consequence against the table of verbs. */
final class ConsequenceCheck {
  /** Verbs that take more are not shown in a line. */
  private static final int MAX_SHOWN = 3;

  private final Stage stage;
  private final String id;
  private final Names names;
  private final Variables variables;
  private final Findings.Page page;

  /**
   * @param id the rule's id: in the normalisation file it must begin with the verb
   */
  ConsequenceCheck(Stage stage, String id, Names names, Variables variables, Findings.Page page) {
    this.stage = stage;
    this.id = id;
    this.names = names;
    this.variables = variables;
    this.page = page;
  }

  /** The consequence as a value; findings tell what is wrong with it. */
  VerbCall verbCall(Consequence consequence) {
    Verbs verbs = verbs(consequence);
    if (verbs != null) {
      calls(verbs, consequence.calls());
    }
    List<VerbCall.Call> calls = new ArrayList<>();
    for (Call call : consequence.calls()) {
      calls.add(
          new VerbCall.Call(
              call.name().text(),
              call.arguments().stream().map(Value::operand).toList(),
              call.name().spot().line(),
              call.name().spot().column()));
    }
    return new VerbCall(consequence.global().text(), calls);
  }

  private @Nullable Verbs verbs(Consequence consequence) {
    String global = consequence.global().text();
    List<Verbs> here = VerbWords.of(stage);
    List<String> globals = here.stream().map(Verbs::name).toList();
    Verbs verbs = VerbWords.byGlobal().get(global);
    if (verbs == null) {
      page.error(
          Code.UNKNOWN_VERB,
          consequence.global().spot(),
          "There are no verbs called \"%s\".".formatted(global),
          Words.maybe(global, globals));
    } else if (!here.contains(verbs)) {
      page.error(
          Code.VERB_NOT_HERE,
          consequence.global().spot(),
          "\"%s\" may not be said in %s.".formatted(global, stage.fileName()),
          "Maybe use %s, or move the rule into another file.".formatted(Words.list(globals)));
    } else if (here.size() > 1
        && stage.idPrefixes().contains(idPrefix())
        && !idPrefix().equals(global)) {
      page.error(
          Code.VERB_NOT_HERE,
          consequence.global().spot(),
          "\"%s\" may not be said by a rule whose id begins with \"%s.\"."
              .formatted(global, idPrefix()),
          "Maybe begin the id with \"%s.\".".formatted(global));
    } else {
      return verbs;
    }
    return null;
  }

  private String idPrefix() {
    return id.substring(0, Math.max(0, id.indexOf('.')));
  }

  private void calls(Verbs verbs, List<Call> calls) {
    Call first = calls.get(0);
    VerbWord verb = verbs.verbs().get(first.name().text());
    if (verb == null) {
      page.error(
          Code.UNKNOWN_VERB,
          first.name().spot(),
          "%s has no verb \"%s\".".formatted(verbs.name(), first.name().text()),
          Words.maybe(first.name().text(), verbs.verbs().keySet()));
      return;
    }
    arguments(verb, first);
    Set<String> seen = new HashSet<>();
    boolean known = true;
    for (Call call : calls.subList(1, calls.size())) {
      String name = call.name().text();
      VerbWord qualifier = verbs.qualifiers().get(name);
      if (qualifier == null) {
        known = false;
        page.error(
            Code.UNKNOWN_QUALIFIER,
            call.name().spot(),
            "%s has no qualifier \"%s\".".formatted(verbs.name(), name),
            verbs.qualifiers().isEmpty()
                ? "Maybe end the statement before it."
                : Words.maybe(name, verbs.qualifiers().keySet()));
      } else if (!seen.add(name)) {
        page.error(
            Code.REPEATED_QUALIFIER,
            call.name().spot(),
            "\"%s\" is said twice.".formatted(name),
            "Maybe delete one of them.");
      } else {
        arguments(qualifier, call);
      }
    }
    if (known && verbs.name().equals("points")) {
      new PointsCheck(names, variables, page).check(calls, seen);
    }
    if (first.name().text().equals("byPercentiles")) {
      rising(first);
    }
  }

  private void arguments(VerbWord word, Call call) {
    if (word.arguments().size() != call.arguments().size()) {
      page.error(
          Code.WRONG_ARGUMENT,
          call.name().spot(),
          "\"%s\" takes %d argument%s, found %d."
              .formatted(
                  word.name(),
                  word.arguments().size(),
                  word.arguments().size() == 1 ? "" : "s",
                  call.arguments().size()),
          decimalComma(word, call));
      return;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      argument(word, word.arguments().get(i), call.arguments().get(i));
    }
  }

  /** Two numbers where one is wanted are mostly one, with a comma for the point. */
  private static String decimalComma(VerbWord word, Call call) {
    if (word.arguments().size() == 1
        && call.arguments().size() == 2
        && call.arguments().get(0).operand() instanceof Operand.NumberLiteral whole
        && call.arguments().get(1).operand() instanceof Operand.NumberLiteral places) {
      return "Maybe write the number with a point: %s.%s".formatted(whole.text(), places.text());
    }
    return word.arguments().size() > MAX_SHOWN
        ? "Maybe see the verbs in docs/rule-language.md."
        : "Maybe write %s( %s )."
            .formatted(
                word.name(),
                word.arguments().stream()
                    .map(ConsequenceCheck::example)
                    .collect(Collectors.joining(", ")));
  }

  private static String example(Argument wanted) {
    if (wanted instanceof VerbWord.FactArgument) {
      return "$fact";
    }
    return wanted instanceof VerbWord.NumberArgument ? "10" : "\"...\"";
  }

  private void argument(VerbWord word, Argument wanted, Value given) {
    Operand operand = given.operand();
    if (!given.sound()) {
      return;
    }
    if (wanted instanceof VerbWord.FactArgument fact) {
      fact(word, fact, given);
    } else if (wanted instanceof VerbWord.NumberArgument range) {
      if (operand instanceof Operand.NumberLiteral number) {
        range(word, range, number, given.spot());
      } else {
        wrong(word, given, "a number as it stands in the text", numberMeant(operand));
      }
    } else if (!(operand instanceof Operand.TextLiteral text)) {
      wrong(
          word,
          given,
          "a text in double quotes",
          operand instanceof Operand.NumberLiteral && word.arguments().size() > 1
              ? "Maybe swap the two."
              : null);
    } else if (wanted instanceof VerbWord.ActionArgument) {
      action(text.text(), given.spot());
    } else if (!text.text().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      page.error(
          Code.WRONG_ARGUMENT,
          given.spot(),
          "The band \"%s\" is not of small words with hyphens.".formatted(text.text()),
          null);
    }
  }

  private static @Nullable String numberMeant(Operand operand) {
    return operand instanceof Operand.TextLiteral text && text.text().matches("[0-9]{1,9}")
        ? "Maybe write %s, without quotes.".formatted(text.text())
        : null;
  }

  private void wrong(VerbWord word, Value given, String wanted, @Nullable String maybe) {
    page.error(
        Code.WRONG_ARGUMENT,
        given.spot(),
        "\"%s\" takes %s.".formatted(word.name(), wanted),
        maybe);
  }

  private void fact(VerbWord word, VerbWord.FactArgument wanted, Value given) {
    if (!(given.operand() instanceof Operand.Variable variable)) {
      wrong(
          word,
          given,
          "a variable that stands for a whole fact",
          "Maybe bind the fact, $fact : Activity( ... ), and write $fact here.");
      return;
    }
    Variables.Bound bound =
        variables.find(variable.name(), given.spot(), "in this rule's conditions");
    if (bound instanceof Variables.FieldValue) {
      page.error(
          Code.WRONG_ARGUMENT,
          given.spot(),
          "\"%s\" takes a whole fact, but %s stands for one of its fields."
              .formatted(word.name(), variable.name()),
          "Maybe bind the fact itself: $fact : Activity( ... ).");
    } else if (bound instanceof Variables.WholeFact whole
        && !wanted.facts().contains(whole.fact().name())) {
      page.error(
          Code.WRONG_ARGUMENT,
          given.spot(),
          "\"%s\" does not take %s, for which %s stands."
              .formatted(word.name(), whole.fact().name(), variable.name()),
          "Maybe one of: %s.".formatted(Words.list(new java.util.TreeSet<>(wanted.facts()))));
    }
  }

  private void range(
      VerbWord word, VerbWord.NumberArgument range, Operand.NumberLiteral number, Spot spot) {
    long value = number.millionths();
    long least = range.atLeast() * Millionths.ONE;
    boolean tooLow = range.above() ? value <= least : value < least;
    if (tooLow || value > range.atMost() * Millionths.ONE) {
      page.error(
          Code.OUT_OF_RANGE,
          spot,
          "\"%s\" takes a number %s, found %s."
              .formatted(word.name(), range.range(), number.text()),
          value < 0 && (word.name().startsWith("each") || word.name().equals("once"))
              ? "Maybe say points.deduct, and the number without its minus."
              : null);
    } else if (range.whole() && value % Millionths.ONE != 0) {
      page.error(
          Code.OUT_OF_RANGE,
          spot,
          "\"%s\" takes a whole number, found %s.".formatted(word.name(), number.text()),
          null);
    }
  }

  private void action(String action, Spot spot) {
    Set<String> actions = names.actions();
    if (actions != null && !actions.contains(action)) {
      String maybe = Words.maybe(action, actions);
      page.error(
          Code.UNKNOWN_ACTION,
          spot,
          "The catalogue has no action \"%s\".".formatted(action),
          maybe == null ? "Maybe add it to catalogue.yaml." : maybe);
    }
  }

  private void rising(Call call) {
    long previous = Long.MIN_VALUE;
    for (Value value : call.arguments()) {
      if (value.operand() instanceof Operand.NumberLiteral number) {
        if (number.millionths() <= previous) {
          page.error(
              Code.OUT_OF_RANGE,
              value.spot(),
              "Percentiles rise: %s is not more than the one before it.".formatted(number.text()),
              null);
        }
        previous = number.millionths();
      }
    }
  }
}
