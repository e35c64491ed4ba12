package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.SmallRulebase;
import org.rapport.decision.Workshop;
import org.rapport.model.Caller;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.EventStore;
import org.rapport.store.TestDatabase;

/** Saving a rulebase's files while the service watches their folder. */
class SavedFolderTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path home;

  private TestDatabase database;
  private Path folder;
  private final StringWriter said = new StringWriter();

  @BeforeEach
  void open() throws IOException {
    database = TestDatabase.create();
    folder = home.resolve("small");
    save(SmallRulebase.source());
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void save(RulebaseSource source) throws IOException {
    for (Map.Entry<String, String> file : source.files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private record Watched(LiveRulebases rulebases, SavedFolder folder) {
    String version() {
      return rulebases.get("small").ref().version();
    }
  }

  private Watched watched(boolean publishes) {
    Workshop workshop =
        Workshop.of(
            database.vertx(),
            database.database(),
            new EventStore(database.database()),
            Clock.systemUTC(),
            publishes);
    LiveRulebases rulebases =
        TestDatabase.await(
            workshop.start().start(java.util.List.of(SmallRulebase.source()), "small"));
    workshop.publishing().into(rulebases);
    return new Watched(
        rulebases,
        new SavedFolder(
            folder,
            workshop,
            rulebases,
            publishes,
            Caller.commandLine("ada"),
            new PrintWriter(said)));
  }

  private String said() {
    String text = said.toString();
    said.getBuffer().setLength(0);
    return text;
  }

  @Test
  void aGoodSaveDecidesAndABrokenOneChangesNothing() throws IOException {
    Watched watched = watched(true);
    String first = watched.version();
    watched.folder().look();
    assertThat(said()).contains("is what decides").contains(first);

    save(SmallRulebase.heavier());
    watched.folder().look();
    String second = watched.version();
    assertThat(second).isNotEqualTo(first);
    assertThat(said()).contains("decides from now on, " + second);

    save(SmallRulebase.broken());
    watched.folder().look();
    assertThat(watched.version()).isEqualTo(second);
    assertThat(said())
        .containsPattern("small/weights\\.drl:\\d+:\\d+: error: ")
        .contains("what decides stays as it is");

    save(SmallRulebase.weighing(4));
    Path tests = Files.createDirectories(folder.resolve("tests")).resolve("wrong.yaml");
    Files.writeString(
        tests,
        """
        - title: Nobody pays who bought nothing
          asOf: 2026-03-01
          given:
            events:
              - {event: Signed Up, daysAgo: 20}
          expect:
            phase: PAYING
        """);
    watched.folder().look();
    assertThat(watched.version()).isEqualTo(second);
    assertThat(said()).contains("tests/wrong.yaml:1: Nobody pays", "1 of 1 cases do not hold");
  }

  @Test
  void whatStoodThereBeforeItWasWatchedIsPublishedWhenItIsSaved() throws IOException {
    Watched watched = watched(true);
    String first = watched.version();
    save(SmallRulebase.heavier());

    watched.folder().look();
    assertThat(watched.version()).isEqualTo(first);
    assertThat(said()).contains("0 cases hold", "It is not what decides", "save a file");

    watched.folder().look();
    assertThat(watched.version()).isNotEqualTo(first);
    assertThat(said()).contains("decides from now on");
  }

  @Test
  void withoutTheSettingASaveIsOnlyLookedAt() throws IOException {
    Watched watched = watched(false);
    String first = watched.version();
    save(SmallRulebase.heavier());

    watched.folder().look();

    assertThat(watched.version()).isEqualTo(first);
    assertThat(said()).contains("0 cases hold", "RAPPORT_ONE_PERSON");
    assertThat(database.query("SELECT count(*) FROM rapport.publication")).isEqualTo("1");
  }

  @Test
  void theWatchTellsOfEachSave() throws Exception {
    var saves = new java.util.concurrent.LinkedBlockingQueue<String>();
    try (FolderWatch watch = FolderWatch.of(java.util.List.of(folder), () -> saves.add("looked"))) {
      assertThat(watch).isNotNull();
      assertThat(saves.poll(60, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("looked");
      Files.writeString(folder.resolve("weights.drl"), "changed");
      assertThat(saves.poll(60, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo("looked");
    }
  }
}
