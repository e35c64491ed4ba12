package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.rules.check.RulebaseSource;

/** A decision is explained by the rules that made it, also when others are live meanwhile. */
class RecordedRulesTest {
  private static House house;
  private static UUID byOldRules;

  @BeforeAll
  static void decideByRulesThatAreNotLiveAnyMore() {
    house = new House();
    house.learner("ana", "monthly", 5);
    LiveRulebases before = house.deciding(old());
    Decider decider = new Decider(before, house.stores, house.pool, house.clock);
    byOldRules = await(decider.decide(House.asking("ana", House.MIDNIGHT), "tests")).decisionId();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /** The same rulebase as it was when 10 days of silence were enough. */
  private static RulebaseSource old() {
    RulebaseSource source = SmallRulebase.source();
    TreeMap<String, String> files = new TreeMap<>(source.files());
    files.compute("churn-risk.drl", (file, text) -> String.valueOf(text).replace("14", "30"));
    return new RulebaseSource("small", files);
  }

  @Test
  void rulesThatAreNeitherLiveNorKept_areAProblem_andThoseKeptExplain() {
    WhyNotQuestion question = new WhyNotQuestion.AboutRule("churn.quiet");
    assertThatThrownBy(() -> await(house.understanding.whyNot(byOldRules, question)))
        .isInstanceOf(RulesNotHereException.class);

    String version =
        await(house.stores.log().find(byOldRules)).orElseThrow().header().rulebase().version();
    house.kept.put(version, old());

    byte[] answer = await(house.understanding.whyNot(byOldRules, question)).orElseThrow();
    assertThat(new String(answer, StandardCharsets.UTF_8))
        .contains("\"seen\":\"24\"", "\"needed\":\"30\"", version);
  }
}
