package org.rapport.rules.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rapport.model.Contact;
import org.rapport.model.Millionths;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;
import org.rapport.rules.cases.GivenCustomer.GivenAttribute;
import org.rapport.rules.cases.GivenCustomer.GivenEvent;

/** Writes made-up customers as cases are written in {@code tests/*.yaml}. */
final class CaseYaml {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z](?:[A-Za-z0-9 ._-]{0,80}[A-Za-z0-9])?");

  /** Words that YAML may take for something other than a text. */
  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

  private CaseYaml() {}

  /**
   * A whole case.
   *
   * @param expect the lines under {@code expect}, each a key with its value
   */
  static String text(String title, GivenCustomer customer, List<String> expect) {
    StringBuilder text = new StringBuilder();
    text.append("- title: ").append(quoted(title)).append('\n');
    text.append("  asOf: ").append(GivenCustomer.AS_OF).append('\n');
    text.append(given(customer, "  "));
    text.append("  expect:\n");
    expect.forEach(line -> text.append("    ").append(line).append('\n'));
    return text.toString();
  }

  /** What is given of a customer, each line indented by so much. */
  static String given(GivenCustomer customer, String indent) {
    List<String> lines = lines(customer);
    if (lines.isEmpty()) {
      return indent + "given: {}\n";
    }
    return lines.stream()
        .map(line -> indent + "  " + line + "\n")
        .collect(Collectors.joining("", indent + "given:\n", ""));
  }

  private static List<String> lines(GivenCustomer customer) {
    List<String> lines = new ArrayList<>();
    SortedMap<String, String> who = new TreeMap<>();
    if (customer.account() != null) {
      who.put("account", word(customer.account()));
    }
    if (customer.firstSeenDaysAgo() != null) {
      who.put("firstSeen", GivenCustomer.day(customer.firstSeenDaysAgo()).toString());
    }
    if (!who.isEmpty()) {
      lines.add("customer: " + mapping(who));
    }
    if (!customer.attributes().isEmpty()) {
      SortedMap<String, String> attributes = new TreeMap<>();
      customer.attributes().forEach((name, given) -> attributes.put(word(name), attribute(given)));
      lines.add("attributes: " + mapping(attributes));
    }
    if (!customer.events().isEmpty()) {
      lines.add("events:");
      customer.events().forEach(event -> lines.add("  - " + event(event)));
    }
    if (!customer.wasIn().isEmpty()) {
      lines.add("wasIn: " + levels(customer.wasIn()));
    }
    if (!customer.contacts().isEmpty()) {
      lines.add("contacts:");
      customer.contacts().forEach(contact -> lines.add("  - " + contact(contact)));
    }
    if (!customer.context().isEmpty()) {
      lines.add("context: " + values(customer.context()));
    }
    return lines;
  }

  private static String attribute(GivenAttribute given) {
    String value = value(given.value());
    return given.sinceDaysAgo() == null
        ? value
        : "{value: %s, since: %s}".formatted(value, GivenCustomer.day(given.sinceDaysAgo()));
  }

  private static String event(GivenEvent event) {
    StringBuilder text = new StringBuilder("{event: ").append(word(event.event()));
    text.append(", daysAgo: ").append(event.daysAgo());
    if (event.times() != 1) {
      text.append(", times: ").append(event.times());
    }
    if (event.value() != null) {
      text.append(", value: ").append(Millionths.text(event.value()));
    }
    if (!event.properties().isEmpty()) {
      text.append(", properties: ").append(values(event.properties()));
    }
    return text.append('}').toString();
  }

  private static String contact(Contact contact) {
    return "{action: %s, outcome: %s, %sdaysAgo: %d}"
        .formatted(
            word(contact.action()),
            word(contact.outcome()),
            contact.channel().isEmpty() ? "" : "channel: " + word(contact.channel()) + ", ",
            contact.daysAgo());
  }

  /** Segments with their levels as one line. */
  static String levels(List<SegmentLevel> levels) {
    return levels.stream()
        .map(level -> level.segment().word() + ": " + level.level().word())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String values(SortedMap<String, Value> values) {
    SortedMap<String, String> texts = new TreeMap<>();
    values.forEach((name, value) -> texts.put(word(name), value(value)));
    return mapping(texts);
  }

  private static String mapping(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String value(Value value) {
    if (value instanceof Value.Numeric number) {
      return Millionths.text(number.millionths());
    }
    if (value instanceof Value.Flag flag) {
      return String.valueOf(flag.flag());
    }
    return value instanceof Value.Text text ? word(text.text()) : "null";
  }

  /** A text as YAML takes it for one. */
  static String word(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        ? text
        : quoted(text);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
