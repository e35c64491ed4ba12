package org.rapport.analysis;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the words of a rulebase mean to people.
 *
 * @param title what the rulebase is for
 * @param units by event type: the unit of its numeric value, for those that have one
 * @param attributes by attribute: what it says
 * @param actions by action: its title
 */
public record Glossary(
    String title,
    SortedMap<String, String> units,
    SortedMap<String, String> attributes,
    SortedMap<String, String> actions) {
  private static final Pattern CLAUSE = Pattern.compile("^[^,;.(]*[^,;.( ]");

  public Glossary {
    units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
  }

  /** The unit of an event's value, or null. */
  public @Nullable String unit(String event) {
    return units.get(event);
  }

  /**
   * What an attribute says, as far as the first comma or the like; its name when the rulebase does
   * not know it.
   */
  public String attribute(String name) {
    String meaning = attributes.getOrDefault(name, name);
    Matcher clause = CLAUSE.matcher(meaning);
    return clause.find() ? clause.group() : meaning;
  }

  /** An action's title; its id when the rulebase does not know it. */
  public String action(String id) {
    return actions.getOrDefault(id, id);
  }
}
