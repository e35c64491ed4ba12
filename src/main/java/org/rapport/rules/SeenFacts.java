package org.rapport.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.FactView;
import org.rapport.rules.fact.Activity;
import org.rapport.rules.fact.Attribute;
import org.rapport.rules.fact.Fact;

/**
 * The facts that the rules of a turn see, found by the word and the name that a condition gives.
 * For one thread.
 */
final class SeenFacts {
  private final Map<String, List<Fact>> byWord = new HashMap<>();
  private final Map<String, List<Fact>> activities;
  private final Map<String, List<Fact>> attributes;

  SeenFacts(Iterable<? extends Fact> facts) {
    this.activities = new HashMap<>();
    this.attributes = new HashMap<>();
    facts.forEach(this::add);
  }

  private SeenFacts(
      SeenFacts other, Map<String, List<Fact>> activities, Map<String, List<Fact>> attributes) {
    this.activities = activities;
    this.attributes = attributes;
    other.byWord.forEach((word, seen) -> byWord.put(word, new ArrayList<>(seen)));
  }

  /** One more fact; an Activity or Attribute takes the place of the one of its name. */
  void add(Fact fact) {
    if (fact instanceof Activity activity) {
      activities.put(activity.event(), List.of(fact));
    } else if (fact instanceof Attribute attribute) {
      attributes.put(attribute.name(), List.of(fact));
    } else {
      byWord.computeIfAbsent(fact.word(), word -> new ArrayList<>(1)).add(fact);
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
            activities.values().stream().flatMap(List::stream),
            attributes.values().stream().flatMap(List::stream))
        .flatMap(seen -> seen)
        .map(FactViews::of)
        .toList();
  }

  /** The same facts, to be added to without changing these. */
  SeenFacts copy() {
    return new SeenFacts(this, new HashMap<>(activities), new HashMap<>(attributes));
  }

  /** The same facts and more, neither an Activity nor an Attribute; both are only read after it. */
  SeenFacts and(Iterable<? extends Fact> more) {
    SeenFacts all = new SeenFacts(this, activities, attributes);
    more.forEach(all::add);
    return all;
  }

  /**
   * The facts that a condition may be about.
   *
   * @param word the fact's word
   * @param name the event or attribute that the condition names, or null
   */
  List<Fact> of(String word, @Nullable String name) {
    List<Fact> named =
        switch (word) {
          case "Activity" -> activities.get(name);
          case "Attribute" -> attributes.get(name);
          default -> null;
        };
    return named == null ? byWord.getOrDefault(word, List.of()) : named;
  }
}
