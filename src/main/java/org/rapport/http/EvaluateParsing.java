package org.rapport.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.EvaluateRequest;
import org.rapport.model.Contact;
import org.rapport.model.DecisionBasis;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Subject;
import org.rapport.model.TimelineBuilder;
import org.rapport.model.Value;

/** Reads requests to decide on facts given inline. */
final class EvaluateParsing {
  /** The customer's id when the caller gives none. */
  private static final String SOMEBODY = "inline";

  private static final int DAYS_AGO = 36_500;

  private final Findings findings = new Findings();

  private EvaluateParsing() {}

  /**
   * A request.
   *
   * @param now the instant to decide for when the body names none
   * @throws ProblemException that lists every finding
   */
  static EvaluateRequest parse(byte[] body, Instant now) {
    return new EvaluateParsing().request(JsonText.object(body), now);
  }

  private EvaluateRequest request(ObjectNode body, Instant now) {
    Fields fields = new Fields(body, "", findings);
    DecisionOptions options = DecisionOptions.read(fields);
    Instant asOf = options.asOf() == null ? now.truncatedTo(ChronoUnit.MICROS) : options.asOf();
    TimelineBuilder timeline = customer(fields, asOf);
    attributes(fields, timeline);
    new InlineEvents(timeline).read(fields);
    List<SegmentLevel> wasIn = wasIn(fields);
    List<Contact> contacts = contacts(fields);
    fields.noOthers();
    findings.check();
    DecisionBasis basis =
        new DecisionBasis(
            asOf,
            timeline.build(),
            wasIn,
            contacts,
            options.context(),
            options.placement(),
            options.channel(),
            options.limit());
    return new EvaluateRequest(options.rulebase(), basis, options.explain(), options.timeoutMs());
  }

  private TimelineBuilder customer(Fields fields, Instant asOf) {
    ObjectNode object = fields.object("customer");
    if (object == null) {
      return new TimelineBuilder(SOMEBODY, asOf);
    }
    Fields customer = new Fields(object, fields.pointer("customer"), findings);
    String id = customer.text("id", Subject.MAX_ID_LENGTH);
    Instant firstSeenAt = customer.instant("firstSeenAt");
    String account = customer.text("account", Subject.MAX_ID_LENGTH);
    customer.noOthers();
    TimelineBuilder timeline = new TimelineBuilder(id == null ? SOMEBODY : id, asOf);
    if (firstSeenAt != null) {
      timeline.firstSeenAt(firstSeenAt);
    }
    if (account != null) {
      timeline.account(account);
    }
    return timeline;
  }

  /** Attributes: {@code name: value}, or {@code name: {value, since}}. */
  private void attributes(Fields fields, TimelineBuilder timeline) {
    ObjectNode object = fields.object("attributes");
    if (object == null || tooMany(object, fields.pointer("attributes"))) {
      return;
    }
    object
        .properties()
        .forEach(
            member -> {
              String at = Findings.pointer(fields.pointer("attributes"), member.getKey());
              String name = Checks.text(member.getKey(), at, HttpLimits.WORD_LENGTH, findings);
              attribute(member.getValue(), at, timeline, name);
            });
  }

  private void attribute(
      JsonNode node, String at, TimelineBuilder timeline, @Nullable String name) {
    JsonNode given = node;
    Instant since = null;
    if (node instanceof ObjectNode dated) {
      Fields fields = new Fields(dated, at, findings);
      given = fields.required("value");
      since = fields.instant("since");
      fields.noOthers();
    }
    Value value = given == null ? null : Checks.scalar(given, at, findings);
    if (name != null && value != null) {
      timeline.attribute(name, value, since);
    }
  }

  private List<SegmentLevel> wasIn(Fields fields) {
    List<SegmentLevel> wasIn = new ArrayList<>();
    ObjectNode object = fields.object("wasIn");
    if (object == null) {
      return wasIn;
    }
    Fields levels = new Fields(object, fields.pointer("wasIn"), findings);
    for (Segment segment : Segment.values()) {
      var level = levels.choice(segment.word(), segment.levels(), each -> each.word());
      if (level != null) {
        wasIn.add(new SegmentLevel(segment, level));
      }
    }
    levels.noOthers();
    return wasIn;
  }

  private List<Contact> contacts(Fields fields) {
    List<Contact> contacts = new ArrayList<>();
    each(
        fields,
        "contacts",
        (contact, at) -> {
          String action = contact.requiredText("action", HttpLimits.WORD_LENGTH);
          String outcome = contact.requiredText("outcome", HttpLimits.WORD_LENGTH);
          String channel = contact.requiredText("channel", HttpLimits.WORD_LENGTH);
          Integer daysAgo = contact.requiredWhole("daysAgo", 0, DAYS_AGO);
          if (action != null && outcome != null && channel != null && daysAgo != null) {
            contacts.add(new Contact(action, outcome, channel, daysAgo));
          }
        });
    return contacts;
  }

  /** Reads a list of objects, item by item. */
  static void each(Fields fields, String name, BiConsumer<Fields, String> read) {
    ArrayNode list = fields.list(name, HttpLimits.FACTS);
    if (list == null) {
      return;
    }
    for (int index = 0; index < list.size(); index++) {
      String at = fields.pointer(name) + "/" + index;
      ObjectNode object = Checks.object(list.get(index), at, fields.findings());
      if (object != null) {
        Fields item = new Fields(object, at, fields.findings());
        read.accept(item, at);
        item.noOthers();
      }
    }
  }

  private boolean tooMany(ObjectNode object, String pointer) {
    if (object.size() <= HttpLimits.FACTS) {
      return false;
    }
    findings.add(
        pointer,
        FindingCode.TOO_MANY,
        "This has %d members, more than %d.".formatted(object.size(), HttpLimits.FACTS));
    return true;
  }
}
