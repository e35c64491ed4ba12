package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.model.RulebaseRef;

class BuildStoreTest {
  private static TestDatabase test;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void aBuildIsKeptAsItWasPutFirst() {
    BuildStore builds = new BuildStore(test.database());
    RulebaseRef ref = new RulebaseRef("shop", "sha256:v1", "sha256:b1");
    byte[] bytes = new byte[300_000];
    bytes[299_999] = 7;
    assertThat(await(builds.find(ref.build()))).isEmpty();
    await(builds.put(ref, bytes).map(""));
    await(builds.put(ref, new byte[] {1}).map(""));
    assertThat(await(builds.find(ref.build())))
        .hasValueSatisfying(found -> assertThat(found).isEqualTo(bytes));
  }

  @Test
  void aBuildThatWasTamperedWithIsNotFound() {
    BuildStore builds = new BuildStore(test.database());
    RulebaseRef ref = new RulebaseRef("shop", "sha256:v2", "sha256:b2");
    await(builds.put(ref, new byte[] {1, 2, 3}).map(""));
    test.execute("UPDATE rapport.rulebase_build SET bytes = 'x' WHERE build = 'sha256:b2'");
    assertThat(await(builds.find(ref.build()))).isEmpty();
  }

  private static String kept() {
    return test.query(
        "SELECT string_agg(version, ' ' ORDER BY made) FROM rapport.rulebase_build"
            + " WHERE rulebase = 'kept'");
  }

  @Test
  void whatNothingNeedsGoesInTheEndAndNothingElse() {
    BuildStore builds = new BuildStore(test.database());
    for (String version : List.of("live", "decided", "open", "deleted", "shadow")) {
      await(
          builds.put(new RulebaseRef("kept", version, "build-" + version), new byte[] {1}).map(""));
    }
    test.execute(
        "INSERT INTO rapport.rulebase_version (rulebase, version, files) VALUES ('kept', 'live', '{}')");
    test.execute(
        "INSERT INTO rapport.decided_by (digest, rulebase, version, build, cards, dictionary)"
            + " VALUES ('d', 'kept', 'decided', 'build-decided', '', '')");
    for (String draft : List.of("open", "deleted")) {
      test.execute(
          "INSERT INTO rapport.draft (rulebase, title, status, authors, files, revision, version,"
              + " created_at, changed_at) VALUES ('kept', 't', '%1$s', '{ada}', '{}', 1, '%1$s', now(), now())"
                  .formatted(draft));
    }
    test.execute(
        "INSERT INTO rapport.shadow (rulebase, draft_id, version, files, share, started_at, caller,"
            + " owner) VALUES ('kept', 1, 'shadow', '{}', 1, now(), 'ada', 'ada')");

    for (int spare = 0; spare < BuildStore.MAX_SPARE; spare++) {
      await(
          builds
              .put(new RulebaseRef("other", "v" + spare, "spare-" + spare), new byte[] {1})
              .map(""));
    }

    assertThat(kept()).isEqualTo("live decided open shadow");
    assertThat(test.query("SELECT count(*) FROM rapport.rulebase_build WHERE rulebase = 'other'"))
        .isEqualTo(Integer.toString(BuildStore.MAX_SPARE));
  }
}
