package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.analysis.RuleAnalysis;
import org.rapport.decision.DecisionRequest;
import org.rapport.model.Explain;
import org.rapport.model.Millionths;
import org.rapport.store.TestDatabase;

/** Real customers' raw lines through the same doors that everybody uses, recomputed by hand. */
class RealDataTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SAMPLE = 200;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path folder;

  @Test
  void ds365UnderLearning() throws IOException {
    recomputes(
        "ds365",
        "learning",
        List.of(Instant.parse("2022-07-01T00:00:00Z"), Instant.parse("2022-09-15T13:37:00Z")));
  }

  @Test
  void cdnowUnderShop() throws IOException {
    recomputes(
        "cdnow",
        "shop",
        List.of(Instant.parse("1997-10-01T00:00:00Z"), Instant.parse("1998-01-15T12:00:00Z")));
  }

  /** Imports the set twice, and lines shuffled and doubled once more: the counts stay the same. */
  private void recomputes(String set, String rulebase, List<Instant> instants) throws IOException {
    Path file = data(set);
    Map<String, List<JsonNode>> byCustomer = linesByCustomer(file);
    long lines = byCustomer.values().stream().mapToLong(List::size).sum();
    try (TestDatabase database = TestDatabase.create()) {
      assertThat(imported(database, file)).isEqualTo(RootCommand.FINE);
      assertThat(database.query("SELECT count(*) FROM rapport.message_key")).isEqualTo("" + lines);
      String activity = activity(database);
      assertThat(imported(database, shuffledAndDoubled(byCustomer))).isEqualTo(RootCommand.FINE);
      assertThat(database.query("SELECT count(*) FROM rapport.message_key")).isEqualTo("" + lines);
      assertThat(activity(database)).isEqualTo(activity);

      try (Node node = Node.start(settings(database, rulebase), Clock.systemUTC())) {
        samplesEqual(node, rulebase, byCustomer, instants);
      }
    }
  }

  private static void samplesEqual(
      Node node, String rulebase, Map<String, List<JsonNode>> byCustomer, List<Instant> instants)
      throws IOException {
    HandCalculator hand = new HandCalculator(Path.of("rules", rulebase));
    List<String> ids = new ArrayList<>(byCustomer.keySet());
    int withPoints = 0;
    for (int sample = 0; sample < SAMPLE; sample++) {
      String customerId = ids.get((int) ((long) sample * ids.size() / SAMPLE));
      for (Instant asOf : instants) {
        HandCalculator.Result expected =
            hand.points(byCustomer.getOrDefault(customerId, List.of()), asOf);
        DecisionAnalysis analysis = analysis(node, rulebase, customerId, asOf);
        assertThat(byRule(analysis)).as(customerId + " as of " + asOf).isEqualTo(texts(expected));
        assertThat(Millionths.text(analysis.score().rawMillionths()))
            .as(customerId + " as of " + asOf)
            .isEqualTo(text(expected.raw()));
        withPoints += expected.raw().signum() == 0 ? 0 : 1;
      }
    }
    // Else the sample would prove nothing.
    assertThat(withPoints).isGreaterThan(SAMPLE / 2);
  }

  private static Map<String, String> byRule(DecisionAnalysis analysis) {
    Map<String, String> points = new TreeMap<>();
    for (RuleAnalysis rule : analysis.rules()) {
      if (rule.points() != 0) {
        points.put(rule.card().id(), Millionths.text(rule.points()));
      }
    }
    return points;
  }

  private static Map<String, String> texts(HandCalculator.Result result) {
    Map<String, String> points = new TreeMap<>();
    result.byRule().forEach((rule, value) -> points.put(rule, text(value)));
    return points;
  }

  private static String text(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  private static DecisionAnalysis analysis(
      Node node, String rulebase, String customerId, Instant asOf) {
    DecisionRequest request =
        new DecisionRequest(
            customerId,
            rulebase,
            asOf,
            null,
            null,
            Collections.emptySortedMap(),
            1,
            Explain.NONE,
            10_000,
            null);
    Outcome outcome =
        Optional.ofNullable(Node.await(node.decider().decide(request, "test")).decision())
            .orElseThrow()
            .outcome();
    assertThat(outcome).isInstanceOf(Outcome.Decided.class);
    return ((Outcome.Decided) outcome).analysis();
  }

  private static String activity(TestDatabase database) {
    return database.query(
        "SELECT md5(string_agg(c.id || a.day || t.name || a.n || a.visits, ',' ORDER BY c.id, a.day, t.name))"
            + " FROM rapport.activity a"
            + " JOIN rapport.customer c ON c.ref = a.customer_ref"
            + " JOIN rapport.event_type t ON t.ref = a.event_type_ref");
  }

  private static int imported(TestDatabase database, Path file) {
    return RootCommand.run(arguments(file, database));
  }

  private static String[] arguments(Path file, TestDatabase database) {
    List<String> all = new ArrayList<>(List.of("import", file.toString()));
    all.addAll(database.options());
    return all.toArray(String[]::new);
  }

  private static Settings settings(TestDatabase database, String rulebase) {
    Map<String, String> environment = new HashMap<>();
    environment.put("RAPPORT_DEFAULT_RULEBASE", rulebase);
    for (String option : database.options()) {
      String[] both = option.substring(2).split("=", 2);
      environment.put("RAPPORT_" + both[0].toUpperCase(Locale.ROOT).replace('-', '_'), both[1]);
    }
    return Settings.read(environment, Map.of());
  }

  private Path shuffledAndDoubled(Map<String, List<JsonNode>> byCustomer) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    byCustomer.values().forEach(lines::addAll);
    byCustomer.values().forEach(lines::addAll);
    Collections.shuffle(lines, new Random(365));
    Path file = folder.resolve("shuffled.jsonl.gz");
    try (BufferedWriter writer =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      for (JsonNode line : lines) {
        writer.write(line.toString());
        writer.newLine();
      }
    }
    return file;
  }

  private static Map<String, List<JsonNode>> linesByCustomer(Path file) throws IOException {
    Map<String, List<JsonNode>> byCustomer = new TreeMap<>();
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
    return byCustomer;
  }

  private static Path data(String set) {
    Path file =
        Path.of(System.getProperty("rapport.shared.data", "../shared/data"))
            .resolve(set)
            .resolve("events.train.jsonl.gz");
    Assumptions.assumeTrue(
        Files.isReadable(file), "the real data set " + set + " is not on this machine");
    return file;
  }
}
