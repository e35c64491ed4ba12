package org.rapport.rules.check;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.Value;
import org.rapport.rules.check.YamlNode.Entry;
import org.rapport.rules.check.YamlNode.Mapping;
import org.rapport.rules.check.YamlNode.Scalar;
import org.rapport.rules.check.YamlNode.Scalar.Kind;
import org.rapport.rules.check.YamlNode.Sequence;

/** A mapping whose keys are known; asking for a value tells when it is not as it should be. */
final class YamlMapping {
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]{1,6})?");

  /** How what is no scalar looks, by what it is called in messages. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "\"segments\"", "segments: {churn-risk: high}",
          "\"wasIn\"", "wasIn: {churn-risk: medium}",
          "the score", "score: {atLeast: 40, atMost: 60}",
          "\"reasons\"", "reasons: {weight.some-rule: \"What it says.\"}",
          "\"attributes\"", "attributes: {plan: team}",
          "\"properties\"", "properties: {plan: team}",
          "\"context\"", "context: {page: pricing}");

  /** A number with a unit behind it, or with its thousands apart. */
  private static final Pattern NEARLY_NUMBER =
      Pattern.compile("-?([0-9]{1,9}|[0-9]{1,3}([,' ][0-9]{3}){1,2})( ?[A-Za-z%]+)?");

  private final Map<String, YamlNode> values = new LinkedHashMap<>();

  /** Keys that an unknown one was meant to be: nobody need be told that they are missing. */
  private final Set<String> meant = new HashSet<>();

  private final boolean mapping;
  private final Spot spot;
  private final Findings.Page page;

  private YamlMapping(boolean mapping, Spot spot, Findings.Page page) {
    this.mapping = mapping;
    this.spot = spot;
    this.page = page;
  }

  /**
   * The node as a mapping of these keys; empty after a finding when it is something else.
   *
   * @param what what it is, for messages: {@code an event}
   */
  static YamlMapping of(YamlNode node, String what, List<String> keys, Findings.Page page) {
    YamlMapping mapping = new YamlMapping(node instanceof Mapping, node.spot(), page);
    int unknown = 0;
    for (Entry entry : entries(node, what, page)) {
      if (keys.contains(entry.key())) {
        mapping.values.put(entry.key(), entry.value());
      } else if (unknown++ < Findings.MAX_FINDINGS) { // More are not shown, nor looked up.
        page.error(
            Code.UNKNOWN_KEY,
            entry.keySpot(),
            "%s has no key \"%s\".".formatted(capital(what), entry.key()),
            mapping.advice(entry.key(), keys));
      }
    }
    return mapping;
  }

  private @Nullable String advice(String key, List<String> keys) {
    int blank = key.indexOf(' ');
    if (blank > 0 && keys.contains(key.substring(0, blank))) {
      meant.add(key.substring(0, blank));
      return "Maybe a colon is missing: %s: %s"
          .formatted(key.substring(0, blank), key.substring(blank + 1));
    }
    String closest = Words.closest(key, keys);
    if (closest != null) {
      meant.add(closest);
    }
    return Words.maybe(key, keys);
  }

  /** The entries of a mapping, each key once; empty after a finding when it is none. */
  static List<Entry> entries(YamlNode node, String what, Findings.Page page) {
    if (!(node instanceof Mapping mapping)) {
      page.error(
          Code.YAML_FORM,
          node.spot(),
          "%s is written as lines of \"key: value\".".formatted(capital(what)),
          EXAMPLES.containsKey(what) ? "Maybe write: %s".formatted(EXAMPLES.get(what)) : null);
      return List.of();
    }
    Map<String, Entry> once = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      // The reader has told of a key that is there twice.
      once.putIfAbsent(entry.key(), entry);
    }
    return List.copyOf(once.values());
  }

  /** The items of a sequence; empty after a finding when it is none. */
  static List<YamlNode> items(YamlNode node, String what, Findings.Page page) {
    if (node instanceof Sequence sequence) {
      return sequence.items();
    }
    page.error(
        Code.YAML_FORM,
        node.spot(),
        "%s is written as a list.".formatted(capital(what)),
        node instanceof Scalar scalar && !scalar.text().isBlank()
            ? "Maybe write [%s].".formatted(scalar.text())
            : null);
    return List.of();
  }

  private static String capital(String what) {
    return Character.toUpperCase(what.charAt(0)) + what.substring(1);
  }

  Spot spot() {
    return spot;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The value as it stands, or null when the key is absent. */
  @Nullable YamlNode node(String key) {
    return values.get(key);
  }

  /** Where the value stands, or the mapping when the key is absent. */
  Spot spotOf(String key) {
    YamlNode node = values.get(key);
    return node == null ? spot : node.spot();
  }

  /** Tells when the key is absent. */
  YamlMapping require(String key, String example) {
    if (mapping && !has(key) && !meant.contains(key)) {
      page.error(
          Code.MISSING_KEY,
          spot,
          "The key \"%s\" is missing here.".formatted(key),
          "Maybe add: %s: %s".formatted(key, example));
    }
    return this;
  }

  /** A text, or null when absent or, after a finding, when it is none. */
  @Nullable String text(String key) {
    YamlNode node = values.get(key);
    return node == null ? null : text(node, "\"" + key + "\"", page);
  }

  /** A text of 1 to 1,024 characters, or null after a finding. */
  static @Nullable String text(YamlNode node, String what, Findings.Page page) {
    if (node instanceof Scalar scalar
        && scalar.kind() != Kind.NOTHING
        && !scalar.text().isBlank()
        && scalar.text().length() <= Value.MAX_TEXT_LENGTH) {
      return scalar.text();
    }
    page.error(
        Code.WRONG_VALUE,
        node.spot(),
        "%s is a text of 1 to %d characters.".formatted(capital(what), Value.MAX_TEXT_LENGTH),
        null);
    return null;
  }

  /** A whole number, or null when absent or, after a finding, when it is none of the range. */
  @Nullable Integer whole(String key, int atLeast, int atMost) {
    YamlNode node = values.get(key);
    return node == null ? null : whole(node, "\"" + key + "\"", atLeast, atMost, page);
  }

  /** A whole number of the range, or null after a finding. */
  static @Nullable Integer whole(
      YamlNode node, String what, int atLeast, int atMost, Findings.Page page) {
    Long millionths = exact(node);
    if (millionths != null
        && millionths % Millionths.ONE == 0
        && millionths >= atLeast * Millionths.ONE
        && millionths <= atMost * Millionths.ONE) {
      return (int) (millionths / Millionths.ONE);
    }
    page.error(
        Code.WRONG_VALUE,
        node.spot(),
        "%s is a whole number from %d to %d.".formatted(capital(what), atLeast, atMost),
        numberMeant(node, atLeast));
    return null;
  }

  /** The number without what stands around it, where that makes it one. */
  private static @Nullable String numberMeant(YamlNode node, long atLeast) {
    if (!(node instanceof Scalar scalar) || !NEARLY_NUMBER.matcher(scalar.text()).matches()) {
      return null;
    }
    String digits = scalar.text().replaceAll("[^0-9-]", "");
    String number = atLeast >= 0 ? digits.replace("-", "") : digits;
    return number.equals(scalar.text()) ? null : "Maybe write %s.".formatted(number);
  }

  /** A number in millionths, or null when absent or, after a finding, when it is none. */
  @Nullable Long number(String key) {
    YamlNode node = values.get(key);
    return node == null ? null : number(node, "\"" + key + "\"", page);
  }

  /** A number in millionths, or null after a finding. */
  static @Nullable Long number(YamlNode node, String what, Findings.Page page) {
    Long millionths = exact(node);
    if (millionths == null) {
      page.error(
          Code.WRONG_VALUE,
          node.spot(),
          "%s is a number of at most six places, up to a billion.".formatted(capital(what)),
          numberMeant(node, Long.MIN_VALUE));
    }
    return millionths;
  }

  /** {@code true} or {@code false}; false when absent or, after a finding, when neither. */
  boolean flag(String key) {
    YamlNode node = values.get(key);
    if (node == null) {
      return false;
    }
    if (node instanceof Scalar scalar && scalar.kind() == Kind.FLAG) {
      return scalar.text().equals("true");
    }
    boolean yes = node instanceof Scalar said && said.text().equalsIgnoreCase("yes");
    page.error(
        Code.WRONG_VALUE,
        node.spot(),
        "\"%s\" is true or false.".formatted(key),
        yes ? "Maybe write true." : null);
    return false;
  }

  /** A single value as a value of the model, or null after a finding. */
  static @Nullable Value value(YamlNode node, String what, Findings.Page page) {
    if (node instanceof Scalar scalar) {
      return value(scalar, what, page);
    }
    page.error(
        Code.WRONG_VALUE,
        node.spot(),
        "%s is a number, a text, true or false.".formatted(capital(what)),
        null);
    return null;
  }

  private static @Nullable Value value(Scalar scalar, String what, Findings.Page page) {
    return switch (scalar.kind()) {
      case NOTHING -> new Value.Removed();
      case FLAG -> new Value.Flag(scalar.text().equals("true"));
      case NUMBER -> {
        Long millionths = number(scalar, what, page);
        yield millionths == null ? null : new Value.Numeric(millionths);
      }
      case TEXT -> {
        String text = text(scalar, what, page);
        yield text == null ? null : new Value.Text(text);
      }
    };
  }

  private static @Nullable Long exact(YamlNode node) {
    if (node instanceof Scalar scalar
        && scalar.kind() == Kind.NUMBER
        && scalar.text().length() <= 20
        && NUMBER.matcher(scalar.text()).matches()) {
      BigDecimal number = new BigDecimal(scalar.text());
      return Millionths.accepts(number) ? Millionths.of(number) : null;
    }
    return null;
  }
}
