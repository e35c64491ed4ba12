package org.rapport.rules.check;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.YamlNode.Entry;

/**
 * Holds the catalogue's event types against those that have come in: a name that never did is
 * mostly a name mistyped.
 */
final class StoredEventsLint {
  /** A service may take in thousands that no rule needs. */
  private static final int MAX_NAMED = 20;

  private final Catalogue catalogue;
  private final SortedSet<String> stored;
  private final Findings.Page page;

  private StoredEventsLint(Catalogue catalogue, SortedSet<String> stored, Findings.Page page) {
    this.catalogue = catalogue;
    this.stored = stored;
    this.page = page;
  }

  /**
   * Looks.
   *
   * @param text the text of {@code catalogue.yaml}, which has no errors
   * @param stored the event types that have come in; where there are none nothing is said
   */
  static void check(
      String text, Catalogue catalogue, SortedSet<String> stored, Findings.Page page) {
    YamlNode root = stored.isEmpty() ? null : YamlReader.read(text, page);
    if (root instanceof YamlNode.Mapping top) {
      top.entries().stream()
          .filter(entry -> entry.key().equals("events"))
          .findFirst()
          .ifPresent(events -> new StoredEventsLint(catalogue, stored, page).check(events));
    }
  }

  private void check(Entry events) {
    SortedSet<String> unknown = new TreeSet<>(stored);
    unknown.removeAll(catalogue.events().keySet());
    if (events.value() instanceof YamlNode.Mapping types) {
      types.entries().stream()
          .filter(type -> !stored.contains(type.key()))
          .forEach(type -> neverCameIn(type, unknown));
    }
    int named = 0;
    for (String type : unknown) {
      if (++named > MAX_NAMED) {
        notInCatalogue(
            events, "%d more event types come in".formatted(unknown.size() - MAX_NAMED), null);
        return;
      }
      notInCatalogue(events, "The event \"%s\" comes in".formatted(type), type);
    }
  }

  private void neverCameIn(Entry type, SortedSet<String> unknown) {
    page.warning(
        Code.NEVER_CAME_IN,
        type.keySpot(),
        "No event \"%s\" has ever come in: rules about it wait in vain.".formatted(type.key()),
        Words.meant(type.key(), unknown));
  }

  private void notInCatalogue(Entry events, String what, @Nullable String type) {
    page.warning(
        Code.NOT_IN_CATALOGUE,
        events.keySpot(),
        what + ", but the catalogue does not have it: no rule can name it.",
        type == null
            ? null
            : "Maybe add: \"%s\": {meaning: what happened, in words}".formatted(type));
  }
}
