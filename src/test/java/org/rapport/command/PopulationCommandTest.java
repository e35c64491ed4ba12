package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.store.TestDatabase;

class PopulationCommandTest {
  private static final String FROM = "2026-01-10";
  private static final String TO = "2026-02-10";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path folder;

  private static String order(int customer, String day) {
    return "{\"type\":\"track\",\"messageId\":\"%d-%s\",\"userId\":\"buyer-%02d\",\"event\":\"Order Completed\",\"timestamp\":\"%sT12:00:00Z\",\"properties\":{\"revenue\":20,\"quantity\":1}}"
        .formatted(customer, day, customer, day);
  }

  @Test
  void eachCommandTellsItsPartOfTheSamePopulation() throws IOException {
    List<String> lines = new ArrayList<>();
    List<String> touched = new ArrayList<>();
    for (int customer = 0; customer < 20; customer++) {
      lines.add(order(customer, "2026-01-05"));
      if (customer % 2 == 0) {
        lines.add(order(customer, "2026-02-01"));
        touched.add("buyer-%02d".formatted(customer));
      }
    }
    Path events = folder.resolve("orders.jsonl");
    Files.write(events, lines);
    Path list = folder.resolve("touched.txt");
    Files.write(list, touched);
    Path page = folder.resolve("page.html");
    try (TestDatabase database = TestDatabase.create()) {
      assertThat(run(database, "import", events.toString())).contains("30 accepted");

      assertThat(run(database, "population", "--as-of", TO, "--html", page.toString()))
          .startsWith("20 customers as of 2026-02-10 00:00 UTC by shop");
      assertThat(Files.readString(page)).contains("<h1>20 customers</h1>");
      assertThat(
              run(
                  database,
                  "population",
                  "report",
                  page.toString(),
                  "--since",
                  FROM,
                  "--as-of",
                  TO,
                  "--event",
                  "Order Completed"))
          .startsWith("Written: ");
      assertThat(Files.readString(page))
          .contains("<h1>20 customers</h1>")
          .contains("<h2 id=\"moves\">")
          .contains("<h2 id=\"activity\">")
          .contains("<h2 id=\"campaign\">")
          .doesNotContain("<h2 id=\"satisfaction\">");
      assertThat(run(database, "population", "moves", "--from", FROM, "--to", TO, "--csv"))
          .contains("cell,bands,")
          .contains("mover,buyer-");
      assertThat(run(database, "population", "moves", "--from", FROM, "--to", TO))
          .containsPattern("\n  all +[0-9. ]+ 20\n")
          .satisfies(PopulationCommandTest::fits);
      assertThat(run(database, "population", "activity", "--since", FROM, "--as-of", TO))
          .satisfies(PopulationCommandTest::fits)
          .containsPattern("Order Completed\\s+10\\s+50\\.0%\\s+10\\s+0\\s+10");
      String campaign =
          run(
              database,
              "population",
              "campaign",
              "--from",
              FROM,
              "--to",
              TO,
              "--touched",
              list.toString(),
              "--outcome",
              "Order Completed");
      assertThat(campaign)
          .satisfies(PopulationCommandTest::fits)
          .contains("touched: 10 customers who are in the list touched.txt")
          .contains("This is not causal");
    }
  }

  private static void fits(String text) {
    assertThat(text.lines()).allMatch(line -> line.length() <= Told.WIDTH);
  }

  /** A bad --from was told as a bad --as-of, an option that the command does not even have. */
  @Test
  void aBadInstantIsToldByTheOptionThatNamedIt() {
    for (String option : List.of("--from", "--to")) {
      StringWriter err = new StringWriter();
      String other = option.equals("--from") ? "--to" : "--from";

      int code =
          RootCommand.run(
              new PrintWriter(new StringWriter(), true),
              new PrintWriter(err, true),
              new String[] {"population", "moves", option, "yesterday", other, TO});

      assertThat(code).isEqualTo(RootCommand.USAGE);
      assertThat(err.toString()).contains(option + " is \"yesterday\"").contains("Maybe");
    }
  }

  private static String run(TestDatabase database, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(database.options());
    if (!args[0].equals("import")) {
      all.add("--rulebase");
      all.add("shop");
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        RootCommand.run(
            new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(new String[0]));
    assertThat(code).as(err.toString()).isEqualTo(RootCommand.FINE);
    return out.toString();
  }
}
