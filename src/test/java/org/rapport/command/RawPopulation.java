package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.rapport.store.TestDatabase;

/** A data set's raw lines, counted the plainest way; shares no code with what it checks. */
final class RawPopulation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BAND =
      Pattern.compile(
          "Score\\(\\s*\\$\\w+\\s*:\\s*value\\s*(?:>=\\s*(\\d+))?[^)<]*(?:<\\s*(\\d+))?\\s*\\).*?band\\.is\\(\\s*\"(\\w+)\"",
          Pattern.DOTALL);

  private final Path file;
  private final SortedMap<String, List<JsonNode>> byCustomer = new TreeMap<>();
  private final HandCalculator hand;
  private final String normalisation;

  private RawPopulation(Path file, String rulebase) throws IOException {
    this.file = file;
    this.hand = new HandCalculator(Path.of("rules", rulebase));
    this.normalisation =
        Files.readString(Path.of("rules", rulebase, "normalisation.drl"))
            .replaceAll("(?m)^\\s*//.*$", "");
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        JsonNode message = JSON.readTree(line);
        byCustomer
            .computeIfAbsent(message.get("userId").asText(), id -> new ArrayList<>())
            .add(message);
      }
    }
  }

  static RawPopulation of(String set, String rulebase) throws IOException {
    String name = set.startsWith("ravenstack") ? "events.jsonl.gz" : "events.train.jsonl.gz";
    return new RawPopulation(shared(set, name), rulebase);
  }

  /** A file of the shared data; the test is skipped where it is not. */
  static Path shared(String set, String name) {
    Path file =
        Path.of(System.getProperty("rapport.shared.data", "../shared/data"))
            .resolve(set)
            .resolve(name);
    Assumptions.assumeTrue(
        Files.isReadable(file), "the real data set " + set + " is not on this machine");
    return file;
  }

  void importInto(TestDatabase database) {
    importInto(database, file);
  }

  static void importInto(TestDatabase database, Path lines) {
    assertThat(RootCommand.run(arguments(lines, database))).isEqualTo(RootCommand.FINE);
  }

  private static String[] arguments(Path file, TestDatabase database) {
    List<String> all = new ArrayList<>(List.of("import", file.toString()));
    all.addAll(database.options());
    return all.toArray(String[]::new);
  }

  static Settings settings(TestDatabase database, String rulebase) {
    Map<String, String> environment = new HashMap<>();
    environment.put("RAPPORT_DEFAULT_RULEBASE", rulebase);
    for (String option : database.options()) {
      String[] both = option.substring(2).split("=", 2);
      environment.put("RAPPORT_" + both[0].toUpperCase(Locale.ROOT).replace('-', '_'), both[1]);
    }
    return Settings.read(environment, Map.of());
  }

  private static Instant at(JsonNode line) {
    return Instant.parse(line.get("timestamp").asText());
  }

  private static boolean isDone(JsonNode line, String event, Instant from, Instant to) {
    return line.get("type").asText().equals("track")
        && line.get("event").asText().equals(event)
        && !at(line).isBefore(from)
        && at(line).isBefore(to);
  }

  /** The raw points of everybody known before the instant. */
  SortedMap<String, BigDecimal> points(Instant asOf) {
    SortedMap<String, BigDecimal> points = new TreeMap<>();
    byCustomer.forEach(
        (id, lines) -> {
          if (lines.stream().anyMatch(line -> at(line).isBefore(asOf))) {
            points.put(id, hand.points(lines, asOf).raw());
          }
        });
    return points;
  }

  /** The raw points of one customer by what was known before one instant, as of another. */
  BigDecimal points(String id, Instant known, Instant asOf) {
    List<JsonNode> lines =
        byCustomer.getOrDefault(id, List.of()).stream()
            .filter(line -> at(line).isBefore(known))
            .toList();
    return hand.points(lines, asOf).raw();
  }

  /** How many are known before the instant. */
  long known(Instant asOf) {
    return byCustomer.values().stream()
        .filter(lines -> lines.stream().anyMatch(line -> at(line).isBefore(asOf)))
        .count();
  }

  /** The score on a saturating scale. */
  int score(BigDecimal raw) {
    Matcher scale =
        Pattern.compile("scale\\.saturating\\(\\s*([\\d.]+)\\s*\\)").matcher(normalisation);
    assertThat(scale.find()).isTrue();
    double value =
        100.0 * (1.0 - StrictMath.exp(-raw.doubleValue() / Double.parseDouble(scale.group(1))));
    BigDecimal scaled = new BigDecimal(value).setScale(6, RoundingMode.FLOOR);
    return scaled
        .max(BigDecimal.ONE)
        .min(BigDecimal.valueOf(100))
        .setScale(0, RoundingMode.HALF_UP)
        .intValueExact();
  }

  /** The band of a score. */
  String band(int score) {
    Matcher band = BAND.matcher(normalisation);
    while (band.find()) {
      int from = Optional.ofNullable(band.group(1)).map(Integer::parseInt).orElse(1);
      int end = Optional.ofNullable(band.group(2)).map(Integer::parseInt).orElse(101);
      if (score >= from && score < end) {
        return Objects.requireNonNull(band.group(3));
      }
    }
    throw new IllegalStateException("No band for " + score);
  }

  /** What was last said of an attribute, by an identify or a purchase's plan; null when nothing. */
  @Nullable String attribute(String id, String name, Instant asOf) {
    String value = null;
    Instant since = Instant.MIN;
    for (JsonNode line : byCustomer.getOrDefault(id, List.of())) {
      JsonNode said =
          line.get("type").asText().equals("identify")
              ? line.path("traits").path(name)
              : line.path("properties").path(name);
      if (at(line).isBefore(asOf) && said.isTextual()) {
        // The lines stand in the order of time; of two at one time, the greater counts.
        if (value == null || !at(line).equals(since) || value.compareTo(said.asText()) < 0) {
          value = said.asText();
        }
        since = at(line);
      }
    }
    return value;
  }

  /** The customer as the rulebase learning, read by a person, has it. */
  HandLearning learning(String id, Instant asOf) {
    String plan = attribute(id, "plan", asOf);
    return new HandLearning(byCustomer.getOrDefault(id, List.of()), plan == null ? "" : plan, asOf);
  }

  /** What the latest event of a type said of a property; null when nothing. */
  @Nullable String latest(String id, String event, String property, Instant asOf) {
    String value = null;
    Instant since = Instant.MIN;
    for (JsonNode line : byCustomer.getOrDefault(id, List.of())) {
      JsonNode said = line.path("properties").path(property);
      if (isDone(line, event, Instant.EPOCH, asOf) && said.isTextual()) {
        if (value == null || !at(line).equals(since) || value.compareTo(said.asText()) < 0) {
          value = said.asText();
        }
        since = at(line);
      }
    }
    return value;
  }

  /** Who did an event in a stretch of time. */
  Set<String> doers(String event, Instant from, Instant to) {
    Set<String> doers = new HashSet<>();
    byCustomer.forEach(
        (id, lines) -> {
          if (lines.stream().anyMatch(line -> isDone(line, event, from, to))) {
            doers.add(id);
          }
        });
    return doers;
  }

  /** How often it was done. */
  long times(String event, Instant from, Instant to) {
    return byCustomer.values().stream()
        .flatMap(List::stream)
        .filter(line -> isDone(line, event, from, to))
        .count();
  }

  /** Who did anything but sign up. */
  Set<String> active(Instant from, Instant to) {
    Set<String> active = new HashSet<>();
    byCustomer.forEach(
        (id, lines) -> {
          for (JsonNode line : lines) {
            String event = line.path("event").asText();
            if (!event.equals("Account Created") && isDone(line, event, from, to)) {
              active.add(id);
            }
          }
        });
    return active;
  }

  /** By the value of an event's property, how many customers had it last. */
  SortedMap<String, Long> latest(String event, String property, Instant asOf) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (List<JsonNode> lines : byCustomer.values()) {
      String value = null;
      for (JsonNode line : lines) {
        JsonNode said = line.path("properties").path(property);
        if (isDone(line, event, Instant.EPOCH, asOf) && said.isNumber()) {
          value = said.decimalValue().stripTrailingZeros().toPlainString();
        }
      }
      if (value != null) {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return counts;
  }
}
