package org.rapport.rules.check;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Segment;

/**
 * The names that a rulebase itself gives: those of its catalogue and its bands.
 *
 * @param catalogue the catalogue, or null when it could not be read and no name can be checked
 * @param sound whether the catalogue has no error, so that its entries can be relied on
 * @param bands the bands that the band rules name
 */
record Names(@Nullable Catalogue catalogue, boolean sound, SortedSet<String> bands) {
  Names {
    bands = Collections.unmodifiableSortedSet(new TreeSet<>(bands));
  }

  /** The known event types, or null. */
  @Nullable Set<String> events() {
    return catalogue == null ? null : catalogue.events().keySet();
  }

  /** The known attributes, or null. */
  @Nullable Set<String> attributes() {
    return catalogue == null ? null : catalogue.attributes().keySet();
  }

  /** The known actions, or null. */
  @Nullable Set<String> actions() {
    return catalogue == null ? null : catalogue.actions().keySet();
  }

  /** The attribute's entry, or null when there is none to rely on. */
  Catalogue.@Nullable AttributeEntry attribute(@Nullable String name) {
    return catalogue == null || name == null || !sound ? null : catalogue.attributes().get(name);
  }

  /** The event's entry, or null when there is none to rely on. */
  Catalogue.@Nullable EventEntry event(@Nullable String name) {
    return catalogue == null || name == null || !sound ? null : catalogue.events().get(name);
  }

  /** The levels of a segment by their words, empty when there is no such segment. */
  static List<String> levelsOf(String segmentWord) {
    for (Segment segment : Segment.values()) {
      if (segment.word().equals(segmentWord)) {
        return segment.levels().stream().map(level -> level.word()).toList();
      }
    }
    return List.of();
  }

  /** The segments' words. */
  static List<String> segments() {
    return List.of(Segment.values()).stream().map(Segment::word).toList();
  }
}
