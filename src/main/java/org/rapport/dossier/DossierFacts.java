package org.rapport.dossier;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rapport.analysis.Dossier;
import org.rapport.analysis.FactView;
import org.rapport.dossier.Section.Block;
import org.rapport.dossier.Section.Bullets;
import org.rapport.dossier.Section.Heading;
import org.rapport.dossier.Section.Paragraph;
import org.rapport.dossier.Section.Table;
import org.rapport.model.AttributeReading;
import org.rapport.model.Contact;
import org.rapport.model.DayCount;
import org.rapport.model.DecisionInputs;
import org.rapport.model.ScorePoint;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/** The facts that a decision rests on, as people read them. */
final class DossierFacts {
  private final Dossier dossier;
  private final Texts texts;
  private final Phrases phrases;
  private final List<Block> blocks = new ArrayList<>();

  DossierFacts(Dossier dossier, Texts texts, Phrases phrases) {
    this.dossier = dossier;
    this.texts = texts;
    this.phrases = phrases;
  }

  /** What the section says. */
  List<Block> blocks() {
    DecisionInputs inputs = dossier.inputs();
    if (inputs == null || inputs.history().firstSeenAt() == null) {
      blocks.add(new Paragraph(texts.get("facts.none")));
    } else {
      blocks.add(
          new Paragraph(texts.get("facts.known", texts.day(inputs.history().firstSeenAt()))));
      if (inputs.history().accountId() != null) {
        blocks.add(new Paragraph(texts.get("facts.account", inputs.history().accountId())));
      }
      events(inputs);
      attributes();
    }
    if (inputs != null) {
      context(inputs);
      before(inputs);
    }
    return blocks;
  }

  private List<String> columns(String key) {
    return List.of(texts.get(key).split("\\|", -1));
  }

  private void events(DecisionInputs inputs) {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, List<DayCount>> type : inputs.history().days().entrySet()) {
      long times = type.getValue().stream().mapToLong(DayCount::count).sum();
      rows.add(List.of(type.getKey(), howOften(type.getKey(), times), days(type.getValue())));
    }
    table("facts.events", rows);
  }

  /** How often, and the sum of the numeric values where there is one: “90 (540 uses)”. */
  private String howOften(String event, long times) {
    String unit = dossier.glossary().unit(event);
    if (unit == null) {
      return Long.toString(times);
    }
    return dossier.facts().stream()
        .filter(fact -> is(fact, "event", new Value.Text(event)))
        .flatMap(fact -> fact.fields().stream())
        .filter(field -> field.name().equals("valueInAll"))
        .map(field -> texts.get("facts.value", times, phrases.value(field.value()), unit))
        .findFirst()
        .orElse(Long.toString(times));
  }

  private static boolean is(FactView fact, String field, Value value) {
    return fact.fields().contains(new FactView.Field(field, value));
  }

  /** The days by month: “3, 4 (2), 7–20 March 2026”. */
  private String days(List<DayCount> days) {
    Map<YearMonth, List<String>> byMonth = new LinkedHashMap<>();
    for (int from = 0; from < days.size(); ) {
      int to = from;
      while (to + 1 < days.size() && goesOn(days.get(to), days.get(to + 1))) {
        to++;
      }
      byMonth
          .computeIfAbsent(YearMonth.from(days.get(from).day()), month -> new ArrayList<>())
          .add(stretch(days.get(from), days.get(to)));
      from = to + 1;
    }
    return byMonth.entrySet().stream()
        .map(
            month ->
                texts.get(
                    "facts.month",
                    String.join(", ", month.getValue()),
                    texts.month(month.getKey())))
        .collect(Collectors.joining("; "));
  }

  private static boolean goesOn(DayCount day, DayCount next) {
    return next.day().equals(day.day().plusDays(1))
        && next.day().getDayOfMonth() != 1
        && next.count() == day.count();
  }

  private String stretch(DayCount from, DayCount to) {
    String first = texts.get("facts.dayOfMonth", from.day().getDayOfMonth());
    boolean one = from.day().equals(to.day());
    String days =
        one
            ? first
            : texts.get(
                "facts.stretch", first, texts.get("facts.dayOfMonth", to.day().getDayOfMonth()));
    if (from.count() == 1) {
      return days;
    }
    return texts.get(one ? "facts.day" : "facts.days", days, from.count());
  }

  private void table(String key, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      blocks.add(new Heading(texts.get(key)));
      blocks.add(new Table(columns(key + ".columns"), rows));
    }
  }

  private void attributes() {
    List<List<String>> rows = new ArrayList<>();
    for (AttributeReading reading : dossier.attributes()) {
      if (!(reading.value() instanceof Value.Removed)) {
        String name = dossier.glossary().attribute(reading.name());
        rows.add(
            List.of(
                reading.origin().isEmpty()
                    ? name
                    : texts.get("facts.source.event", name, reading.origin()),
                phrases.value(reading.value()),
                texts.day(reading.occurredAt())));
      }
    }
    table("facts.attributes", rows);
  }

  private void context(DecisionInputs inputs) {
    List<List<String>> rows = new ArrayList<>();
    inputs.context().forEach((name, value) -> rows.add(List.of(name, phrases.value(value))));
    table("facts.context", rows);
  }

  private void before(DecisionInputs inputs) {
    List<String> said = new ArrayList<>();
    score(said, inputs.sevenDaysBefore(), 7);
    score(said, inputs.thirtyDaysBefore(), 30);
    for (SegmentLevel was : inputs.wasIn()) {
      said.add(
          texts.get(
              "facts.before.segment", phrases.segment(was.segment()), phrases.level(was.level())));
    }
    for (Contact contact : inputs.contacts()) {
      said.add(
          texts.get(
              "facts.contact" + (contact.daysAgo() == 1 ? ".one" : ".other"),
              dossier.glossary().action(contact.action()),
              contact.daysAgo(),
              contact.outcome()));
    }
    if (!said.isEmpty()) {
      blocks.add(new Heading(texts.get("facts.before")));
      blocks.add(new Bullets(said));
    }
  }

  private void score(List<String> said, @Nullable ScorePoint point, int days) {
    if (point != null) {
      said.add(texts.get("facts.before.score", days, point.score()));
    }
  }
}
