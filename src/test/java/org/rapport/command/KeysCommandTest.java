package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.store.TestDatabase;

/** Keys as whoever runs the service makes them at the command line. */
class KeysCommandTest {
  @SuppressWarnings("NullAway.Init") // made before all tests
  private static TestDatabase database;

  private record Ran(int code, String out, String err) {}

  @BeforeAll
  static void make() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static Ran keys(String... args) {
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(args));
    all.addAll(database.options());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        RootCommand.run(
            new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void aKeyIsMadeListedAndRevoked() {
    Ran made = keys("create", "--name", "shop", "--owner", "ada", "--roles", "events,decide");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out().strip())
        .as("the key alone, to be piped on")
        .matches("rapport-[0-9a-f]{48}");
    assertThat(made.err()).contains("\"shop\" of ada (events,decide)", "this once");

    assertThat(keys("list").out())
        .contains("shop")
        .contains("ada")
        .contains("events,decide")
        .doesNotContain(made.out().strip());

    assertThat(keys("create", "--name", "shop", "--roles", "read"))
        .satisfies(
            again -> {
              assertThat(again.code()).isEqualTo(RootCommand.USAGE);
              assertThat(again.err()).contains("stands for another key");
            });

    assertThat(keys("revoke", "shop").out()).contains("was revoked at");
    assertThat(keys("revoke", "ship").code()).isEqualTo(RootCommand.USAGE);
    assertThat(
            database.query(
                "SELECT count(*) FROM rapport.step_log"
                    + " WHERE convert_from(body, 'UTF8') LIKE '%\"command-line\"%'"))
        .isEqualTo("2");
  }

  @Test
  void everyMistakeIsToldAtOnce() {
    Ran ran = keys("create", "--name", "A B", "--owner", "", "--roles", "read,write");
    assertThat(ran.code()).isEqualTo(RootCommand.USAGE);
    assertThat(ran.err()).contains("--name is \"A B\"", "--owner is \"\"", "--roles has \"write\"");
  }
}
