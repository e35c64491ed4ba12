package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.store.TestDatabase;
import picocli.CommandLine.Help.Ansi;

/** The commands as a person types them: what they print and the exit codes they leave with. */
class CommandsTest {
  @SuppressWarnings("NullAway.Init") // made before all tests
  private static TestDatabase database;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path folder;

  /** What a command came to. */
  private record Ran(int code, String out, String err) {}

  @BeforeAll
  static void make() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static Ran run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = RootCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Ran(code, out.toString(), err.toString());
  }

  private static Ran runOnDatabase(String... args) {
    return runOn(database, args);
  }

  private static Ran runOn(TestDatabase database, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(database.options());
    return run(all.toArray(new String[0]));
  }

  @Test
  void aRightRulebaseIsFine() {
    Ran ran = run("check", "rules/shop");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("are fine. Version sha256:");
  }

  @Test
  void aFindingIsToldWithItsPlaceAndAdvice() throws IOException {
    Path copy = copyOf("shop");
    Path weights = copy.resolve("weights.drl");
    Files.writeString(weights, Files.readString(weights).replaceFirst("inAll > 0", "inAl > 0"));

    Ran ran = run("check", copy.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .containsPattern("weights\\.drl:\\d+:\\d+: error: .*inAl")
        .contains("inAll");
  }

  @Test
  void aCaseThatDoesNotHoldIsToldInWords() throws IOException {
    Path copy = copyOf("shop");
    Path cases = copy.resolve("tests").resolve("orders.yaml");
    Files.writeString(cases, Files.readString(cases).replaceFirst("phase: PAYING", "phase: TRIAL"));

    Ran ran = run("test", copy.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .contains("The phase is PAYING; TRIAL was expected.")
        .contains("1 do not.");
  }

  @Test
  void aTestTellsWhatTheCasesCoverAndThatNoRandomCustomerMadeARuleFail() {
    Ran ran = run("test", "rules/shop", "--customers", "100", "--seed", "7");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("16 cases hold, 0 do not.")
        .contains("32 of 32 rules match in some case.")
        .contains("outcomes of conditions, holding and failing, are seen in some case.")
        .contains("100 of 100 random customers decided about (seed 7); no rule failed.");
  }

  @Test
  void testResultsAsJson_haveTheSame() {
    Ran ran = run("test", "rules/shop", "--json", "--customers", "10");

    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .startsWith("{\"rulebases\":[{\"rulebase\":\"rules/shop\",\"version\":\"sha256:")
        .contains("\"passed\":true,\"diagnostics\":[],\"trial\":{\"cases\":[{\"file\":")
        .contains("\"randomCustomers\":{\"asked\":10,\"tried\":10,\"seed\":1,\"failures\":[]}");
  }

  @Test
  void proposedCasesGoToOut_andWhatIsToBeKnownOfThemToErr() {
    Ran ran = run("test", "rules/shop", "--propose=advocacy.very-loyal");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("- title: \"Order Completed: inAll is 5, just below 6;");
    assertThat(ran.err()).contains("6 cases. Read them before you save them");
    assertThat(run("test", "rules/shop", "--propose=advocacy.unheard-of").code()).isEqualTo(2);
  }

  @Test
  void aCheckWithAStore_tellsWhatNeverCameIn() throws IOException {
    Path events = folder.resolve("events.jsonl");
    Files.writeString(
        events,
        """
        {"messageId":"1","customerId":"c","event":"Order Complete","occurredAt":"2026-01-05T10:00:00Z"}
        """);
    try (TestDatabase store = TestDatabase.create()) {
      assertThat(runOn(store, "import", events.toString()).code()).isZero();

      Ran ran = runOn(store, "check", "rules/shop", "--store");

      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out())
          .containsPattern(
              "catalogue\\.yaml:\\d+:\\d+: warning: No event \"Order Completed\" has ever come in")
          .contains("Maybe you meant \"Order Complete\".")
          .contains("The event \"Order Complete\" comes in, but the catalogue does not have it");
    }
    assertThat(run("check", "rules/shop", "--store", "--data-dir", folder + "/none").code())
        .isEqualTo(2);
  }

  @Test
  void findingsAsJsonAreThoseOfTheText() throws IOException {
    Path copy = copyOf("shop");
    Path weights = copy.resolve("weights.drl");
    Files.writeString(weights, Files.readString(weights).replaceFirst("inAll > 0", "inAl > 0"));

    Ran ran = run("check", "--json", copy.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("{\"rulebases\":[{\"rulebase\":")
        .contains("\"version\":null")
        .contains("\"code\":\"unknown-field\",\"severity\":\"error\",\"file\":\"weights.drl\"")
        .contains("\"maybe\":\"Maybe you meant \\\"inAll\\\".\"");
  }

  @Test
  void findingsAreColouredOnATerminalOnly() {
    String line = "weights.drl:3:4: error: There is an error: none. [x]";

    assertThat(CheckCommand.coloured(line, Ansi.OFF)).isEqualTo(line);
    assertThat(CheckCommand.coloured(line, Ansi.ON))
        .isEqualTo("weights.drl:3:4: \u001B[31merror\u001B[0m: There is an error: none. [x]");
  }

  @Test
  void formattingIsAskedForPrintedOrWritten() throws IOException {
    Path copy = copyOf("shop");
    Path weights = copy.resolve("weights.drl");
    String good = Files.readString(weights);
    assertThat(run("format", "--check", copy.toString())).isEqualTo(new Ran(0, "", ""));
    Files.writeString(weights, good.replace("( event", "(event"));

    Ran asked = run("format", "--check", copy.toString());
    Ran printed = run("format", copy.toString());
    Ran written = run("format", "--write", copy.toString());

    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.out()).contains("weights.drl is not formatted.");
    assertThat(printed.code()).isZero();
    assertThat(printed.out()).contains("weights.drl <==").contains(good);
    assertThat(written.out()).contains("weights.drl is formatted now.");
    assertThat(Files.readString(weights)).isEqualTo(good);
    Files.writeString(weights, "no rules");
    assertThat(run("format", copy.toString()).err()).contains("cannot be formatted");
  }

  @Test
  void aFolderThatIsNoneIsWrongUsage() {
    Ran ran = run("check", "no/such/folder");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("There is no folder \"no/such/folder\"").contains("Maybe");
  }

  @Test
  void serveNeedsAKey() {
    Ran ran = run("serve");

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("RAPPORT_API_KEY").contains("openssl rand -hex 16");
  }

  @Test
  void importedLinesAreCountedAndRejectedOnesKept() throws IOException {
    String good =
        "{\"type\":\"track\",\"messageId\":\"commands-%d\",\"userId\":\"ada\",\"event\":\"Signed In\",\"timestamp\":\"2026-01-0%dT10:00:00Z\"}";
    String bad = "{\"type\":\"track\",\"messageId\":\"commands-9\",\"event\":\"Signed In\"}";
    Path file = folder.resolve("events.jsonl");
    Files.write(file, List.of(good.formatted(1, 1), bad, good.formatted(2, 2)));
    Path rejects = folder.resolve("rejects.jsonl");

    Ran first = runOnDatabase("import", file.toString(), "--rejects", rejects.toString());
    Ran again = runOnDatabase("import", file.toString());

    assertThat(first.code()).isEqualTo(1);
    assertThat(first.out()).contains("2 accepted, 0 duplicate, 1 rejected");
    assertThat(first.err()).contains("events.jsonl:2: ").contains("[customer-id-missing]");
    assertThat(Files.readAllLines(rejects)).containsExactly(bad);
    assertThat(again.out()).contains("0 accepted, 2 duplicate, 1 rejected");
  }

  @Test
  void aSmallDemoShowsScoresSegmentsReasonsAndDoors() {
    try (TestDatabase fresh = TestDatabase.create()) {
      demo(fresh);
    }
  }

  private static void demo(TestDatabase fresh) {
    Ran demo = runOn(fresh, "demo", "--exit", "--customers", "60", "--http-port", "0");

    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("customers decided, 0 fallbacks")
        .contains("Scores of ")
        .contains("churn-risk")
        .contains("telling customers")
        .contains("Points\n")
        .contains("API key ")
        .contains("curl -s");

    Ran one = runOn(fresh, "decide", "demo-0001");
    assertThat(one.code()).isZero();
    assertThat(one.out()).contains("Customer  demo-0001").contains("Record    decision ");
    assertThat(one.out().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(110));

    Ran all = runOn(fresh, "decide", "--all", "--as-of", "2026-01-03");
    Ran rest = runOn(fresh, "decide", "--all", "--as-of", "2026-01-03");
    assertThat(all.out()).contains(" 0 had been before, 0 fallbacks");
    assertThat(rest.out()).contains("0 decided as of 2026-01-03T00:00:00Z");
  }

  @Test
  void decideNeedsOneCustomerOrAll() {
    assertThat(runOnDatabase("decide").code()).isEqualTo(2);
    assertThat(runOnDatabase("decide", "ada", "--as-of", "yesterday").err())
        .contains("--as-of is \"yesterday\"");
  }

  private Path copyOf(String rulebase) throws IOException {
    Path from = Path.of("rules", rulebase);
    Path to = folder.resolve(rulebase);
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
    return to;
  }
}
