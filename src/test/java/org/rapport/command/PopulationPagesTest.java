package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rapport.analysis.RuleCard;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Phase;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Value;
import org.rapport.population.Campaign;
import org.rapport.population.Distribution;
import org.rapport.population.DistributionGathering;
import org.rapport.population.Moves;
import org.rapport.population.Satisfaction;
import org.rapport.population.Standing;
import org.rapport.population.Standing.Verdict;
import org.rapport.population.Usage;
import org.rapport.statistics.Difference;
import org.rapport.statistics.Interval;

/** The pages, with names chosen to break out of them. */
class PopulationPagesTest {
  private static final String NASTY =
      "</script></bdi>\"'><script>window.hurt=1</script><img src=x onerror=\"window.hurt=1\">&amp;";

  private static final RulebaseRef RULES = new RulebaseRef("small", "sha256:1", "sha256:2");
  private static final Instant FROM = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-03-01T00:00:00Z");
  private static final Verdict VERDICT =
      new Verdict(1_500_000, 40, NASTY, Phase.PAYING, EvidenceLevel.OK, List.of(), NASTY);
  private static final Difference DIFFERENCE = new Difference(0.25, new Interval(0.125, 0.5));

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path folder;

  private static String distribution(int customers) {
    DistributionGathering gathering = new DistributionGathering(NASTY, null, List.of());
    List<Standing> all = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      TreeMap<String, Value> attributes = new TreeMap<>(Map.of(NASTY, new Value.Text(NASTY + i)));
      all.add(new Standing(NASTY + i, VERDICT, attributes));
    }
    all.forEach(gathering::look);
    gathering.settleGroups();
    all.forEach(gathering::add);
    Distribution found = gathering.done(RULES, TO);
    return PopulationHtml.of(found);
  }

  private static String moves() {
    SortedMap<String, SortedMap<String, Long>> cells = new TreeMap<>();
    cells.put(NASTY, new TreeMap<>(Map.of(NASTY, 3L, Moves.UNDECIDED, 1L)));
    cells.put(Moves.NOT_YET_THERE, new TreeMap<>(Map.of(NASTY, 2L)));
    Moves.Move move = new Moves.Move(NASTY, VERDICT, VERDICT);
    RuleCard card = new RuleCard("weight.x", NASTY, NASTY, NASTY, "weights.drl", 1);
    return MovesHtml.of(
        new Moves(
            RULES,
            FROM,
            TO,
            4,
            2,
            0,
            List.of(new Moves.Matrix(Moves.BANDS, cells)),
            List.of(new Moves.Mover(move, List.of(new Moves.Part(card, 1, 2, 3)))),
            List.of(),
            new Moves.Cell(Moves.BANDS, NASTY, NASTY, List.of(move), true)));
  }

  private static String usage() {
    TreeMap<String, Usage.UsedBy> by = new TreeMap<>(Map.of(NASTY, new Usage.UsedBy(1, 2)));
    return UsageHtml.of(
        new Usage(
            RULES,
            FROM,
            TO,
            6,
            List.of(new Usage.TypeUsage(NASTY, 3, 4, 2, 3, 1, 1, by, new TreeMap<>())),
            List.of(
                new Usage.Leaving(
                    Usage.Meaning.SILENT,
                    10,
                    20,
                    List.of(
                        new Usage.Separation(NASTY, 5, 2, DIFFERENCE),
                        new Usage.Separation("Other", 5, 2, null))))));
  }

  private static String satisfaction() {
    Standing standing =
        new Standing(NASTY, VERDICT, new TreeMap<>(Map.of(NASTY, new Value.Numeric(9_000_000))));
    Satisfaction.Corner corner =
        new Satisfaction.Corner(61, 100, null, 6_000_000L, 2, List.of(standing));
    return SatisfactionHtml.of(
        new Satisfaction(
            RULES,
            TO,
            NASTY,
            List.of(new Satisfaction.Range(9_000_000, 9_000_000)),
            List.of(new Satisfaction.Row(21, 40, List.of(1L, 5L))),
            1,
            5,
            corner,
            corner));
  }

  private static String campaign() {
    return CampaignHtml.of(
        new Campaign(
            RULES,
            FROM,
            TO,
            NASTY,
            NASTY,
            false,
            10,
            20,
            1,
            List.of(
                new Campaign.Measure("score", 10, 12, 9, 9.5, DIFFERENCE, DIFFERENCE),
                new Campaign.Measure("outcome", 0.05, 0.2, 0.1, 0.1, DIFFERENCE, DIFFERENCE),
                new Campaign.Measure("outcome", 0, 0, 0, 0, null, null))));
  }

  static List<String> pages() {
    return List.of(
        distribution(0),
        distribution(3),
        distribution(3_000),
        moves(),
        usage(),
        satisfaction(),
        campaign());
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("pages")
  void noNameBecomesMarkup_andNothingIsFetched(String page) {
    String own = page.replaceAll("(?s)<style>.*?</style>", "");
    // Of the two scripts of Rapport's own there is one each, and no other.
    List<String> scripts = new ArrayList<>();
    Matcher script = Pattern.compile("(?s)<script(.*?)>(.*?)</script>").matcher(own);
    while (script.find()) {
      scripts.add(script.group(1));
      assertThat(script.group(2)).doesNotContain("window.hurt");
    }
    assertThat(scripts).isIn(List.of(), List.of(" type=\"application/json\"", "", ""));
    String markup = own.replaceAll("(?s)<script.*?</script>", "");
    assertThat(markup).doesNotContain("<img").doesNotContain("<script").doesNotContain(NASTY);
    assertThat(page)
        .contains("default-src 'none'; base-uri 'none'; form-action 'none'")
        .doesNotContain("unsafe-eval")
        .doesNotContain("script-src 'unsafe")
        .doesNotContain(" src=\"http")
        .doesNotContain("url(http")
        .contains("width=device-width")
        .contains("prefers-color-scheme: dark")
        .contains("<html lang=\"en\">");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("pages")
  void everyTableHasACaption_headers_andCanBeReachedByKeyboard(String page) {
    int tables = page.split("<table>", -1).length - 1;
    assertThat(page.split("<caption>", -1)).hasSize(tables + 1);
    assertThat(page.split("role=\"region\" tabindex=\"0\" aria-label=", -1)).hasSize(tables + 1);
    assertThat(page.split("<thead><tr><th scope=\"col\">", -1)).hasSize(tables + 1);
    assertThat(page.split("<tr><th scope=\"row\">", -1).length).isGreaterThanOrEqualTo(tables);
    assertThat(page.split("<svg", -1).length - 1)
        .isEqualTo(page.split("<svg[^>]*(aria-label=|aria-hidden=\"true\")", -1).length - 1);
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("pages")
  void noHeadingLeavesALevelOut(String page) {
    Matcher heading = Pattern.compile("<h([1-6])").matcher(page);
    int last = 0;
    while (heading.find()) {
      int level = Integer.parseInt(heading.group(1));
      assertThat(level).isLessThanOrEqualTo(last + 1);
      last = level;
    }
    assertThat(last).isPositive();
  }

  @Test
  void aBarThatWouldHideTheOthersIsCutOff_andToldInWords() {
    DistributionGathering gathering = new DistributionGathering(null, null, List.of());
    for (int i = 0; i < 1_050; i++) {
      Verdict verdict =
          new Verdict(0, i < 1_000 ? 1 : 50, null, Phase.TRIAL, EvidenceLevel.OK, List.of(), null);
      gathering.add(new Standing("c" + i, verdict, new TreeMap<>()));
    }
    assertThat(PopulationHtml.of(gathering.done(RULES, TO)))
        .contains("so that the others are seen: 1,000 customers at a score of 1.")
        .contains("\"top\":58,")
        .contains("<h1>1,050 customers</h1>");
    assertThat(distribution(3)).doesNotContain("Cut off").contains("\"top\":0,");
  }

  @Test
  void sharesAreToldInPercent() {
    assertThat(campaign()).contains("20.00%").contains("+25.00").contains("+12.50 to +50.00");
  }

  @Test
  void nobodyAndTooFewAreSaidInWords() {
    assertThat(distribution(0)).contains("Nobody was known then").doesNotContain("<script");
    assertThat(campaign())
        .contains("This is not causal")
        .contains("Too few customers to tell: at least 5 of each.");
    assertThat(usage()).contains("An association, not a cause").contains("too few to tell");
    assertThat(moves()).contains("The first 1 customer; there are more");
  }

  /** In a browser, if there is one: the plot is drawn, and no name has run. */
  @Test
  void inABrowserThePlotIsDrawn_andNoNameRuns() throws IOException, InterruptedException {
    String browser = System.getenv().getOrDefault("RAPPORT_BROWSER", "/usr/bin/chromium");
    boolean required = Boolean.parseBoolean(System.getenv("RAPPORT_CLIENTS_REQUIRED"));
    assumeTrue(
        required || Files.isExecutable(Path.of(browser)),
        "No browser at " + browser + ": what a page does when it is read is not tried.");
    Path page = folder.resolve("page.html");
    Files.writeString(page, distribution(3_000));
    Path out = folder.resolve("dom.html");

    Process process =
        new ProcessBuilder(
                browser,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=2000",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }

    String dom = Files.readString(out, StandardCharsets.UTF_8);
    assertThat(dom).contains("<canvas").contains("class=\"u-legend");
    assertThat(dom.split("<canvas", -1)).hasSize(2);
    assertThat(dom).doesNotContain("<img").doesNotContain("The plot needs scripts");
  }
}
