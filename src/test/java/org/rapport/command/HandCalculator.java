package org.rapport.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Raw points worked out anew from raw lines and the text of weights.drl, sharing no code with
 * Rapport: what docs/rule-language.md says, done the plainest way.
 */
final class HandCalculator {
  private static final Pattern RULE =
      Pattern.compile("@id\\(\\s*\"([^\"]+)\"\\s*\\).*?when(.*?)then(.*?)end", Pattern.DOTALL);
  private static final Pattern FACT = Pattern.compile("(\\w+)\\(([^)]*)\\)");
  private static final Pattern TEST =
      Pattern.compile(
          "(?:\\$\\w+\\s*:\\s*)?(\\w+)\\s*(?:(==|!=|<=|>=|<|>)\\s*(\"[^\"]*\"|[\\w.-]+))?");
  private static final Pattern CALL = Pattern.compile("\\.(\\w+)\\(\\s*([\\w.$]*)\\s*\\)");

  private static final Pattern WINDOW = Pattern.compile("(\\D+?)(?:[Ll]ast(\\d+)Days|InAll)");

  private final List<String[]> rules = new ArrayList<>();
  private final Map<String, String> valueProperties = new HashMap<>();
  private final String signUp;

  HandCalculator(Path rulebase) throws IOException {
    String weights =
        Files.readString(rulebase.resolve("weights.drl")).replaceAll("(?m)^\\s*//.*$", "");
    Matcher rule = RULE.matcher(weights);
    while (rule.find()) {
      rules.add(new String[] {rule.group(1), rule.group(2), rule.group(3)});
    }
    String event = "";
    String hello = "";
    for (String line : Files.readAllLines(rulebase.resolve("catalogue.yaml"))) {
      if (line.startsWith("signUp:")) {
        hello = line.substring(7).replaceAll("#.*", "").strip();
      } else if (line.matches("  \\w[^:]*:\\s*")) {
        event = line.strip().replace(":", "");
      } else if (line.strip().startsWith("value: properties.")) {
        valueProperties.put(event, line.strip().substring("value: properties.".length()));
      }
    }
    signUp = hello;
  }

  /** One raw line that says when. */
  private record Deed(String event, LocalDate day, JsonNode properties) {}

  /** Raw points, and by rule id what each gave. */
  record Result(BigDecimal raw, Map<String, BigDecimal> byRule) {}

  /** The raw points of a customer whose raw lines these are, as of an instant. */
  Result points(List<JsonNode> lines, Instant asOf) {
    LocalDate today = day(asOf);
    List<Deed> deeds = new ArrayList<>();
    LocalDate first = null;
    Set<String> seen = new HashSet<>();
    for (JsonNode line : lines) {
      Instant at = Instant.parse(line.get("timestamp").asText());
      if (!at.isBefore(asOf) || !seen.add(line.get("messageId").asText())) {
        continue;
      }
      first = first == null || day(at).isBefore(first) ? day(at) : first;
      if (line.get("type").asText().equals("track")) {
        deeds.add(new Deed(line.get("event").asText(), day(at), line.path("properties")));
      }
    }
    long tenure = first == null ? 0 : ChronoUnit.DAYS.between(first, today);
    Map<String, BigDecimal> byRule = new TreeMap<>();
    BigDecimal raw = BigDecimal.ZERO;
    for (String[] rule : rules) {
      BigDecimal points = points(rule, deeds, today, tenure);
      if (points.signum() != 0) {
        byRule.put(rule[0], points);
      }
      raw = raw.add(points);
    }
    return new Result(raw, byRule);
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  private BigDecimal points(String[] rule, List<Deed> deeds, LocalDate today, long tenure) {
    List<Deed> counted = List.of();
    String counts = "";
    Matcher fact = FACT.matcher(rule[1]);
    while (fact.find()) {
      List<Deed> of = new ArrayList<>();
      boolean all = fact.group(1).equals("AllActivity");
      if (fact.group(1).equals("Customer")) {
        if (!holds(fact.group(2).strip(), of, "", today, tenure)) {
          return BigDecimal.ZERO;
        }
        continue;
      }
      if (!all && !fact.group(1).equals("Activity")) {
        throw new IllegalStateException("Teach me the fact " + fact.group(1));
      }
      String named =
          all ? "" : fact.group(2).replaceAll("(?s).*?event\\s*==\\s*\"([^\"]*)\".*", "$1");
      for (Deed deed : deeds) {
        if (all ? !deed.event().equals(signUp) : deed.event().equals(named)) {
          of.add(deed);
        }
      }
      for (String test : List.of(fact.group(2).split(",", -1))) {
        if (!test.contains("event ==") && !holds(test.strip(), of, named, today, tenure)) {
          return BigDecimal.ZERO;
        }
      }
      counted = of;
      counts = named;
    }
    return award(rule[2], counted, counts, today);
  }

  private boolean holds(String test, List<Deed> of, String event, LocalDate today, long tenure) {
    Matcher parts = TEST.matcher(test);
    if (!parts.matches()) {
      throw new IllegalStateException("Teach me the test " + test);
    }
    if (parts.group(2) == null) {
      return true;
    }
    BigDecimal have = field(parts.group(1), of, event, today, tenure);
    String text = parts.group(3);
    BigDecimal want =
        text.equals("true")
            ? BigDecimal.ONE
            : text.equals("false") ? BigDecimal.ZERO : new BigDecimal(text);
    int compared = have.compareTo(want);
    return switch (parts.group(2)) {
      case "==" -> compared == 0;
      case "!=" -> compared != 0;
      case "<" -> compared < 0;
      case "<=" -> compared <= 0;
      case ">" -> compared > 0;
      default -> compared >= 0;
    };
  }

  private BigDecimal field(
      String field, List<Deed> of, String event, LocalDate today, long tenure) {
    Matcher window = WINDOW.matcher("x" + field);
    if (field.equals("never")) {
      return of.isEmpty() ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (field.equals("daysSinceLast")) {
      return BigDecimal.valueOf(
          of.stream()
              .mapToLong(deed -> ChronoUnit.DAYS.between(deed.day(), today))
              .min()
              .orElse(tenure));
    }
    if (field.equals("tenureDays")) {
      return BigDecimal.valueOf(tenure);
    }
    if (field.equals("inAll")) {
      return BigDecimal.valueOf(of.size());
    }
    if (!window.matches()) {
      throw new IllegalStateException("Teach me the field " + field);
    }
    List<Deed> within =
        window.group(2) == null ? of : within(of, Integer.parseInt(window.group(2)), today);
    return switch (window.group(1)) {
      case "x" -> BigDecimal.valueOf(within.size());
      case "xactiveDays" -> BigDecimal.valueOf(within.stream().map(Deed::day).distinct().count());
      case "xeventTypes" -> BigDecimal.valueOf(within.stream().map(Deed::event).distinct().count());
      case "xvalue" ->
          within.stream().map(deed -> value(deed, event)).reduce(BigDecimal.ZERO, BigDecimal::add);
      default -> throw new IllegalStateException("Teach me the field " + field);
    };
  }

  private static List<Deed> within(List<Deed> deeds, int days, LocalDate today) {
    return deeds.stream()
        .filter(deed -> ChronoUnit.DAYS.between(deed.day(), today) <= days)
        .toList();
  }

  private BigDecimal value(Deed deed, String event) {
    JsonNode value = deed.properties().path(valueProperties.getOrDefault(event, ""));
    return value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
  }

  private BigDecimal award(String consequence, List<Deed> deeds, String event, LocalDate today) {
    Map<String, String> said = new HashMap<>();
    Matcher call = CALL.matcher(consequence);
    while (call.find()) {
      said.put(call.group(1), call.group(2));
    }
    BigDecimal sign = said.containsKey("deduct") ? BigDecimal.ONE.negate() : BigDecimal.ONE;
    if (said.containsKey("once")) {
      return sign.multiply(new BigDecimal(said.get("once")));
    }
    boolean unit = said.containsKey("eachUnit");
    List<Deed> counted =
        said.containsKey("inLastDays")
            ? within(deeds, Integer.parseInt(said.get("inLastDays")), today)
            : deeds;
    TreeMap<LocalDate, BigDecimal> byDay = new TreeMap<>();
    for (Deed deed : counted) {
      byDay.merge(
          deed.day(),
          unit ? value(deed, event).movePointRight(6) : BigDecimal.ONE,
          BigDecimal::add);
    }
    double faded = 0;
    for (Map.Entry<LocalDate, BigDecimal> entry : byDay.entrySet()) {
      long age = ChronoUnit.DAYS.between(entry.getKey(), today);
      double fade =
          said.containsKey("halvingEveryDays")
              ? StrictMath.pow(0.5, (double) age / Integer.parseInt(said.get("halvingEveryDays")))
              : 1.0;
      faded += entry.getValue().doubleValue() * fade;
    }
    BigDecimal points =
        new BigDecimal(faded)
            .movePointLeft(unit ? 6 : 0)
            .multiply(new BigDecimal(said.get(unit ? "eachUnit" : "each")))
            .setScale(6, RoundingMode.HALF_UP);
    if (said.containsKey("upTo")) {
      points = points.min(new BigDecimal(said.get("upTo")));
    }
    return sign.multiply(points);
  }
}
