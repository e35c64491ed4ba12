package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From text to a rulebase that decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulebaseStartTest {

  private House house;

  @BeforeAll
  void open() {
    house = new House();
  }

  @AfterAll
  void close() {
    house.close();
  }

  @Test
  void aSecondStartLoadsWhatTheFirstCompiled() {
    String kept = house.database.query("SELECT sha256 FROM rapport.rulebase_build");

    RulebaseStart.Started again =
        await(house.start().start(List.of(SmallRulebase.source()), "small"));

    assertThat(again.live().get(null).ref()).isEqualTo(house.rulebase().ref());
    assertThat(house.count("rulebase_build")).isEqualTo(1);
    assertThat(house.database.query("SELECT sha256 FROM rapport.rulebase_build")).isEqualTo(kept);
  }

  @Test
  void aRulebaseWithErrorsIsToldWithEveryFinding() {
    assertThatThrownBy(() -> await(house.start().start(List.of(SmallRulebase.broken()), "small")))
        .isInstanceOfSatisfying(
            RulebaseFindingsException.class,
            findings -> {
              assertThat(findings.rulebase()).isEqualTo("small");
              assertThat(findings.findings())
                  .anySatisfy(finding -> assertThat(finding.file()).isEqualTo("weights.drl"));
              assertThat(findings).hasMessageContaining("weights.drl:");
            });
  }

  @Test
  void theDefaultMustBeOneOfThem() {
    assertThatThrownBy(() -> await(house.start().start(List.of(SmallRulebase.source()), "other")))
        .isInstanceOf(UnknownRulebaseException.class)
        .hasMessageContaining("small");
  }

  @Test
  void namesAreTold() {
    assertThat(house.rulebases.names()).containsExactly("small");
    assertThat(house.rulebases.defaultName()).isEqualTo("small");
    assertThat(house.rulebases.get(null)).isSameAs(house.rulebases.get("small"));
  }
}
