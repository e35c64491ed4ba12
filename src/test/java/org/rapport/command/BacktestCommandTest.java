package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.store.TestDatabase;

/** {@code rapport backtest} and {@code rapport calibrate} as a person types them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BacktestCommandTest {
  private static final int CUSTOMERS = 30;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before the tests
  static Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private TestDatabase database;

  private record Ran(int code, String out, String err) {}

  @BeforeAll
  void fill() throws IOException {
    database = TestDatabase.create();
    List<String> events = new ArrayList<>();
    for (int i = 0; i < CUSTOMERS; i++) {
      for (int order = 0; order <= i % 5; order++) {
        events.add(
            "{\"type\":\"track\",\"messageId\":\"m-%d-%d\",\"userId\":\"c-%d\",\"event\":\"Order Completed\",\"properties\":{\"revenue\":20},\"timestamp\":\"2026-0%d-%02dT10:00:00Z\"}"
                .formatted(i, order, i, 1 + order, 1 + i % 27));
      }
    }
    Path file = Files.write(folder.resolve("events.jsonl"), events);
    assertThat(run("import", file.toString()).code()).isZero();
  }

  @AfterAll
  void drop() {
    database.close();
  }

  private Ran run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(database.options());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        RootCommand.run(
            new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(new String[0]));
    return new Ran(code, out.toString(), err.toString());
  }

  private Path outcomes(String... more) throws IOException {
    List<String> lines = new ArrayList<>(List.of("task,customerId,cutoff,outcome"));
    for (int i = 0; i < CUSTOMERS; i++) {
      lines.add("churn_soon,c-%d,2026-06-01,%d".formatted(i, i % 5 < 2 ? 1 : 0));
    }
    lines.addAll(List.of(more));
    return Files.write(folder.resolve("outcomes.csv"), lines);
  }

  @Test
  void aBacktestPrintsItsFiguresAndTheAnchorsBeside() throws IOException {
    Path anchors =
        Files.write(
            folder.resolve("anchors.csv"),
            List.of("task,name,auc", "churn_soon,a coin,0.5", "other,unused,0.9"));

    Ran ran =
        run(
            "backtest",
            "--outcomes",
            outcomes().toString(),
            "--rulebase",
            "shop",
            "--anchors",
            anchors.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("Backtest of the rulebase shop")
        .contains("few raw points foretell it")
        .containsPattern("all +30 +12 +40\\.0% +\\d\\.\\d{3} \\+-\\d\\.\\d{3} \\(.*\\) signal")
        .contains("half 0")
        .contains("half 1")
        .containsPattern("a coin +0\\.500 +\\+0\\.\\d+ .* better")
        .doesNotContain("unused");
    assertThat(ran.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void asJsonItHasEverything() throws IOException {
    Ran ran = run("backtest", "--outcomes", outcomes().toString(), "--rulebase", "shop", "--json");

    JsonNode report = new ObjectMapper().readTree(ran.out());
    JsonNode task = report.at("/tasks/0");
    assertThat(task.at("/task").asText()).isEqualTo("churn_soon");
    assertThat(task.at("/fewPointsForetell").asBoolean()).isTrue();
    assertThat(task.at("/all/rows").asInt()).isEqualTo(30);
    assertThat(task.at("/all/rawPoints/auc").asDouble()).isGreaterThan(0.5);
    assertThat(task.at("/halves/0/rows").asInt() + task.at("/halves/1/rows").asInt()).isEqualTo(30);
    assertThat(task.at("/all/levels").findValuesAsText("level"))
        .containsExactly("high", "medium", "low", "null");
    assertThat(report.at("/unusable").size()).isZero();
  }

  @Test
  void oneHalfIsLookedAtAlone() throws IOException {
    Ran ran =
        run(
            "backtest",
            "--outcomes",
            outcomes().toString(),
            "--rulebase",
            "shop",
            "--half",
            "0",
            "--json");

    JsonNode report = new ObjectMapper().readTree(ran.out());
    assertThat(report.at("/half").asInt()).isZero();
    assertThat(report.at("/tasks/0/all/rows").asInt()).isBetween(1, 29);
    assertThat(report.at("/tasks/0/halves").size()).isZero();
  }

  @Test
  void linesThatCannotBeUsedAreNamedAndCounted() throws IOException {
    Path file =
        outcomes(
            "churn_soon,nobody,2026-06-01,1",
            "churn_soon,c-1,someday,1",
            "churn_soon,c-1,2026-06-01,maybe");

    Ran ran = run("backtest", "--outcomes", file.toString(), "--rulebase", "shop");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("outcomes.csv:32: Nothing is known of the customer nobody")
        .contains("outcomes.csv:33: The cutoff \"someday\"")
        .contains("outcomes.csv:34: The outcome \"maybe\"");
    assertThat(ran.out())
        .contains("Lines that could not be used: 1 bad-cutoff, 1 bad-outcome, 1 unknown-customer.");
  }

  @Test
  void whatCannotBeDoneIsWrongUsage() throws IOException {
    String file = outcomes().toString();

    assertThat(run("backtest").code()).isEqualTo(2);
    assertThat(run("backtest", "--outcomes", "none.csv").err()).contains("There is no file");
    assertThat(run("backtest", "--outcomes", file, "--half", "2").err())
        .contains("Maybe you meant 0, 1 or both");
    Ran task = run("backtest", "--outcomes", file, "--rulebase", "shop", "--task", "chrun_soon");
    assertThat(task.code()).isEqualTo(2);
    assertThat(task.err()).contains("Maybe you meant one of these: churn_soon");
    assertThat(run("backtest", "--outcomes", file, "--rulebase", "shpo").err())
        .contains("There is no rulebase \"shpo\"");
  }

  @Test
  void calibratingShowsTheSpreadAndTheLineAsItWouldRead() throws IOException {
    Ran ran = run("calibrate", "--rulebase", "shop", "--as-of", "2026-06-01");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out())
        .contains("Raw points of 30 customers as of 2026-06-01T00:00:00Z, by the rulebase shop")
        .contains("Rule scale.percentiles, normalisation.drl:")
        .contains("scale.byPercentiles( 1, 2, 3, 4.5, 6.5, 15, 19, 23, 38, 100 );")
        .containsPattern("scale\\.againstReference\\( \\d+ \\);\\s+one in ten of them at 100")
        .containsPattern("scale\\.saturating\\( \\d+ \\);\\s+half of them above 50")
        .contains("regular")
        .contains("####");
    assertThat(ran.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    Ran json = run("calibrate", "--rulebase", "shop", "--as-of", "2026-06-01", "--json");
    JsonNode scale = new ObjectMapper().readTree(json.out()).at("/scales/0");
    assertThat(scale.at("/rawPoints/customers").asInt()).isEqualTo(30);
    assertThat(scale.at("/proposed").findValuesAsText("form")).contains("reference", "saturating");

    assertThat(run("calibrate", "--as-of", "1990-01-01").code()).isEqualTo(2);
  }
}
