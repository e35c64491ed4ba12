package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rapport.model.Caller;
import org.rapport.rules.check.RulebaseSource;

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

    LiveRulebases again = await(house.start().start(List.of(SmallRulebase.source()), "small"));

    assertThat(again.get(null).ref()).isEqualTo(house.rulebase().ref());
    assertThat(house.count("rulebase_build")).isEqualTo(1);
    assertThat(house.database.query("SELECT sha256 FROM rapport.rulebase_build")).isEqualTo(kept);
  }

  @Test
  void aRulebaseWithErrorsIsToldWithEveryFinding() {
    RulebaseSource unknown = new RulebaseSource("other", SmallRulebase.broken().files());
    assertThatThrownBy(() -> await(house.start().start(List.of(unknown), "small")))
        .isInstanceOfSatisfying(
            RulebaseFindingsException.class,
            findings -> {
              assertThat(findings.rulebase()).isEqualTo("other");
              assertThat(findings.findings())
                  .anySatisfy(finding -> assertThat(finding.file()).isEqualTo("weights.drl"));
              assertThat(findings).hasMessageContaining("weights.drl:");
            });
  }

  @Test
  void theFirstStartIsOnRecordAndChangedFilesDecideNothing() {
    String live = house.rulebase().ref().version();
    assertThat(house.database.query("SELECT step || ' by ' || owner FROM rapport.publication"))
        .isEqualTo("bootstrapped by service");

    LiveRulebases again = await(house.start().start(List.of(SmallRulebase.heavier()), "small"));
    Long draft =
        await(house.workshop.drafts().offer(SmallRulebase.heavier(), Caller.service(), "Files"));
    Long noOther =
        await(house.workshop.drafts().offer(SmallRulebase.heavier(), Caller.service(), "Files"));

    assertThat(again.get("small").ref().version()).isEqualTo(live);
    assertThat(house.count("publication")).isEqualTo(1);
    assertThat(draft).isNotNull();
    assertThat(noOther).as("the same files make no second draft").isNull();
    assertThat(house.database.query("SELECT status || authors::text FROM rapport.draft"))
        .isEqualTo("open{service}");
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
