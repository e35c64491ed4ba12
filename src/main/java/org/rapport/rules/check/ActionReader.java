package org.rapport.rules.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.Catalogue.ActionEntry;
import org.rapport.rules.check.YamlNode.Entry;
import org.rapport.rules.check.YamlNode.Mapping;
import org.rapport.rules.check.YamlNode.Scalar;
import org.rapport.rules.check.YamlNode.Sequence;

/** Reads the actions of a catalogue. */
final class ActionReader {
  private static final int MAX_DAYS = 3650;
  private static final int MAX_PAYLOAD_LENGTH = 4_096;
  private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final List<String> KEYS =
      List.of(
          "title", "channel", "placement", "group", "value", "coolDownDays", "payload", "default");

  private final Findings.Page page;
  private final SortedMap<String, ActionEntry> entries = new TreeMap<>();
  private @Nullable String defaultAction;

  /** Whether an action says wrongly that it is the default, which has been told. */
  private boolean defaultTold;

  ActionReader(Findings.Page page) {
    this.page = page;
  }

  /** Reads the part {@code actions}; findings tell what is wrong with it. */
  void read(@Nullable YamlNode node) {
    if (node == null) {
      return;
    }
    for (Entry entry : CatalogueReader.named(node, "actions", page)) {
      action(entry);
    }
    if (defaultAction == null && !defaultTold) {
      page.error(
          Code.WRONG_DEFAULT,
          node.spot(),
          "No action is the default: the answer when nothing is suggested.",
          "Maybe add: nothing-yet: {title: Leave them be, default: true}");
    }
  }

  SortedMap<String, ActionEntry> entries() {
    return entries;
  }

  /** The id of the default action, empty when there is none. */
  String defaultAction() {
    return defaultAction == null ? "" : defaultAction;
  }

  private void action(Entry entry) {
    if (!KEBAB.matcher(entry.key()).matches()) {
      page.error(
          Code.WRONG_VALUE,
          entry.keySpot(),
          "The action \"%s\" is not of small words with hyphens.".formatted(entry.key()),
          "Maybe write: call-customer");
    }
    YamlMapping fields =
        YamlMapping.of(entry.value(), "an action", KEYS, page)
            .require("title", "What is done, in words");
    String title = fields.text("title");
    entries.put(
        entry.key(),
        new ActionEntry(
            title == null ? "" : title,
            fields.text("channel"),
            fields.text("placement"),
            fields.text("group"),
            fields.number("value"),
            fields.whole("coolDownDays", 0, MAX_DAYS),
            payload(fields)));
    int errors = page.errors();
    boolean isDefault = fields.flag("default");
    defaultTold |= page.errors() > errors;
    if (isDefault) {
      if (defaultAction != null) {
        page.error(
            Code.WRONG_DEFAULT,
            entry.keySpot(),
            "Two actions are the default: %s and %s.".formatted(defaultAction, entry.key()),
            "Maybe keep one of them.");
      } else {
        defaultAction = entry.key();
      }
    }
  }

  private String payload(YamlMapping fields) {
    YamlNode node = fields.node("payload");
    if (node == null) {
      return "{}";
    }
    if (!(node instanceof Mapping)) {
      page.error(
          Code.YAML_FORM, node.spot(), "A payload is written as lines of \"key: value\".", null);
      return "{}";
    }
    String json = json(node).toString();
    if (json.length() > MAX_PAYLOAD_LENGTH) {
      page.error(
          Code.WRONG_VALUE,
          node.spot(),
          "A payload has at most %d characters as JSON.".formatted(MAX_PAYLOAD_LENGTH),
          null);
    }
    return json;
  }

  private JsonNode json(YamlNode node) {
    JsonNodeFactory factory = JsonNodeFactory.instance;
    if (node instanceof Scalar scalar) {
      return switch (scalar.kind()) {
        case TEXT -> factory.textNode(scalar.text());
        case FLAG -> factory.booleanNode(scalar.text().equals("true"));
        case NOTHING -> factory.nullNode();
        case NUMBER -> {
          Long millionths = YamlMapping.number(node, "a number in a payload", page);
          BigDecimal exact =
              org.rapport.model.Millionths.decimal(millionths == null ? 0 : millionths);
          yield factory.numberNode(exact);
        }
      };
    }
    if (node instanceof Sequence sequence) {
      ArrayNode array = factory.arrayNode();
      sequence.items().forEach(item -> array.add(json(item)));
      return array;
    }
    ObjectNode object = factory.objectNode();
    YamlMapping.entries(node, "a payload", page)
        .forEach(entry -> object.set(entry.key(), json(entry.value())));
    return object;
  }
}
