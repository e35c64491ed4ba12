package org.rapport.rules.check;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Glossary;
import org.rapport.model.Extract;

/**
 * A rulebase's dictionary of event types, attributes and actions.
 *
 * @param rulebase the rulebase's name
 * @param title what it is for, in words
 * @param signUp the event type that says hello and is no activity
 * @param thinBelowDays evidence is thin for a customer known for fewer whole days
 * @param thinBelowEvents evidence is thin with fewer events in 90 days, the sign-up apart
 * @param events by event type
 * @param attributes by name
 * @param actions by id
 * @param defaultAction the id of the one default action
 */
public record Catalogue(
    String rulebase,
    String title,
    String signUp,
    int thinBelowDays,
    int thinBelowEvents,
    SortedMap<String, EventEntry> events,
    SortedMap<String, AttributeEntry> attributes,
    SortedMap<String, ActionEntry> actions,
    String defaultAction) {
  public Catalogue {
    events = Collections.unmodifiableSortedMap(new TreeMap<>(events));
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    actions = Collections.unmodifiableSortedMap(new TreeMap<>(actions));
  }

  /**
   * An event type that rules may name.
   *
   * @param valueProperty path below {@code properties.} of its numeric value, or null
   * @param sets attribute name to path below {@code properties.}: attributes the event sets
   * @param changeable what it costs to do it, or null when it is nothing a customer can decide on
   */
  public record EventEntry(
      String meaning,
      @Nullable String valueProperty,
      @Nullable String unit,
      SortedMap<String, String> sets,
      @Nullable Changeable changeable) {
    public EventEntry {
      sets = Collections.unmodifiableSortedMap(new TreeMap<>(sets));
    }

    /** An event type that is not changeable. */
    public EventEntry(
        String meaning,
        @Nullable String valueProperty,
        @Nullable String unit,
        SortedMap<String, String> sets) {
      this(meaning, valueProperty, unit, sets, null);
    }
  }

  /**
   * What a customer, or the business for them, can bring about: the stuff of counterfactuals.
   *
   * @param costMillionths what one occurrence of the event, or setting the attribute, costs; above
   *     0
   * @param atMost how often the event may be thought of; 1 for an attribute
   * @param valueMillionths the numeric value of one occurrence, for events that have one; else null
   */
  public record Changeable(long costMillionths, int atMost, @Nullable Long valueMillionths) {}

  /**
   * An attribute that rules may name.
   *
   * @param values the values of a text, empty when any may be
   * @param changeable what it costs to change it, or null when it cannot be changed
   */
  public record AttributeEntry(
      String meaning, Type type, SortedSet<String> values, @Nullable Changeable changeable) {
    public AttributeEntry {
      values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }

    /** An attribute that cannot be changed. */
    public AttributeEntry(String meaning, Type type, SortedSet<String> values) {
      this(meaning, type, values, null);
    }

    /** What kind of value it holds. */
    public enum Type {
      NUMBER,
      TEXT,
      FLAG
    }
  }

  /**
   * An action that rules may suggest.
   *
   * @param coolDownDays read, not enforced yet; null when absent
   * @param payloadJson compact JSON text handed to the caller, {@code {}} when absent
   */
  public record ActionEntry(
      String title,
      @Nullable String channel,
      @Nullable String placement,
      @Nullable String group,
      @Nullable Long valueMillionths,
      @Nullable Integer coolDownDays,
      String payloadJson) {}

  /** What its words mean to people. */
  public Glossary glossary() {
    SortedMap<String, String> units = new TreeMap<>();
    events.forEach(
        (type, entry) -> {
          if (entry.unit() != null) {
            units.put(type, entry.unit());
          }
        });
    SortedMap<String, String> meanings = new TreeMap<>();
    attributes.forEach((name, entry) -> meanings.put(name, entry.meaning()));
    SortedMap<String, String> titles = new TreeMap<>();
    actions.forEach((id, entry) -> titles.put(id, entry.title()));
    return new Glossary(title, units, meanings, titles);
  }

  /** What the store must keep at hand for this rulebase. */
  public SortedSet<Extract> extracts() {
    SortedSet<Extract> all = new TreeSet<>();
    events.forEach(
        (type, entry) -> {
          if (entry.valueProperty() != null) {
            all.add(new Extract(type, entry.valueProperty()));
          }
          entry.sets().values().forEach(property -> all.add(new Extract(type, property)));
        });
    return all;
  }
}
