package org.rapport.population;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Level;
import org.rapport.model.Phase;

/** The order in which people read words: bands and levels from the highest down, not by letters. */
final class WordOrder {
  /** Levels, the highest of each segment first. */
  static final Comparator<String> LEVELS =
      of(Arrays.stream(Level.values()).map(Level::word).toList());

  /** Phases as a customer goes through them. */
  static final Comparator<String> PHASES =
      of(
          Stream.of(Phase.PROSPECT, Phase.TRIAL, Phase.PAYING, Phase.LAPSED)
              .map(Phase::name)
              .toList());

  /** Evidence, the most first. */
  static final Comparator<String> EVIDENCE =
      of(Arrays.stream(EvidenceLevel.values()).map(EvidenceLevel::word).toList());

  /** Where customers are that are nowhere. */
  private static final List<String> NOWHERE =
      List.of(Moves.NONE, Moves.UNDECIDED, Moves.NOT_YET_THERE, Moves.MERGED);

  private WordOrder() {}

  /** These words first, as listed; then others by their letters. */
  static Comparator<String> of(List<String> words) {
    return Comparator.<String>comparingInt(word -> place(words, word))
        .thenComparing(Comparator.naturalOrder());
  }

  /** The same order, and where customers are that are nowhere comes last. */
  static Comparator<String> withNowhere(Comparator<String> order) {
    return Comparator.<String>comparingInt(NOWHERE::indexOf).thenComparing(order);
  }

  private static int place(List<String> words, String word) {
    int place = words.indexOf(word);
    return place < 0 ? words.size() : place;
  }
}
