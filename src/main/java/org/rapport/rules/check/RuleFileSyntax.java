package org.rapport.rules.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule file cut into its parts: the form holds, nothing is said yet of what the words mean.
 *
 * @param packageName the package, or null when it could not be read
 * @param imports the imported names
 * @param globals the globals
 * @param rules in the order written, also those that could be read only in part
 */
record RuleFileSyntax(
    @Nullable Word packageName, List<Word> imports, List<Global> globals, List<Rule> rules) {
  RuleFileSyntax {
    imports = List.copyOf(imports);
    globals = List.copyOf(globals);
    rules = List.copyOf(rules);
  }

  /** A word of the file; texts without their quotes. */
  record Word(String text, Spot spot) {}

  /** {@code global type name}. */
  record Global(Word type, Word name) {}

  /** {@code @name( "value" )}. */
  record Annotation(Word name, Word value) {}

  /**
   * A rule.
   *
   * @param spot where it begins: the word {@code rule} and the title
   * @param consequence null when it could not be read
   * @param whole whether every part of it could be read
   */
  record Rule(
      Spot spot,
      Word title,
      List<Annotation> annotations,
      List<Pattern> patterns,
      @Nullable Consequence consequence,
      boolean whole) {
    Rule {
      annotations = List.copyOf(annotations);
      patterns = List.copyOf(patterns);
    }
  }

  /** {@code $variable : Fact( tests )} or {@code not Fact( tests )}. */
  record Pattern(boolean negated, @Nullable Word variable, Word fact, List<Test> tests, Spot spot) {
    Pattern {
      tests = List.copyOf(tests);
    }
  }

  /** {@code $variable : field operator operand}; operator and operand both or neither. */
  record Test(
      @Nullable Word variable,
      Word field,
      @Nullable Operator operator,
      @Nullable Value operand,
      Spot spot) {}

  /**
   * An operand or argument and where it stands.
   *
   * @param sound false when a finding already says that it is not what it should be
   */
  record Value(Operand operand, Spot spot, boolean sound) {}

  /** {@code global.verb( ... ).qualifier( ... );}. */
  record Consequence(Word global, List<Call> calls) {
    Consequence {
      calls = List.copyOf(calls);
    }
  }

  /** One word of a consequence with its arguments. */
  record Call(Word name, List<Value> arguments) {
    Call {
      arguments = List.copyOf(arguments);
    }
  }
}
