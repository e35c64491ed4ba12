package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

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
}
