package org.rapport.rules.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Contact;
import org.rapport.model.DecisionBasis;
import org.rapport.model.SegmentLevel;
import org.rapport.model.TimelineBuilder;
import org.rapport.model.Value;
import org.rapport.rules.check.RulebaseTest.Expected;
import org.rapport.rules.check.YamlNode.Entry;

/** Reads one case of {@code tests/*.yaml}. */
final class CaseReader {
  private static final int MAX_CONTACTS = 100;
  private static final int MAX_ACTIONS = 25;
  private static final int MAX_DAYS_AGO = 36_500;

  /** Stands for a date that cannot be read: everything is before it. */
  private static final Instant NO_DATE = Instant.parse("9999-12-31T00:00:00Z");

  private final Names names;
  private final @Nullable SortedSet<String> ruleIds;
  private final Findings.Page page;

  CaseReader(Names names, @Nullable SortedSet<String> ruleIds, Findings.Page page) {
    this.names = names;
    this.ruleIds = ruleIds;
    this.page = page;
  }

  /** The case, or null after a finding without which nothing can be said. */
  @Nullable RulebaseTest read(YamlNode node) {
    YamlMapping fields =
        YamlMapping.of(node, "a case", List.of("title", "asOf", "given", "expect"), page)
            .require("title", "What it shows, in words")
            .require("asOf", "2026-03-01")
            .require("given", "{events: []}")
            .require("expect", "{phase: TRIAL}");
    String title = fields.text("title");
    Instant asOf = instant(fields.node("asOf"), "00:00:00");
    YamlNode given = fields.node("given");
    YamlNode expect = fields.node("expect");
    // Each part is read, whatever is wrong with the others: no mistake hides another.
    DecisionBasis basis = given == null ? null : basis(given, asOf == null ? NO_DATE : asOf);
    Expected expected =
        expect == null ? null : new ExpectationReader(names, ruleIds, page).read(expect);
    return title == null || asOf == null || basis == null || expected == null
        ? null
        : new RulebaseTest(page.file(), fields.spot().line(), title, basis, expected);
  }

  private DecisionBasis basis(YamlNode node, Instant asOf) {
    YamlMapping given =
        YamlMapping.of(
            node,
            "\"given\"",
            List.of(
                "customer",
                "attributes",
                "events",
                "wasIn",
                "contacts",
                "context",
                "channel",
                "placement",
                "limit"),
            page);
    TimelineBuilder timeline = new TimelineBuilder("customer", asOf);
    customer(given.node("customer"), timeline);
    attributes(given.node("attributes"), asOf, timeline);
    YamlNode events = given.node("events");
    if (events != null) {
      new CaseEventReader(names, asOf, timeline, page).read(events);
    }
    Integer limit = given.whole("limit", 1, MAX_ACTIONS);
    return new DecisionBasis(
        asOf,
        timeline.build(),
        segmentLevels(given.node("wasIn"), "\"wasIn\"", page),
        contacts(given.node("contacts")),
        context(given.node("context")),
        given.text("placement"),
        given.text("channel"),
        limit == null ? 1 : limit);
  }

  private void customer(@Nullable YamlNode node, TimelineBuilder timeline) {
    if (node == null) {
      return;
    }
    YamlMapping customer =
        YamlMapping.of(node, "the customer", List.of("firstSeen", "account"), page);
    Instant firstSeen = instant(customer.node("firstSeen"), "00:00:00");
    if (firstSeen != null) {
      timeline.firstSeenAt(firstSeen);
    }
    String account = customer.text("account");
    if (account != null) {
      timeline.account(account);
    }
  }

  private void attributes(@Nullable YamlNode node, Instant asOf, TimelineBuilder timeline) {
    if (node == null) {
      return;
    }
    for (Entry entry : YamlMapping.entries(node, "\"attributes\"", page)) {
      YamlNode valueNode = entry.value();
      Instant since = null;
      if (valueNode instanceof YamlNode.Mapping) {
        YamlMapping fields =
            YamlMapping.of(valueNode, "an attribute", List.of("value", "since"), page)
                .require("value", "what it is");
        since = instant(fields.node("since"), "00:00:00");
        if (since != null && !since.isBefore(asOf)) {
          notBefore(fields.spotOf("since"));
        }
        valueNode = fields.node("value");
      }
      Value value = valueNode == null ? null : YamlMapping.value(valueNode, "an attribute", page);
      if (value != null) {
        CaseValues.attribute(names, entry.key(), value, entry.keySpot(), page);
        timeline.attribute(entry.key(), value, since);
      }
    }
  }

  private void notBefore(Spot spot) {
    page.error(
        Code.NOT_BEFORE_AS_OF,
        spot,
        "This is not before the case's as-of, so it would not count.",
        "Maybe an earlier date, or a later asOf.");
  }

  /** The segments with their levels, without those that do not exist. */
  static List<SegmentLevel> segmentLevels(
      @Nullable YamlNode node, String what, Findings.Page page) {
    List<SegmentLevel> levels = new ArrayList<>();
    if (node == null) {
      return levels;
    }
    for (Entry entry : YamlMapping.entries(node, what, page)) {
      String level = YamlMapping.text(entry.value(), "a level", page);
      SegmentLevel found =
          level == null
              ? null
              : CaseValues.segmentLevel(
                  entry.key(), entry.keySpot(), level, entry.value().spot(), page);
      if (found != null) {
        levels.add(found);
      }
    }
    return levels;
  }

  private List<Contact> contacts(@Nullable YamlNode node) {
    List<Contact> contacts = new ArrayList<>();
    if (node == null) {
      return contacts;
    }
    List<YamlNode> items = YamlMapping.items(node, "\"contacts\"", page);
    if (items.size() > MAX_CONTACTS) {
      page.error(
          Code.WRONG_VALUE,
          node.spot(),
          "A case has at most %d contacts.".formatted(MAX_CONTACTS),
          null);
    }
    for (YamlNode item : items) {
      YamlMapping fields =
          YamlMapping.of(
                  item, "a contact", List.of("action", "outcome", "channel", "daysAgo"), page)
              .require("action", "call-customer")
              .require("outcome", "accepted")
              .require("daysAgo", "12");
      String action = fields.text("action");
      String outcome = fields.text("outcome");
      String channel = fields.text("channel");
      Integer daysAgo = fields.whole("daysAgo", 0, MAX_DAYS_AGO);
      if (action != null && outcome != null && daysAgo != null) {
        CaseValues.among(
            Code.UNKNOWN_ACTION, "action", action, names.actions(), fields.spotOf("action"), page);
        CaseValues.among(
            Code.UNKNOWN_WORD,
            "outcome",
            outcome,
            FactWords.OUTCOMES,
            fields.spotOf("outcome"),
            page);
        contacts.add(new Contact(action, outcome, channel == null ? "" : channel, daysAgo));
      }
    }
    return contacts;
  }

  private SortedMap<String, Value> context(@Nullable YamlNode node) {
    SortedMap<String, Value> context = new TreeMap<>();
    if (node != null) {
      for (Entry entry : YamlMapping.entries(node, "\"context\"", page)) {
        Value value = YamlMapping.value(entry.value(), "a word of the context", page);
        if (value != null && !(value instanceof Value.Removed)) {
          context.put(entry.key(), value);
        }
      }
    }
    return context;
  }

  private @Nullable Instant instant(@Nullable YamlNode node, String timeOfDate) {
    return node == null ? null : instant(node, timeOfDate, page);
  }

  /**
   * A date or instant, or null after a finding.
   *
   * @param timeOfDate the time of day, UTC, that a mere date means
   */
  static @Nullable Instant instant(YamlNode node, String timeOfDate, Findings.Page page) {
    String text = YamlMapping.text(node, "a date", page);
    if (text == null) {
      return null;
    }
    try {
      Instant instant =
          text.length() == 10
              ? Instant.parse(LocalDate.parse(text) + "T" + timeOfDate + "Z")
              : Instant.parse(text);
      int year = instant.atZone(ZoneOffset.UTC).getYear();
      if (year >= 1970 && year <= 9999) {
        return instant;
      }
    } catch (DateTimeParseException wrong) {
      // Told below, together with years out of range.
    }
    page.error(
        Code.WRONG_DATE,
        node.spot(),
        "\"%s\" is neither a date nor an instant.".formatted(text),
        "Maybe write 2026-03-01 or 2026-03-01T09:30:00Z.");
    return null;
  }
}
