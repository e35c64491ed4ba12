package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.decision.SmallRulebase;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.TestDatabase;

/** From a folder to what decides at the command line, by two people, and back. */
class DraftCommandsTest {
  private static final InputStream KEYBOARD = System.in;

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path home;

  private TestDatabase database;
  private String ada = "";
  private String bob = "";

  private record Ran(int code, String out, String err) {}

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.create();
    save(home.resolve("rules/small"), SmallRulebase.source());
    save(home.resolve("small"), SmallRulebase.heavier());
    ada = run("keys", "create", "--name", "ada", "--roles", "rules:edit,rules:publish").out();
    bob = run("keys", "create", "--name", "bob", "--roles", "rules:publish").out();
    Path events = home.resolve("events.jsonl");
    Files.writeString(
        events,
        """
        {"type":"track","messageId":"m1","userId":"c1","event":"Signed Up","timestamp":"2026-02-01T00:00:00Z"}
        {"type":"track","messageId":"m2","userId":"c1","event":"Lesson Watched","timestamp":"2026-02-20T00:00:00Z"}
        {"type":"track","messageId":"m3","userId":"c2","event":"Signed Up","timestamp":"2026-02-01T00:00:00Z"}
        """);
    assertThat(run("import", events.toString()).code()).isZero();
  }

  @AfterEach
  void close() {
    System.setIn(KEYBOARD);
    database.close();
  }

  private static void save(Path folder, RulebaseSource source) throws IOException {
    for (Map.Entry<String, String> file : source.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private Ran run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(database.options());
    all.addAll(
        List.of("--rules-dir", home.resolve("rules").toString(), "--default-rulebase", "small"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        RootCommand.run(
            new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    return new Ran(code, out.toString().strip(), err.toString().strip());
  }

  private Ran draft(String key, String... args) {
    List<String> all = new ArrayList<>(List.of("draft"));
    all.addAll(List.of(args));
    all.addAll(List.of("--api-key", key));
    return run(all.toArray(String[]::new));
  }

  private Ran fine(String key, String... args) {
    Ran ran = draft(key, args);
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    return ran;
  }

  private String version(String out) {
    return out.lines()
        .map(String::strip)
        .filter(line -> line.startsWith("sha256:"))
        .findFirst()
        .orElseThrow();
  }

  private String decidedBy() {
    Ran ran = run("decide", "c1", "--as-of", "2026-03-01");
    assertThat(ran.code()).as(ran.err()).isZero();
    return database.query(
        "SELECT r.version FROM rapport.decision d JOIN rapport.decided_by r ON r.ref = d.decided_by"
            + " ORDER BY d.decided_at DESC, d.decision_id DESC LIMIT 1");
  }

  private Ran submitted() {
    return fine(ada, "submit", home.resolve("small").toString(), "--why", "Lessons matter more");
  }

  @Test
  void twoPeopleLetAFolderDecideAndTakeItBack() {
    String first = decidedBy();
    Ran submitted = submitted();
    assertThat(submitted.out()).contains("draft 1 of small: submitted", "by ada");
    String second = version(submitted.out());

    Ran measured = fine(ada, "impact", "small", "1", "--as-of", "2026-03-01");
    assertThat(measured.out())
        .contains("for 2 of 2 customers", "the score of 1 (50.0%)")
        .doesNotContain("not measured");
    assertThat(fine(ada, "impact", "small", "1", "--as-of", "2026-03-01", "--json").out())
        .contains("\"score\":1,");

    Ran own = draft(ada, "approve", "small", "1", "--yes");
    assertThat(own.code()).isEqualTo(RootCommand.USAGE);
    assertThat(own.err()).contains("ada wrote in the draft 1");
    assertThat(draft(ada, "publish", "small", "1").code()).isEqualTo(RootCommand.USAGE);

    Ran approved = fine(bob, "approve", "small", "1", "--why", "Seen", "--yes");
    assertThat(approved.out())
        .containsSubsequence(
            "draft-submitted by ada: \"Lessons matter more\"",
            "weights.drl, line",
            "-     points.award( $lessons ).inLastDays( 90 ).each( 2 )",
            "+     points.award( $lessons ).inLastDays( 90 ).each( 3 )",
            "the score of 1 (50.0%)",
            "draft 1 of small: approved, approved by bob");
    assertThat(decidedBy()).isEqualTo(first);

    assertThat(fine(bob, "publish", "small", "1").out()).contains("published", second);
    assertThat(decidedBy()).isEqualTo(second);
    assertThat(fine(ada, "list", "small").out())
        .containsSubsequence(
            "published by bob; decides now", second, "bootstrapped by service", first);

    String beginning = first.substring(0, 15);
    Ran back = fine(ada, "rollback", "small", beginning, "--why", "Too many");
    assertThat(back.out()).contains("decides again", first);
    assertThat(decidedBy()).isEqualTo(first);
    assertThat(draft(ada, "rollback", "small", "sha256:0", "--why", "So").err())
        .contains("was never live");
  }

  @Test
  void whoeverApprovesIsShownItAndAsked() {
    decidedBy();
    submitted();
    System.setIn(new ByteArrayInputStream("no\n".getBytes(StandardCharsets.UTF_8)));
    Ran no = draft(bob, "approve", "small", "1");
    assertThat(no.code()).isEqualTo(RootCommand.FINDINGS);
    assertThat(no.out())
        .contains(
            "each( 3 )", "was not measured", "Approve this version?", "Nothing was approved.");
    System.setIn(new ByteArrayInputStream(new byte[0]));
    assertThat(draft(bob, "approve", "small", "1").code()).isEqualTo(RootCommand.FINDINGS);
    assertThat(fine(bob, "show", "small", "1").out()).contains("submitted");

    System.setIn(new ByteArrayInputStream("yes\n".getBytes(StandardCharsets.UTF_8)));
    assertThat(fine(bob, "approve", "small", "1").out()).contains("approved by bob");

    assertThat(fine(bob, "reject", "small", "1", "--why", "On second thoughts").out())
        .contains("rejected");
  }

  @Test
  void whoMayNotAndWhatIsWrongIsTold() throws IOException {
    assertThat(draft(bob, "submit", home.resolve("small").toString(), "--why", "W").err())
        .contains("does not have the role rules:edit");
    assertThat(draft("nobodys-key-nobodys-key", "list", "small").err()).contains("keys create");
    assertThat(draft(bob, "approve", "small", "7").err()).contains("There is no draft 7");

    save(home.resolve("small"), SmallRulebase.broken());
    Ran broken = draft(ada, "submit", home.resolve("small").toString(), "--why", "W");
    assertThat(broken.code()).isEqualTo(RootCommand.FINDINGS);
    assertThat(broken.out())
        .containsPattern("weights\\.drl:\\d+:\\d+: error: ")
        .contains("nothing was handed in");
  }

  @Test
  void linesFitATerminal() {
    decidedBy();
    submitted();
    assertThat(fine(bob, "show", "small", "1").out().lines())
        .filteredOn(line -> !line.startsWith("- ") && !line.startsWith("+ "))
        .filteredOn(line -> !line.startsWith("  points") && !line.contains("@reason"))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    assertThat(fine(bob, "list", "small").out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }
}
