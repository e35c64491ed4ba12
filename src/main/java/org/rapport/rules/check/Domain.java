package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;

/** The values that something may have: what tests leave of all that is possible. */
sealed interface Domain {
  /** What both allow. */
  Domain meet(Domain other);

  boolean isEmpty();

  /** What this does not allow, as parts that together are all the rest. */
  List<Domain> rest();

  /** A value of it, in words; of an empty one there is none. */
  String example();

  /**
   * Numbers in millionths.
   *
   * @param atLeast the least
   * @param atMost the greatest
   * @param step the distance of neighbours: a million for whole numbers, else one
   * @param without numbers between that are left out
   */
  record Numbers(long atLeast, long atMost, long step, SortedSet<Long> without) implements Domain {
    /** Beyond every number that rules and facts may hold, with room to step over it. */
    static final long FAR = Long.MAX_VALUE / 4 / Millionths.ONE * Millionths.ONE;

    public Numbers {
      without = Collections.unmodifiableSortedSet(new TreeSet<>(without));
    }

    /** All numbers from one to another, in millionths. */
    static Numbers between(long atLeast, long atMost, long step) {
      long first = Math.floorDiv(atLeast + step - 1, step) * step;
      long last = Math.floorDiv(atMost, step) * step;
      return new Numbers(first, last, step, Collections.emptySortedSet());
    }

    /** The numbers for which a comparison holds. */
    static Numbers comparing(Operator operator, long with, long step) {
      return switch (operator) {
        case EQUAL -> between(with, with, step);
        case NOT_EQUAL -> new Numbers(-FAR, FAR, step, new TreeSet<>(List.of(with)));
        case LESS -> between(-FAR, with - 1, step);
        case AT_MOST -> between(-FAR, with, step);
        case MORE -> between(with + 1, FAR, step);
        case AT_LEAST -> between(with, FAR, step);
      };
    }

    @Override
    public Numbers meet(Domain other) {
      Numbers numbers = (Numbers) other;
      long least = Math.max(atLeast, numbers.atLeast);
      long most = Math.min(atMost, numbers.atMost);
      SortedSet<Long> both = new TreeSet<>(without);
      both.addAll(numbers.without);
      while (least <= most && both.contains(least)) {
        least += step;
      }
      while (least <= most && both.contains(most)) {
        most -= step;
      }
      return new Numbers(
          least,
          most,
          step,
          least > most ? Collections.emptySortedSet() : both.subSet(least, most));
    }

    @Override
    public boolean isEmpty() {
      return atLeast > atMost;
    }

    @Override
    public List<Domain> rest() {
      List<Domain> rest = new ArrayList<>();
      if (atLeast > -FAR) {
        rest.add(between(-FAR, atLeast - 1, step));
      }
      if (atMost < FAR) {
        rest.add(between(atMost + 1, FAR, step));
      }
      without.forEach(hole -> rest.add(between(hole, hole, step)));
      return rest;
    }

    @Override
    public String example() {
      boolean least = atLeast > -FAR / 2;
      return Millionths.text(least ? atLeast : Math.min(atMost, 0));
    }
  }

  /**
   * Words.
   *
   * @param only the only ones allowed, or null for all
   * @param without those left out of all; empty when there are only some
   */
  record Texts(@Nullable SortedSet<String> only, SortedSet<String> without) implements Domain {
    public Texts {
      only = only == null ? null : Collections.unmodifiableSortedSet(new TreeSet<>(only));
      without = Collections.unmodifiableSortedSet(new TreeSet<>(without));
    }

    static Texts only(String... words) {
      return new Texts(new TreeSet<>(List.of(words)), Collections.emptySortedSet());
    }

    static Texts except(String... words) {
      return new Texts(null, new TreeSet<>(List.of(words)));
    }

    @Override
    public Texts meet(Domain other) {
      Texts texts = (Texts) other;
      SortedSet<String> excluded = new TreeSet<>(without);
      excluded.addAll(texts.without);
      if (only == null && texts.only == null) {
        return new Texts(null, excluded);
      }
      SortedSet<String> both = new TreeSet<>();
      for (String word : only != null ? only : java.util.Objects.requireNonNull(texts.only)) {
        boolean allowed =
            (only == null || only.contains(word))
                && (texts.only == null || texts.only.contains(word))
                && !excluded.contains(word);
        if (allowed) {
          both.add(word);
        }
      }
      return new Texts(both, Collections.emptySortedSet());
    }

    @Override
    public boolean isEmpty() {
      return only != null && only.isEmpty();
    }

    @Override
    public List<Domain> rest() {
      return List.of(
          only == null ? new Texts(without, Collections.emptySortedSet()) : new Texts(null, only));
    }

    @Override
    public String example() {
      if (only != null) {
        return only.isEmpty() ? "" : "\"" + only.first() + "\"";
      }
      return without.isEmpty() ? "anything" : "other than \"" + without.first() + "\"";
    }
  }
}
