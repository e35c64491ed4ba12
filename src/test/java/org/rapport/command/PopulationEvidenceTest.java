package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.decision.CampaignQuestion;
import org.rapport.decision.PopulationReading.MovesQuestion;
import org.rapport.population.Campaign;
import org.rapport.population.Distribution;
import org.rapport.population.Distribution.Group;
import org.rapport.population.Distribution.Kind;
import org.rapport.population.DistributionGathering;
import org.rapport.population.Figures;
import org.rapport.population.Moves;
import org.rapport.population.Satisfaction;
import org.rapport.population.Usage;
import org.rapport.statistics.Difference;
import org.rapport.statistics.Spread;
import org.rapport.store.TestDatabase;

/** The population of real data sets, recomputed from their raw lines by code of its own. */
@Tag("evidence")
class PopulationEvidenceTest {
  private static final Instant EARLIER = Instant.parse("2022-03-21T00:00:00Z");
  private static final Instant LATER = Instant.parse("2022-07-01T00:00:00Z");
  private static final int SHUFFLES = 2_000;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path folder;

  @Test
  void ds365UnderLearning() throws IOException {
    RawPopulation raw = RawPopulation.of("ds365", "learning");
    try (TestDatabase database = TestDatabase.create()) {
      raw.importInto(database);
      try (Node node =
          Node.start(RawPopulation.settings(database, "learning"), Clock.systemUTC())) {
        SortedMap<String, BigDecimal> earlier = raw.points(EARLIER);
        SortedMap<String, BigDecimal> later = raw.points(LATER);
        for (String attribute : List.of("country", "plan", "examCategory")) {
          distribution(node, raw, earlier, EARLIER, attribute);
          distribution(node, raw, later, LATER, attribute);
        }
        moves(node, raw, earlier, later);
        usage(node, raw);
        sale(node, raw);
      }
    }
  }

  private static void distribution(
      Node node,
      RawPopulation raw,
      SortedMap<String, BigDecimal> points,
      Instant asOf,
      String attribute) {
    Distribution found =
        Node.awaitLongWork(
            node.population().distribution("learning", asOf, attribute, null, done -> {}));
    figures(raw, points, found.whole());
    standings(raw, points.keySet(), asOf, found.whole());
    SortedMap<String, SortedMap<String, BigDecimal>> groups = new TreeMap<>();
    SortedMap<String, BigDecimal> missing = new TreeMap<>();
    points.forEach(
        (id, value) -> {
          String word =
              attribute.equals("examCategory")
                  ? raw.latest(id, "Exam Attempted", "category", asOf)
                  : raw.attribute(id, attribute, asOf);
          (word == null ? missing : groups.computeIfAbsent(word, fresh -> new TreeMap<>()))
              .put(id, value);
        });
    Distribution.ByAttribute by = Objects.requireNonNull(found.by());
    assertThat(by.values()).isEqualTo(groups.size());
    List<String> shown = new ArrayList<>();
    for (Group group : by.groups()) {
      if (group.kind() == Kind.VALUE) {
        String word = DistributionGathering.text(Objects.requireNonNull(group.value()));
        shown.add(word);
        figures(raw, Objects.requireNonNull(groups.remove(word)), group.figures());
      } else if (group.kind() == Kind.MISSING) {
        figures(raw, missing, group.figures());
        standings(raw, missing.keySet(), asOf, group.figures());
      }
    }
    assertThat(shown).hasSize(Math.min(20, by.values()));
    SortedMap<String, BigDecimal> others = new TreeMap<>();
    for (SortedMap<String, BigDecimal> group : groups.values()) {
      others.putAll(group);
    }
    Group other =
        by.groups().stream().filter(group -> group.kind() == Kind.OTHER).findFirst().orElseThrow();
    figures(raw, others, other.figures());
  }

  /** Phases, evidence and segments, by rules that a person read. */
  private static void standings(
      RawPopulation raw, Set<String> customers, Instant asOf, Figures figures) {
    SortedMap<String, Long> phases = new TreeMap<>();
    SortedMap<String, Long> evidence = new TreeMap<>();
    SortedMap<String, SortedMap<String, Long>> segments = new TreeMap<>();
    for (String id : customers) {
      HandLearning hand = raw.learning(id, asOf);
      phases.merge(hand.phase(), 1L, Long::sum);
      evidence.merge(hand.evidence(), 1L, Long::sum);
      hand.segments()
          .forEach(
              (segment, level) ->
                  segments
                      .computeIfAbsent(segment, word -> new TreeMap<>())
                      .merge(level, 1L, Long::sum));
    }
    assertThat(figures.phases()).isEqualTo(phases);
    assertThat(figures.evidence()).isEqualTo(evidence);
    assertThat(figures.segments()).isEqualTo(segments);
  }

  private static void figures(
      RawPopulation raw, SortedMap<String, BigDecimal> points, Figures figures) {
    assertThat(figures.undecided()).isZero();
    assertThat(figures.customers()).isEqualTo(points.size());
    if (points.isEmpty()) {
      return;
    }
    BigDecimal sum = points.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal mean = sum.divide(BigDecimal.valueOf(points.size()), 6, RoundingMode.HALF_UP);
    assertThat(BigDecimal.valueOf(Objects.requireNonNull(figures.rawMean()), 6))
        .isEqualByComparingTo(mean);
    List<BigDecimal> sorted = points.values().stream().sorted().toList();
    for (double share : new double[] {0.1, 0.25, 0.5, 0.75, 0.9}) {
      double place = share * (sorted.size() - 1);
      int below = (int) place;
      double low = sorted.get(below).doubleValue();
      double high = sorted.get(Math.min(below + 1, sorted.size() - 1)).doubleValue();
      assertThat(figures.raw().quantile(share) / 1e6)
          .isEqualTo(low + (place - below) * (high - low), within(2e-6));
    }
    SortedMap<Integer, Long> scores = new TreeMap<>();
    SortedMap<String, Long> bands = new TreeMap<>();
    for (BigDecimal value : points.values()) {
      scores.merge(raw.score(value), 1L, Long::sum);
      bands.merge(raw.band(raw.score(value)), 1L, Long::sum);
    }
    assertThat(figures.scores()).isEqualTo(scores);
    assertThat(figures.bands()).isEqualTo(bands);
  }

  private static void moves(
      Node node,
      RawPopulation raw,
      SortedMap<String, BigDecimal> earlier,
      SortedMap<String, BigDecimal> later) {
    Moves moves =
        Node.awaitLongWork(
            node.population()
                .moves(new MovesQuestion("learning", EARLIER, LATER, 10, null), done -> {}));
    SortedMap<String, SortedMap<String, Long>> cells = new TreeMap<>();
    later.forEach(
        (id, value) -> {
          BigDecimal before = earlier.get(id);
          cells
              .computeIfAbsent(
                  before == null ? "not-yet-there" : raw.band(raw.score(before)),
                  was -> new TreeMap<>())
              .merge(raw.band(raw.score(value)), 1L, Long::sum);
        });
    assertThat(moves.matrices().get(0).cells()).isEqualTo(cells);
    for (Moves.Matrix matrix : moves.matrices()) {
      assertThat(
              matrix.cells().values().stream()
                  .flatMap(row -> row.values().stream())
                  .mapToLong(Long::longValue)
                  .sum())
          .isEqualTo(later.size());
    }
    List<String> rising =
        earlier.keySet().stream()
            .sorted(
                (one, other) -> {
                  int byRise = rise(other, earlier, later).compareTo(rise(one, earlier, later));
                  return byRise != 0 ? byRise : one.compareTo(other);
                })
            .limit(10)
            .toList();
    assertThat(moves.rose())
        .extracting(mover -> mover.move().customerId())
        .containsExactlyElementsOf(rising);
    for (List<Moves.Mover> movers : List.of(moves.rose(), moves.fell())) {
      for (Moves.Mover mover : movers) {
        String id = mover.move().customerId();
        assertThat(BigDecimal.valueOf(mover.move().difference(), 6))
            .isEqualByComparingTo(rise(id, earlier, later));
        // What time alone does is told by the raw lines of before, scored as of the later date.
        BigDecimal time =
            raw.points(id, EARLIER, LATER).subtract(Objects.requireNonNull(earlier.get(id)));
        assertThat(BigDecimal.valueOf(mover.passingOfTime(), 6)).isEqualByComparingTo(time);
        assertThat(mover.behaviour() + mover.passingOfTime()).isEqualTo(mover.move().difference());
      }
    }
  }

  private static BigDecimal rise(
      String id, SortedMap<String, BigDecimal> earlier, SortedMap<String, BigDecimal> later) {
    return Objects.requireNonNull(later.get(id)).subtract(Objects.requireNonNull(earlier.get(id)));
  }

  private static void usage(Node node, RawPopulation raw) {
    LocalDate since = LocalDate.parse("2022-06-01");
    Usage usage = Node.awaitLongWork(node.population().usage("learning", since, LATER, done -> {}));
    Instant from = Instant.parse("2022-06-01T00:00:00Z");
    Instant before = Instant.parse("2022-05-02T00:00:00Z"); // as many days, 30, before
    assertThat(usage.eventTypes()).isNotEmpty();
    for (Usage.TypeUsage type : usage.eventTypes()) {
      String event = type.eventType();
      Set<String> ever = raw.doers(event, Instant.EPOCH, LATER);
      Set<String> inWindow = raw.doers(event, from, LATER);
      Set<String> taken = new HashSet<>(inWindow);
      taken.removeAll(raw.doers(event, Instant.EPOCH, from));
      Set<String> dropped = new HashSet<>(raw.doers(event, before, from));
      dropped.removeAll(inWindow);
      assertThat(type.usersEver()).as(event).isEqualTo(ever.size());
      assertThat(type.users()).as(event).isEqualTo(inWindow.size());
      assertThat(type.takenUp()).as(event).isEqualTo(taken.size());
      assertThat(type.dropped()).as(event).isEqualTo(dropped.size());
      assertThat(type.occurrences()).as(event).isEqualTo(raw.times(event, from, LATER));
      assertThat(type.occurrencesEver())
          .as(event)
          .isEqualTo(raw.times(event, Instant.EPOCH, LATER));
    }
    Usage.Leaving silent = usage.leaving().get(usage.leaving().size() - 1);
    Set<String> activeBefore = raw.active(before, from);
    Set<String> stayed = new HashSet<>(activeBefore);
    stayed.retainAll(raw.active(from, LATER));
    assertThat(silent.stayed()).isEqualTo(stayed.size());
    assertThat(silent.left()).isEqualTo(activeBefore.size() - stayed.size());
    for (Usage.Separation separation : silent.eventTypes()) {
      Set<String> users = raw.doers(separation.eventType(), before, from);
      users.retainAll(stayed);
      assertThat(separation.stayedUsers()).isEqualTo(users.size());
    }
  }

  /** Who bought in the sale of March beside who did not: far ahead already, and never causal. */
  private static void sale(Node node, RawPopulation raw) {
    Instant end = Instant.parse("2022-04-01T00:00:00Z");
    Campaign campaign =
        Node.awaitLongWork(
            node.population()
                .campaign(
                    new CampaignQuestion(
                        "learning",
                        EARLIER,
                        end,
                        new CampaignQuestion.Did("Subscription Purchased"),
                        null,
                        "Lesson Watched"),
                    done -> {}));
    SortedMap<String, BigDecimal> before = raw.points(EARLIER);
    SortedMap<String, BigDecimal> after = raw.points(end);
    Set<String> buyers = raw.doers("Subscription Purchased", EARLIER, end);
    buyers.retainAll(before.keySet());
    List<Double> touched = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    before.forEach(
        (id, value) ->
            (buyers.contains(id) ? touched : others)
                .add(Objects.requireNonNull(after.get(id)).subtract(value).doubleValue()));
    assertThat(campaign.touched()).isEqualTo(touched.size());
    assertThat(campaign.others()).isEqualTo(others.size());
    Difference found = Objects.requireNonNull(campaign.measures().get(0).difference());
    assertThat(found.estimate()).isEqualTo(mean(touched) - mean(others), within(1e-9));
    assertThat((found.interval().high() - found.interval().low()) / 2)
        .isEqualTo(reach(touched, others), within(1e-3));
    assertThat(campaign.label()).isEqualTo(Campaign.Label.NOT_CAUSAL);
    // As many as bought; a third, as in a test that was planned.
    shuffled("ds365, raw points", touched.size(), touched, others);
    shuffled("ds365, raw points", (touched.size() + others.size()) / 3, touched, others);
    shuffled("ds365, raw points", 30, touched, others);
  }

  /** The wider of Welch's and Student's, written down once more. */
  private static double reach(List<Double> one, List<Double> other) {
    double ofOne = squareError(one);
    double ofOther = squareError(other);
    double freedom =
        Math.pow(ofOne + ofOther, 2)
            / (ofOne * ofOne / (one.size() - 1) + ofOther * ofOther / (other.size() - 1));
    double welch = studentT(freedom) * Math.sqrt(ofOne + ofOther);
    double n = one.size();
    double m = other.size();
    double squares = ofOne * n * (n - 1) + ofOther * m * (m - 1);
    double student = studentT(n + m - 2) * Math.sqrt(squares / (n + m - 2) * (1 / n + 1 / m));
    return Math.max(welch, student);
  }

  /** What 97.5 % stay below, by summing up Student's density in small steps. */
  private static double studentT(double freedom) {
    double step = 1e-4;
    double half = 0;
    for (double at = step / 2; at < 60; at += step) {
      half += density(at, freedom);
    }
    double sum = 0;
    double at = 0;
    while (sum < 0.95 * half) {
      sum += density(at + step / 2, freedom);
      at += step;
    }
    return at;
  }

  private static double density(double at, double freedom) {
    return Math.pow(1 + at * at / freedom, -(freedom + 1) / 2);
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(each -> each).average().orElseThrow();
  }

  private static double squareError(List<Double> numbers) {
    double mean = mean(numbers);
    double squares = numbers.stream().mapToDouble(each -> (each - mean) * (each - mean)).sum();
    return squares / (numbers.size() - 1.0) / numbers.size();
  }

  /** The same changes with the labels shuffled: nothing is found in 95 of 100 runs. */
  private static void shuffled(
      String what, int labelled, List<Double> touched, List<Double> others) {
    List<Double> all = new ArrayList<>(touched);
    all.addAll(others);
    Random random = new Random(365);
    int found = 0;
    for (int run = 0; run < SHUFFLES; run++) {
      Collections.shuffle(all, random);
      Spread one = new Spread();
      Spread other = new Spread();
      for (int i = 0; i < all.size(); i++) {
        (i < labelled ? one : other).add(all.get(i));
      }
      found += Difference.ofMeans(one, other).orElseThrow().found() ? 1 : 0;
    }
    System.out.printf(
        "%s, %d of %d labelled at random: something found in %d of %d%n",
        what, labelled, all.size(), found, SHUFFLES);
    // 5 % of 2,000 are 100; three standard deviations of that are 29.
    assertThat(found).as(what).isLessThanOrEqualTo(129);
  }

  @Test
  void cdnowUnderShop() throws IOException {
    RawPopulation raw = RawPopulation.of("cdnow", "shop");
    try (TestDatabase database = TestDatabase.create()) {
      raw.importInto(database);
      try (Node node = Node.start(RawPopulation.settings(database, "shop"), Clock.systemUTC())) {
        for (String date : List.of("1997-10-01T00:00:00Z", "1998-01-15T12:00:00Z")) {
          Instant asOf = Instant.parse(date);
          SortedMap<String, BigDecimal> points = raw.points(asOf);
          Figures whole =
              Node.awaitLongWork(
                      node.population().distribution("shop", asOf, null, null, done -> {}))
                  .whole();
          BigDecimal sum = points.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
          assertThat(whole.customers()).isEqualTo(points.size());
          assertThat(BigDecimal.valueOf(Objects.requireNonNull(whole.rawMean()), 6))
              .isEqualByComparingTo(
                  sum.divide(BigDecimal.valueOf(points.size()), 6, RoundingMode.HALF_UP));
        }
      }
    }
  }

  @Test
  void ravenstackUnderSubscription() throws IOException {
    RawPopulation raw = RawPopulation.of("ravenstack_synthetic", "subscription");
    Instant asOf = Instant.parse("2024-07-01T00:00:00Z");
    try (TestDatabase database = TestDatabase.create()) {
      raw.importInto(database);
      try (Node node =
          Node.start(RawPopulation.settings(database, "subscription"), Clock.systemUTC())) {
        Satisfaction told =
            Node.awaitLongWork(
                node.population().satisfaction("subscription", asOf, "csat", 1_000, done -> {}));
        SortedMap<String, Long> marks = raw.latest("Support Ticket Closed", "csat", asOf);
        long known = marks.values().stream().mapToLong(Long::longValue).sum();
        assertThat(told.known()).isEqualTo(known);
        assertThat(told.known() + told.missing()).isEqualTo(raw.known(asOf));
        for (int i = 0; i < told.columns().size(); i++) {
          int column = i;
          String mark =
              BigDecimal.valueOf(told.columns().get(i).from(), 6)
                  .stripTrailingZeros()
                  .toPlainString();
          assertThat(told.rows().stream().mapToLong(row -> row.customers().get(column)).sum())
              .as(mark)
              .isEqualTo(marks.get(mark));
        }
        Usage usage =
            Node.awaitLongWork(
                node.population()
                    .usage("subscription", LocalDate.parse("2024-06-01"), asOf, done -> {}));
        for (Usage.TypeUsage type : usage.eventTypes()) {
          assertThat(type.users())
              .isEqualTo(
                  raw.doers(type.eventType(), Instant.parse("2024-06-01T00:00:00Z"), asOf).size());
        }
      }
    }
  }

  /** A real, randomised test: there the difference may be called an effect. */
  @Test
  void hillstromsMailsBringVisits() throws IOException {
    Path csv = RawPopulation.shared("hillstrom_email", "hillstrom.csv.gz");
    Map<String, Set<String>> arms = new TreeMap<>();
    Map<String, Integer> visits = new TreeMap<>();
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8))) {
      List<String> head = List.of(Objects.requireNonNull(reader.readLine()).split(",", -1));
      int customer = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        // The text of a few columns holds no comma: none is quoted.
        List<String> fields = List.of(line.split(",", -1));
        String arm = fields.get(head.indexOf("segment"));
        String id = "h" + customer++;
        arms.computeIfAbsent(arm, fresh -> new HashSet<>()).add(id);
        lines.add(event(id, "Account Created", "2008-03-01T00:00:00Z"));
        if (fields.get(head.indexOf("visit")).equals("1")) {
          visits.merge(arm, 1, Integer::sum);
          lines.add(event(id, "Signed In", "2008-03-20T12:00:00Z"));
        }
      }
    }
    Path file = folder.resolve("hillstrom.jsonl");
    Files.write(file, lines);
    try (TestDatabase database = TestDatabase.create()) {
      RawPopulation.importInto(database, file);
      try (Node node =
          Node.start(RawPopulation.settings(database, "subscription"), Clock.systemUTC())) {
        Set<String> nobodysMail = Objects.requireNonNull(arms.get("No E-Mail"));
        for (String arm : List.of("Mens E-Mail", "Womens E-Mail")) {
          Set<String> mailed = Objects.requireNonNull(arms.get(arm));
          Campaign campaign =
              Node.awaitLongWork(
                  node.population()
                      .campaign(
                          new CampaignQuestion(
                              "subscription",
                              Instant.parse("2008-03-15T00:00:00Z"),
                              Instant.parse("2008-03-29T00:00:00Z"),
                              new CampaignQuestion.Listed(arm, mailed),
                              new CampaignQuestion.Listed("No E-Mail", nobodysMail),
                              "Signed In"),
                          done -> {}));
          Difference effect = Objects.requireNonNull(campaign.measures().get(2).difference());
          double expected =
              (double) visits.getOrDefault(arm, 0) / mailed.size()
                  - (double) visits.getOrDefault("No E-Mail", 0) / nobodysMail.size();
          assertThat(campaign.label()).isEqualTo(Campaign.Label.EFFECT);
          assertThat(campaign.touched()).isEqualTo(mailed.size());
          assertThat(effect.estimate()).isEqualTo(expected, within(1e-9));
          assertThat(effect.interval().low()).isPositive();
          shuffled(
              "hillstrom, visits",
              mailed.size(),
              ones(visits.getOrDefault(arm, 0), mailed.size()),
              ones(visits.getOrDefault("No E-Mail", 0), nobodysMail.size()));
        }
      }
    }
  }

  private static List<Double> ones(int ones, int of) {
    List<Double> list = new ArrayList<>(Collections.nCopies(ones, 1.0));
    list.addAll(Collections.nCopies(of - ones, 0.0));
    return list;
  }

  private static String event(String id, String type, String at) {
    return "{\"type\":\"track\",\"messageId\":\"%s-%s\",\"userId\":\"%s\",\"event\":\"%s\",\"timestamp\":\"%s\"}"
        .formatted(id, type, id, type, at);
  }
}
