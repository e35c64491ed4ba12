package org.rapport.rules.check;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Advice about words that are not known. */
final class Words {
  /** Longer lists are not read; the docs have them. */
  private static final int MAX_LISTED = 12;

  /** Longer words are no misspelt ones, and would cost their length squared. */
  private static final int MAX_WORD_LENGTH = 100;

  private Words() {}

  /** {@code Maybe you meant "..."}, or the list of choices, or null when there are none. */
  static @Nullable String maybe(String word, Collection<String> known) {
    String meant = meant(word, known);
    if (meant != null) {
      return meant;
    }
    if (known.isEmpty() || known.size() > MAX_LISTED) {
      return null;
    }
    return known.size() == 1
        ? "Maybe write \"%s\".".formatted(list(known))
        : "Maybe one of: %s.".formatted(list(known));
  }

  /** {@code Maybe you meant "..."}, or null when no known word is near. */
  static @Nullable String meant(String word, Collection<String> known) {
    String closest = closest(word, known);
    return closest == null ? null : "Maybe you meant \"%s\".".formatted(closest);
  }

  /** The words with commas between. */
  static String list(Collection<String> words) {
    return words.stream().collect(Collectors.joining(", "));
  }

  /** The known word nearest in spelling, or null when none is near. */
  static @Nullable String closest(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    String best = null;
    if (word.length() > MAX_WORD_LENGTH) {
      return null;
    }
    int bestDistance = Math.max(2, word.length() / 3) + 1;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - word.length()) < bestDistance) {
        int distance = distance(lower, candidate.toLowerCase(Locale.ROOT));
        if (distance < bestDistance) {
          best = candidate;
          bestDistance = distance;
        }
      }
    }
    return best;
  }

  /** Levenshtein's distance: single letters put in, taken out or changed. */
  private static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
