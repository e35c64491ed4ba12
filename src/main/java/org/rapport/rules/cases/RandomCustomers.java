package org.rapport.rules.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rapport.model.Contact;
import org.rapport.model.Millionths;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;
import org.rapport.rules.cases.GivenCustomer.GivenAttribute;
import org.rapport.rules.cases.GivenCustomer.GivenEvent;
import org.rapport.rules.check.Catalogue;
import org.rapport.rules.check.CheckedRule;
import org.rapport.rules.check.CheckedRulebase;

/**
 * Customers at random, the same for the same seed: everything the catalogue names, often absent,
 * sometimes removed or of another kind, sometimes as large as what is taken in can be.
 */
final class RandomCustomers {
  private static final long LARGEST = Millionths.MAX_UNITS * Millionths.ONE;
  private static final long[] EXTREMES = {LARGEST, -LARGEST, 0, 1, -1, Millionths.ONE};
  private static final List<String> OUTCOMES =
      List.of("presented", "clicked", "accepted", "rejected", "ignored", "converted");
  private static final String CONTEXT = "context.";

  /** One of so many things is extreme. */
  private static final int RARELY = 25;

  private static final int MANY_TIMES = 1_000;

  /** A case has no more. */
  private static final int MAX_EVENTS = 5_000;

  private static final int MANY_CONTACTS = 100;
  private static final int LONG_AGO = 3_650;

  private final Catalogue catalogue;
  private final List<String> contextNames;
  private final Random random;

  /** Whether everything about the customer being made is extreme. */
  private boolean extreme;

  RandomCustomers(CheckedRulebase rulebase, long seed) {
    this.catalogue = rulebase.catalogue();
    this.contextNames = contextNames(rulebase.rules());
    this.random = new Random(seed);
  }

  private static List<String> contextNames(List<CheckedRule> rules) {
    SortedSet<String> names = new TreeSet<>();
    rules.stream()
        .flatMap(rule -> rule.conditions().stream())
        .map(condition -> condition.textOf("name"))
        .flatMap(Optional::stream)
        .filter(name -> name.startsWith(CONTEXT))
        .forEach(name -> names.add(name.substring(CONTEXT.length())));
    return List.copyOf(names);
  }

  /** The next one. */
  GivenCustomer next() {
    extreme = rarely();
    if (rarely()) {
      return new GivenCustomer(
          null, null, new TreeMap<>(), List.of(), List.of(), List.of(), new TreeMap<>());
    }
    return new GivenCustomer(
        random.nextInt(10) == 0 ? null : rarely() ? LONG_AGO : random.nextInt(400),
        random.nextBoolean() ? "acme" : null,
        attributes(),
        events(),
        wasIn(),
        contacts(),
        context());
  }

  private boolean rarely() {
    return random.nextInt(RARELY) == 0;
  }

  private List<GivenEvent> events() {
    List<GivenEvent> events = new ArrayList<>();
    boolean manyTimes = extreme ? random.nextBoolean() : rarely();
    int room = MAX_EVENTS;
    for (Map.Entry<String, Catalogue.EventEntry> entry : catalogue.events().entrySet()) {
      int span = 1 + random.nextInt(rarely() ? LONG_AGO : 120);
      for (int left = random.nextInt(3) == 0 ? 0 : random.nextInt(8); left > 0; left--) {
        int times = manyTimes && (extreme || rarely()) ? MANY_TIMES : 1 + random.nextInt(4);
        if (times > room) {
          break;
        }
        room -= times;
        boolean valued = entry.getValue().valueProperty() != null && random.nextInt(8) > 0;
        events.add(
            new GivenEvent(
                entry.getKey(),
                random.nextInt(span),
                times,
                valued ? number() : null,
                properties(entry.getValue())));
      }
    }
    return events;
  }

  private SortedMap<String, Value> properties(Catalogue.EventEntry entry) {
    SortedMap<String, Value> properties = new TreeMap<>();
    entry
        .sets()
        .forEach(
            (attribute, property) -> {
              Catalogue.AttributeEntry set = catalogue.attributes().get(attribute);
              if (random.nextInt(4) > 0 && set != null && !property.equals(entry.valueProperty())) {
                properties.put(property, value(set));
              }
            });
    return properties;
  }

  private SortedMap<String, GivenAttribute> attributes() {
    SortedMap<String, GivenAttribute> attributes = new TreeMap<>();
    catalogue
        .attributes()
        .forEach(
            (name, entry) -> {
              if (random.nextInt(3) > 0) {
                attributes.put(
                    name,
                    new GivenAttribute(
                        rarely() ? new Value.Removed() : value(entry),
                        random.nextBoolean() ? null : random.nextInt(200)));
              }
            });
    return attributes;
  }

  /** A value of the attribute's kind, or now and then of another. */
  private Value value(Catalogue.AttributeEntry entry) {
    Catalogue.AttributeEntry.Type[] types = Catalogue.AttributeEntry.Type.values();
    List<String> words = List.copyOf(entry.values());
    boolean listed = !words.isEmpty();
    // A case may not name another value than those listed.
    return switch (listed || !rarely() ? entry.type() : types[random.nextInt(types.length)]) {
      case NUMBER -> new Value.Numeric(number());
      case FLAG -> new Value.Flag(random.nextBoolean());
      case TEXT ->
          new Value.Text(
              listed
                  ? words.get(random.nextInt(words.size()))
                  : rarely() ? "x".repeat(Value.MAX_TEXT_LENGTH) : "other");
    };
  }

  private long number() {
    return extreme || rarely()
        ? EXTREMES[random.nextInt(EXTREMES.length)]
        : random.nextInt(200) * 500_000L;
  }

  private SortedMap<String, Value> context() {
    SortedMap<String, Value> context = new TreeMap<>();
    for (String name : contextNames) {
      switch (random.nextInt(4)) {
        case 0 -> context.put(name, new Value.Numeric(number()));
        case 1 -> context.put(name, new Value.Text("pricing"));
        case 2 -> context.put(name, new Value.Flag(random.nextBoolean()));
        default -> {}
      }
    }
    return context;
  }

  private List<SegmentLevel> wasIn() {
    List<SegmentLevel> levels = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      if (random.nextInt(3) == 0) {
        levels.add(new SegmentLevel(segment, any(segment.levels())));
      }
    }
    return levels;
  }

  private List<Contact> contacts() {
    List<Contact> contacts = new ArrayList<>();
    List<String> actions = List.copyOf(catalogue.actions().keySet());
    for (int left = rarely() ? MANY_CONTACTS : random.nextInt(4); left > 0; left--) {
      contacts.add(
          new Contact(
              any(actions),
              any(OUTCOMES),
              random.nextBoolean() ? "email" : "",
              random.nextInt(rarely() ? LONG_AGO : 60)));
    }
    return contacts;
  }

  private <T> T any(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }
}
