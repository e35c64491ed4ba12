package org.rapport.rules.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A verb or qualifier and what it takes.
 *
 * @param name the word: {@code award}
 * @param arguments what it takes, in order
 */
record VerbWord(String name, List<Argument> arguments) {
  VerbWord {
    arguments = List.copyOf(arguments);
  }

  /** What one argument may be. */
  sealed interface Argument {}

  /** A variable bound to a whole fact of one of these kinds. */
  record FactArgument(Set<String> facts) implements Argument {}

  /**
   * A number as it stands in the text.
   *
   * @param above whether the least value itself is refused
   */
  record NumberArgument(boolean whole, long atLeast, boolean above, long atMost)
      implements Argument {
    /** The range in words: {@code above 0, up to 1000}. */
    String range() {
      return above ? "above %d, up to %d".formatted(atLeast, atMost) : atLeast + " to " + atMost;
    }
  }

  /** The name of a band, in quotes. */
  record BandArgument() implements Argument {}

  /** An action of the catalogue, in quotes. */
  record ActionArgument() implements Argument {}

  /**
   * All verbs of one global.
   *
   * @param name the global's name: {@code points}
   * @param className its type as rule files name it, without the package
   * @param turn when it may be used
   */
  record Verbs(
      String name,
      String className,
      Turn turn,
      Map<String, VerbWord> verbs,
      Map<String, VerbWord> qualifiers) {
    Verbs {
      verbs = Collections.unmodifiableMap(new LinkedHashMap<>(verbs));
      qualifiers = Collections.unmodifiableMap(new LinkedHashMap<>(qualifiers));
    }
  }
}
