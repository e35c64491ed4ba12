package org.rapport.rules.check;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.Catalogue.AttributeEntry;
import org.rapport.rules.check.Catalogue.EventEntry;
import org.rapport.rules.check.YamlNode.Entry;

/** Reads {@code catalogue.yaml}. */
final class CatalogueReader {
  /** The file's name. */
  static final String FILE = "catalogue.yaml";

  private static final int MAX_ENTRIES = 500;
  private static final int MAX_NAME_LENGTH = 255;
  private static final int MAX_COUNT = 3650;
  private static final Pattern PROPERTY = Pattern.compile("properties((\\.[^.\\s]{1,100}){1,8})");

  private final String name;
  private final Findings.Page page;

  private CatalogueReader(String name, Findings.Page page) {
    this.name = name;
    this.page = page;
  }

  /**
   * The catalogue as far as it could be read, so that rules can be checked against what is right in
   * it; null when it is no YAML.
   *
   * @param name the rulebase's name
   */
  static @Nullable Catalogue read(String name, String text, Findings.Page page) {
    YamlNode root = YamlReader.read(text, page);
    return root == null ? null : new CatalogueReader(name, page).catalogue(root);
  }

  private Catalogue catalogue(YamlNode root) {
    YamlMapping top =
        YamlMapping.of(
                root,
                "the catalogue",
                List.of(
                    "rulebase", "title", "signUp", "evidence", "events", "attributes", "actions"),
                page)
            .require("rulebase", name)
            .require("title", "What the rulebase is for")
            .require("signUp", "Account Created")
            .require("evidence", "{thinBelowDays: 7, thinBelowEvents: 3}")
            .require("events", "the event types that rules may name")
            .require("actions", "the actions that rules may suggest");
    String rulebase = orEmpty(top.text("rulebase"));
    if (!rulebase.isEmpty() && !rulebase.equals(name)) {
      page.error(
          Code.WRONG_NAME,
          top.spotOf("rulebase"),
          "The rulebase is called \"%s\" here, but its folder \"%s\".".formatted(rulebase, name),
          "Maybe write: rulebase: %s".formatted(name));
    }
    SortedMap<String, AttributeEntry> attributes = attributes(top);
    SortedMap<String, EventEntry> events = events(top, attributes);
    String signUp = orEmpty(top.text("signUp"));
    if (!signUp.isEmpty() && !events.containsKey(signUp)) {
      page.error(
          Code.UNKNOWN_EVENT,
          top.spotOf("signUp"),
          "The sign-up \"%s\" is not among the events.".formatted(signUp),
          Words.maybe(signUp, events.keySet()));
    }
    YamlNode evidenceNode = top.node("evidence");
    Integer days = null;
    Integer count = null;
    if (evidenceNode != null) {
      YamlMapping evidence =
          YamlMapping.of(
                  evidenceNode, "evidence", List.of("thinBelowDays", "thinBelowEvents"), page)
              .require("thinBelowDays", "7")
              .require("thinBelowEvents", "3");
      days = evidence.whole("thinBelowDays", 0, MAX_COUNT);
      count = evidence.whole("thinBelowEvents", 0, MAX_COUNT);
    }
    ActionReader actions = new ActionReader(page);
    actions.read(top.node("actions"));
    return new Catalogue(
        rulebase,
        orEmpty(top.text("title")),
        signUp,
        days == null ? 0 : days,
        count == null ? 0 : count,
        events,
        attributes,
        actions.entries(),
        actions.defaultAction());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private SortedMap<String, AttributeEntry> attributes(YamlMapping top) {
    SortedMap<String, AttributeEntry> attributes = new TreeMap<>();
    for (Entry entry : named(top.node("attributes"), "attributes", page)) {
      YamlMapping fields =
          YamlMapping.of(
                  entry.value(),
                  "an attribute",
                  List.of("meaning", "type", "values", "changeable"),
                  page)
              .require("meaning", "what it says, in words")
              .require("type", "text");
      AttributeEntry.Type type = type(fields);
      attributes.put(
          entry.key(),
          new AttributeEntry(
              orEmpty(fields.text("meaning")),
              type,
              values(fields, type),
              new ChangeableReader(page).ofAttribute(fields.node("changeable"))));
    }
    return attributes;
  }

  private AttributeEntry.Type type(YamlMapping fields) {
    String word = fields.text("type");
    List<String> words =
        Arrays.stream(AttributeEntry.Type.values())
            .map(type -> type.name().toLowerCase(Locale.ROOT))
            .toList();
    if (word == null) {
      return AttributeEntry.Type.TEXT;
    }
    if (words.contains(word)) {
      return AttributeEntry.Type.valueOf(word.toUpperCase(Locale.ROOT));
    }
    page.error(
        Code.WRONG_VALUE,
        fields.spotOf("type"),
        "There is no type \"%s\".".formatted(word),
        Words.maybe(word, words));
    return AttributeEntry.Type.TEXT;
  }

  private SortedSet<String> values(YamlMapping fields, AttributeEntry.Type type) {
    SortedSet<String> values = new TreeSet<>();
    YamlNode node = fields.node("values");
    if (node == null) {
      return values;
    }
    if (type != AttributeEntry.Type.TEXT) {
      page.error(
          Code.WRONG_VALUE, node.spot(), "Only attributes of type text list their values.", null);
    }
    for (YamlNode item : YamlMapping.items(node, "\"values\"", page)) {
      String value = YamlMapping.text(item, "a value", page);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private SortedMap<String, EventEntry> events(
      YamlMapping top, SortedMap<String, AttributeEntry> attributes) {
    SortedMap<String, EventEntry> events = new TreeMap<>();
    for (Entry entry : named(top.node("events"), "events", page)) {
      YamlMapping fields =
          YamlMapping.of(
                  entry.value(),
                  "an event",
                  List.of("meaning", "value", "unit", "sets", "changeable"),
                  page)
              .require("meaning", "what happened, in words");
      String value = fields.text("value");
      SortedMap<String, String> sets = new TreeMap<>();
      YamlNode setsNode = fields.node("sets");
      if (setsNode != null) {
        for (Entry set : YamlMapping.entries(setsNode, "\"sets\"", page)) {
          set(set, attributes, sets);
        }
      }
      events.put(
          entry.key(),
          new EventEntry(
              orEmpty(fields.text("meaning")),
              value == null ? null : path(value, fields.spotOf("value")),
              fields.text("unit"),
              sets,
              new ChangeableReader(page)
                  .ofEvent(
                      fields.node("changeable"),
                      fields.has("value"),
                      entry.key().equals(top.text("signUp")))));
    }
    return events;
  }

  private void set(
      Entry set, SortedMap<String, AttributeEntry> attributes, SortedMap<String, String> sets) {
    if (!attributes.containsKey(set.key())) {
      page.error(
          Code.UNKNOWN_ATTRIBUTE,
          set.keySpot(),
          "The event sets \"%s\", which is not among the attributes.".formatted(set.key()),
          Words.maybe(set.key(), attributes.keySet()));
    }
    String property = YamlMapping.text(set.value(), "a property", page);
    String path = property == null ? null : path(property, set.value().spot());
    if (path != null) {
      sets.put(set.key(), path);
    }
  }

  /** The path below {@code properties.}, or null after a finding. */
  private @Nullable String path(String property, Spot spot) {
    java.util.regex.Matcher matcher = PROPERTY.matcher(property);
    if (matcher.matches()) {
      return matcher.group(1).substring(1);
    }
    page.error(
        Code.WRONG_VALUE,
        spot,
        "\"%s\" is not the path of a property.".formatted(property),
        "Maybe write: properties.%s".formatted(property.replaceAll("[^A-Za-z0-9_.]", "_")));
    return null;
  }

  /** The entries of a part of the catalogue, with names of sensible length. */
  static List<Entry> named(@Nullable YamlNode node, String what, Findings.Page page) {
    if (node == null) {
      return List.of();
    }
    List<Entry> entries = YamlMapping.entries(node, "\"" + what + "\"", page);
    if (entries.size() > MAX_ENTRIES) {
      page.error(
          Code.WRONG_VALUE,
          node.spot(),
          "\"%s\" has more than %d entries.".formatted(what, MAX_ENTRIES),
          null);
      entries = entries.subList(0, MAX_ENTRIES);
    }
    return entries.stream()
        .filter(
            entry -> {
              boolean good = !entry.key().isBlank() && entry.key().length() <= MAX_NAME_LENGTH;
              if (!good) {
                page.error(
                    Code.WRONG_VALUE,
                    entry.keySpot(),
                    "A name has 1 to %d characters.".formatted(MAX_NAME_LENGTH),
                    null);
              }
              return good;
            })
        .toList();
  }
}
