package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Millionths;
import org.rapport.model.Phase;
import org.rapport.rules.check.Domain.Numbers;
import org.rapport.rules.check.Domain.Texts;
import org.rapport.rules.check.FactWord.FieldWord;

/**
 * A rule's conditions as claims about one customer: all of {@code must} hold, and of each list in
 * {@code not} at least one does not.
 */
record RuleClaims(List<Claim> must, List<List<Claim>> not) {
  private static final Texts FLAGS = Texts.only("true", "false");

  /** What is known of an attribute: nothing, or a value of one kind. */
  private static final Texts KINDS = Texts.only("nothing", "number", "text", "flag");

  private static final String NO_LEVEL = "none";
  private static final Texts LEVELS_OF_MEMBERS =
      Texts.only(Arrays.stream(Level.values()).map(Level::word).toArray(String[]::new));
  private static final Texts LEVELS =
      Texts.only(
          Stream.concat(Arrays.stream(Level.values()).map(Level::word), Stream.of(NO_LEVEL))
              .toArray(String[]::new));

  RuleClaims {
    must = List.copyOf(must);
    not = not.stream().map(List::copyOf).toList();
  }

  static RuleClaims of(CheckedRule rule) {
    List<Claim> must = new ArrayList<>();
    List<List<Claim>> not = new ArrayList<>();
    for (int i = 0; i < rule.conditions().size(); i++) {
      Condition condition = rule.conditions().get(i);
      List<Claim> claims = of(condition, condition.tests(), rule.card().id() + i);
      if (condition.negated()) {
        not.add(claims);
      } else {
        must.addAll(claims);
      }
    }
    return new RuleClaims(must, not);
  }

  /** What some tests of a condition claim, and that there is such a fact. */
  static List<Claim> of(Condition condition, List<FieldTest> tests, String unique) {
    String subject = subject(condition, unique);
    List<Claim> claims = new ArrayList<>();
    if (segment(condition) != null) {
      claims.add(new Claim(subject + " level", LEVELS, LEVELS_OF_MEMBERS));
    } else if (FactWords.of(condition).several()) {
      // There may be none, whatever its fields would be.
      claims.add(new Claim(subject + " at hand", FLAGS, Texts.only("true")));
    }
    for (FieldTest test : tests) {
      test.compared()
          .ifPresent(comparison -> claims.addAll(claims(condition, subject, test, comparison)));
    }
    return claims;
  }

  /** The segment whose one fact is meant, or null. */
  private static @Nullable String segment(Condition condition) {
    if (!FactWords.of(condition).fields().containsKey("segment")) {
      return null;
    }
    for (FieldTest test : condition.tests()) {
      if (test.field().equals("segment")
          && test.comparison() != null
          && test.comparison().operator() == Operator.EQUAL
          && test.comparison().operand() instanceof Operand.TextLiteral segment) {
        return segment.text();
      }
    }
    return null;
  }

  /** The fact in words; facts of which there are several are told apart by {@code unique}. */
  private static String subject(Condition condition, String unique) {
    FactWord fact = FactWords.of(condition);
    if (fact.nameField() != null
        && condition.tests().get(0).compared().orElseThrow().operand()
            instanceof Operand.TextLiteral name) {
      return "%s \"%s\"".formatted(fact.name(), name.text());
    }
    String segment = segment(condition);
    if (segment != null) {
      return "%s \"%s\"".formatted(fact.name(), segment);
    }
    return fact.several() ? fact.name() + " " + unique : fact.name();
  }

  /** What is claimed when an Activity never happened, or an Attribute is not known. */
  static Claim missing(String fact, String name) {
    String subject = "%s \"%s\"".formatted(fact, name);
    return fact.equals("Activity")
        ? never(subject, true)
        : new Claim(subject + " is", KINDS, Texts.only("nothing"));
  }

  private static Claim never(String subject, boolean never) {
    Numbers counts = Numbers.between(0, Numbers.FAR, Millionths.ONE);
    Numbers none = Numbers.between(0, 0, Millionths.ONE);
    Numbers some = Numbers.between(Millionths.ONE, Numbers.FAR, Millionths.ONE);
    return new Claim(subject + " inAll", counts, never ? none : some);
  }

  private static List<Claim> claims(
      Condition condition, String subject, FieldTest test, FieldTest.Comparison comparison) {
    FactWord fact = FactWords.of(condition);
    FieldWord field = Objects.requireNonNull(fact.fields().get(test.field()));
    if (field.name().equals(fact.nameField())) {
      return List.of();
    }
    List<Claim> claims = new ArrayList<>();
    if (fact.name().equals("Attribute")) {
      if (field.name().equals("known")) {
        return known(subject, test, comparison);
      }
      claims.add(
          new Claim(
              subject + " is",
              KINDS,
              field.name().equals("ageDays")
                  ? Texts.only("number", "text", "flag")
                  : Texts.only(field.name())));
    }
    if (segment(condition) != null && field.name().equals("level")) {
      return List.of(level(subject, test, comparison));
    }
    String about = subject + " " + field.name();
    Operand operand = comparison.operand();
    Operator operator = comparison.operator();
    if (operand instanceof Operand.Variable) {
      // A join may hold or not, whatever else is so: a claim of its own that nothing else is about.
      String join = "%s at %d:%d".formatted(about, test.line(), test.column());
      claims.add(new Claim(join, FLAGS, Texts.only("true")));
    } else if (fact.name().equals("Activity") && field.name().equals("never")) {
      claims.add(never(subject, truth(operator, operand)));
    } else {
      claims.add(new Claim(about, all(field), holds(field, operator, operand)));
    }
    return claims;
  }

  /** A customer has one level of a segment, or none. */
  private static Claim level(String subject, FieldTest test, FieldTest.Comparison comparison) {
    if (comparison.operand() instanceof Operand.TextLiteral level) {
      Domain holds =
          comparison.operator() == Operator.EQUAL
              ? Texts.only(level.text())
              : Texts.except(level.text(), NO_LEVEL);
      return new Claim(subject + " level", LEVELS, holds);
    }
    String join = "%s level at %d:%d".formatted(subject, test.line(), test.column());
    return new Claim(join, FLAGS, Texts.only("true"));
  }

  private static List<Claim> known(
      String subject, FieldTest test, FieldTest.Comparison comparison) {
    if (comparison.operand() instanceof Operand.Variable) {
      String join = "%s known at %d:%d".formatted(subject, test.line(), test.column());
      return List.of(new Claim(join, FLAGS, Texts.only("true")));
    }
    boolean known = truth(comparison.operator(), comparison.operand());
    return List.of(
        new Claim(
            subject + " is",
            KINDS,
            known ? Texts.only("number", "text", "flag") : Texts.only("nothing")));
  }

  private static boolean truth(Operator operator, Operand operand) {
    boolean flag = operand instanceof Operand.FlagLiteral literal && literal.flag();
    return (operator == Operator.EQUAL) == flag;
  }

  private static long step(FieldWord field) {
    return field.type() == FieldType.WHOLE ? Millionths.ONE : 1;
  }

  private static Domain all(FieldWord field) {
    return switch (field.type()) {
      case WHOLE, NUMBER ->
          Numbers.between(
              field.atLeast() == null ? -Numbers.FAR : field.atLeast() * Millionths.ONE,
              field.atMost() == null ? Numbers.FAR : field.atMost() * Millionths.ONE,
              step(field));
      case FLAG -> FLAGS;
      case PHASE ->
          Texts.only(
              List.of(Phase.values()).stream().map(Phase::name).toList().toArray(new String[0]));
      case TEXT ->
          field.words().isEmpty()
              ? Texts.except()
              : Texts.only(field.words().toArray(new String[0]));
    };
  }

  private static Domain holds(FieldWord field, Operator operator, Operand operand) {
    if (operand instanceof Operand.NumberLiteral number) {
      return Numbers.comparing(operator, number.millionths(), step(field));
    }
    String word =
        operand instanceof Operand.TextLiteral text
            ? text.text()
            : operand instanceof Operand.PhaseLiteral phase
                ? phase.phase().name()
                : String.valueOf(((Operand.FlagLiteral) operand).flag());
    return operator == Operator.EQUAL ? Texts.only(word) : Texts.except(word);
  }
}
