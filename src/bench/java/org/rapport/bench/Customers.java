package org.rapport.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.rapport.command.BenchPopulation;
import org.rapport.model.DecisionBasis;
import org.rapport.model.Level;
import org.rapport.model.Millionths;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.TimelineBuilder;
import org.rapport.model.Value;

/** Customers to decide about in process: what a decision is made from, without a store. */
final class Customers {
  /** Ten o'clock: three days are cut, as they are whenever somebody asks at some moment. */
  static final Instant AS_OF = Instant.parse("2026-06-01T10:00:00Z");

  private static final LocalDate LAST_DAY = LocalDate.ofInstant(AS_OF, ZoneOffset.UTC);

  private static final List<String> EVENTS =
      List.of(
          "Account Created",
          "Trial Started",
          "Trial Ended",
          "Signed In",
          "Signed In",
          "Signed In",
          "Feature Used",
          "Feature Used",
          "Feature Used",
          "Report Exported",
          "Page Viewed",
          "Help Article Viewed",
          "Invite Sent",
          "Account Added User",
          "Account Removed User",
          "Pricing Page Viewed",
          "Subscription Started",
          "Subscription Renewed",
          "Subscription Cancelled",
          "Payment Failed",
          "Plan Upgraded",
          "Plan Downgraded",
          "Support Ticket Opened",
          "Support Ticket Closed",
          "Review Submitted",
          "Something Nobody Knows");

  private Customers() {}

  /** Customers of the demo's simulated business. */
  static List<DecisionBasis> simulated(long seed, int customers) {
    List<DecisionBasis> found = new ArrayList<>(customers);
    SplittableRandom chance = new SplittableRandom(seed);
    Iterator<ObjectNode> messages =
        BenchPopulation.messages(seed, LAST_DAY.plusDays(1), customers).iterator();
    TimelineBuilder builder = null;
    String customerId = "";
    while (messages.hasNext()) {
      ObjectNode message = messages.next();
      String id = message.get("userId").textValue();
      if (builder == null || !id.equals(customerId)) {
        if (builder != null) {
          found.add(basis(builder, chance));
        }
        builder = new TimelineBuilder(id, AS_OF);
        customerId = id;
      }
      Instant at = Instant.parse(message.get("timestamp").textValue());
      if (at.isBefore(AS_OF)) {
        add(builder, message, at);
      }
    }
    if (builder != null) {
      found.add(basis(builder, chance));
    }
    return found;
  }

  private static void add(TimelineBuilder builder, ObjectNode message, Instant at) {
    if (message.get("type").textValue().equals("track")) {
      builder.event(message.get("event").textValue(), at, true, scalars(message.get("properties")));
    } else {
      scalars(message.get("traits")).forEach((name, value) -> builder.attribute(name, value, at));
    }
  }

  private static SortedMap<String, Value> scalars(JsonNode object) {
    SortedMap<String, Value> scalars = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      scalars.put(
          field.getKey(),
          value.isNumber()
              ? new Value.Numeric(Millionths.of(value.decimalValue()))
              : new Value.Text(value.asText()));
    }
    return scalars;
  }

  private static DecisionBasis basis(TimelineBuilder builder, SplittableRandom chance) {
    List<SegmentLevel> wasIn =
        chance.nextInt(4) == 0
            ? List.of(new SegmentLevel(Segment.CHURN_RISK, Level.HIGH))
            : List.of();
    return new DecisionBasis(
        AS_OF, builder.build(), wasIn, List.of(), new TreeMap<>(), null, null, 1);
  }

  /** Customers without rhyme or reason: every event type and attribute, for comparing only. */
  static List<DecisionBasis> random(long seed, int customers) {
    List<DecisionBasis> found = new ArrayList<>(customers);
    for (int i = 0; i < customers; i++) {
      SplittableRandom chance = new SplittableRandom(seed * 1_000_003L + i);
      TimelineBuilder builder = new TimelineBuilder("random-" + i, AS_OF);
      int span = 1 + chance.nextInt(150);
      int events = chance.nextInt(120);
      for (int event = 0; event < events; event++) {
        String type = EVENTS.get(chance.nextInt(EVENTS.size()));
        builder.event(type, at(span, chance), chance.nextInt(10) > 0, properties(type, chance));
      }
      attributes(builder, span, chance);
      found.add(basis(builder, chance));
    }
    return found;
  }

  private static Instant at(int spanDays, SplittableRandom chance) {
    // No two at one moment: which of two readings wins then is not what is compared here.
    return AS_OF
        .minusSeconds(1 + chance.nextLong(spanDays * 86_400L))
        .plus(chance.nextInt(999_999), ChronoUnit.MICROS);
  }

  private static SortedMap<String, Value> properties(String type, SplittableRandom chance) {
    SortedMap<String, Value> properties = new TreeMap<>();
    switch (type) {
      case "Feature Used" ->
          properties.put(
              "count", new Value.Numeric(Millionths.of(BigDecimal.valueOf(chance.nextInt(70), 1))));
      case "Trial Started" -> properties.put("status", new Value.Text("trialing"));
      case "Subscription Started", "Subscription Renewed" -> {
        properties.put("status", new Value.Text("active"));
        properties.put("plan", new Value.Text(chance.nextBoolean() ? "starter" : "team"));
        properties.put("seats", number(1 + chance.nextInt(3)));
      }
      case "Subscription Cancelled" -> properties.put("status", new Value.Text("cancelled"));
      case "Payment Failed" -> properties.put("status", new Value.Text("past-due"));
      case "Account Added User", "Account Removed User" ->
          properties.put("seatsUsed", number(1 + chance.nextInt(3)));
      case "Support Ticket Opened" ->
          properties.put("severity", new Value.Text(chance.nextBoolean() ? "severe" : "low"));
      default -> {}
    }
    return properties;
  }

  private static Value number(int units) {
    return new Value.Numeric(units * Millionths.ONE);
  }

  private static void attributes(TimelineBuilder builder, int span, SplittableRandom chance) {
    if (chance.nextBoolean()) {
      builder.attribute("nps", number(chance.nextInt(11)), at(span, chance));
    }
    if (chance.nextBoolean()) {
      builder.attribute(
          "status",
          chance.nextInt(6) == 0 ? new Value.Removed() : new Value.Text("active"),
          at(span, chance));
    }
    if (chance.nextBoolean()) {
      builder.attribute("renewalInDays", number(chance.nextInt(60)), at(8, chance));
    }
  }
}
