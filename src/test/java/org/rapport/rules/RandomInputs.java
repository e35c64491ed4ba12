package org.rapport.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.rapport.model.AttributeReading;
import org.rapport.model.Contact;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.DecisionInputs;
import org.rapport.model.ScorePoint;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;
import org.rapport.rules.check.Catalogue;

/** Inputs at random for any rulebase: every event and attribute of its catalogue, often absent. */
final class RandomInputs {
  private final Catalogue catalogue;
  private final Random random;

  RandomInputs(Catalogue catalogue, long seed) {
    this.catalogue = catalogue;
    this.random = new Random(seed);
  }

  DecisionInputs inputs() {
    return new DecisionInputs(
        Histories.AS_OF,
        history(),
        random.nextBoolean() ? new ScorePoint(0, 1 + random.nextInt(100)) : null,
        random.nextBoolean() ? new ScorePoint(0, 1 + random.nextInt(100)) : null,
        wasIn(),
        contacts(),
        new TreeMap<>(),
        null,
        null,
        3);
  }

  private CustomerHistory history() {
    SortedMap<String, List<DayCount>> days = new TreeMap<>();
    for (var event : catalogue.events().entrySet()) {
      if (random.nextInt(3) > 0) {
        days.put(event.getKey(), days(event.getValue().valueProperty()));
      }
    }
    return new CustomerHistory(
        "customer-1",
        random.nextBoolean() ? "acme" : null,
        Histories.AS_OF.minusSeconds(86_400L * (1 + random.nextInt(400))),
        days,
        attributes());
  }

  private List<DayCount> days(@Nullable String property) {
    TreeSet<Integer> ages = new TreeSet<>();
    int span = 1 + random.nextInt(120);
    for (int left = 1 + random.nextInt(12); left > 0; left--) {
      ages.add(random.nextInt(span));
    }
    List<DayCount> days = new ArrayList<>();
    for (int age : ages.descendingSet()) {
      int count = 1 + random.nextInt(4);
      SortedMap<String, DayValue> values = new TreeMap<>();
      if (property != null) {
        long value = random.nextInt(100) * 500_000L;
        values.put(property, new DayValue(count, value * count, value, Histories.AS_OF));
      }
      days.add(new DayCount(Histories.DAY.minusDays(age), count, count, values));
    }
    return days;
  }

  private List<AttributeReading> attributes() {
    List<AttributeReading> readings = new ArrayList<>();
    catalogue
        .attributes()
        .forEach(
            (name, entry) -> {
              if (random.nextInt(3) > 0) {
                readings.add(
                    new AttributeReading(
                        "",
                        name,
                        value(entry),
                        Histories.AS_OF.minusSeconds(86_400L * random.nextInt(200))));
              }
            });
    return readings;
  }

  private Value value(Catalogue.AttributeEntry entry) {
    return switch (random.nextInt(8) == 0 ? Catalogue.AttributeEntry.Type.TEXT : entry.type()) {
      case NUMBER -> new Value.Numeric(random.nextInt(30) * 500_000L);
      case FLAG -> new Value.Flag(random.nextBoolean());
      case TEXT ->
          new Value.Text(
              entry.values().isEmpty() || random.nextInt(5) == 0
                  ? "other"
                  : new ArrayList<>(entry.values()).get(random.nextInt(entry.values().size())));
    };
  }

  private List<SegmentLevel> wasIn() {
    List<SegmentLevel> levels = new ArrayList<>();
    for (Segment segment : Segment.values()) {
      if (random.nextInt(3) == 0) {
        levels.add(
            new SegmentLevel(
                segment, segment.levels().get(random.nextInt(segment.levels().size()))));
      }
    }
    return levels;
  }

  private List<Contact> contacts() {
    List<Contact> contacts = new ArrayList<>();
    List<String> actions = new ArrayList<>(catalogue.actions().keySet());
    List<String> outcomes = List.of("presented", "accepted", "rejected", "ignored");
    for (int left = random.nextInt(3); left > 0; left--) {
      contacts.add(
          new Contact(
              actions.get(random.nextInt(actions.size())),
              outcomes.get(random.nextInt(outcomes.size())),
              "email",
              random.nextInt(60)));
    }
    return contacts;
  }
}
