package org.rapport.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.FactView;
import org.rapport.model.Value;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Fact;

/**
 * The facts that the rules of a turn see, found by the word and the name that a condition gives.
 * For one thread.
 */
final class SeenFacts {
  private final Map<String, List<Seen>> byWord = new HashMap<>();
  private final Map<String, Seen> activities = new HashMap<>();
  private final Map<String, Seen> attributes = new HashMap<>();

  SeenFacts(Iterable<? extends Fact> facts) {
    facts.forEach(this::add);
  }

  private SeenFacts(SeenFacts other) {
    other.byWord.forEach((word, seen) -> byWord.put(word, new ArrayList<>(seen)));
    activities.putAll(other.activities);
    attributes.putAll(other.attributes);
  }

  /** A fact, and its fields when they are first asked for. */
  static final class Seen {
    private final Fact fact;
    private @Nullable FactView view;

    private Seen(Fact fact) {
      this.fact = fact;
    }

    /** The fact itself. */
    Fact fact() {
      return fact;
    }

    /** The value of a field, or null when it has none. */
    @Nullable Value value(String field) {
      FactView known = view;
      if (known == null) {
        known = FactViews.of(fact);
        view = known;
      }
      return known.value(field);
    }
  }

  /** One fact by itself. */
  static Seen seen(Fact fact) {
    return new Seen(fact);
  }

  /** One more fact; an Activity or Attribute takes the place of the one of its name. */
  void add(Fact fact) {
    if (fact instanceof Activity activity) {
      activities.put(activity.event(), new Seen(fact));
    } else if (fact instanceof Attribute attribute) {
      attributes.put(attribute.name(), new Seen(fact));
    } else {
      byWord.computeIfAbsent(fact.word(), word -> new ArrayList<>(1)).add(new Seen(fact));
    }
  }

  /** Forgets the facts of a word, which must not be Activity or Attribute. */
  void forget(String word) {
    byWord.remove(word);
  }

  /** All of them as told, those of one word together, in no further order. */
  List<FactView> views() {
    return Stream.of(
            byWord.values().stream().flatMap(List::stream),
            activities.values().stream(),
            attributes.values().stream())
        .flatMap(seen -> seen)
        .map(seen -> FactViews.of(seen.fact()))
        .toList();
  }

  /** The same facts, to be added to without changing these. */
  SeenFacts copy() {
    return new SeenFacts(this);
  }

  /**
   * The facts that a condition may be about.
   *
   * @param word the fact's word
   * @param name the event or attribute that the condition names, or null
   */
  List<Seen> of(String word, @Nullable String name) {
    Seen named =
        switch (word) {
          case "Activity" -> activities.get(name);
          case "Attribute" -> attributes.get(name);
          default -> null;
        };
    return named == null ? byWord.getOrDefault(word, List.of()) : List.of(named);
  }
}
