package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.rapport.model.Explain;

/** Asking again for the same decision. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatsTest {

  private House house;

  @BeforeAll
  void open() {
    house = new House();
  }

  @AfterAll
  void close() {
    house.close();
  }

  @BeforeEach
  void oneLearnerWhoWentQuiet() {
    house.empty();
    house.learner("ana", "yearly", 14);
  }

  private static DecisionRequest keyed(String customerId, String key) {
    return House.asking(customerId, House.MIDNIGHT, Explain.SUMMARY, House.MUCH_TIME_MS, key);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  @Test
  void aRepeatWithTheSameKeyGetsTheSameDecision() {
    Answer first = house.decide(keyed("ana", "key-1"));
    Answer repeat = house.decide(keyed("ana", "key-1"));

    assertThat(repeat.json()).isEqualTo(first.json());
    assertThat(repeat.decisionId()).isEqualTo(first.decisionId());
    assertThat(house.count("decision")).isEqualTo(1);
  }

  @Test
  void manyRepeatsAtOneTimeGetOneDecision() {
    List<Future<Answer>> repeats = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      repeats.add(house.decider.decide(keyed("ana", "key-1"), "tests"));
    }

    TreeSet<String> answers = new TreeSet<>();
    repeats.forEach(repeat -> answers.add(text(await(repeat).json())));

    assertThat(answers).hasSize(1);
    assertThat(house.count("decision")).isEqualTo(1);
  }

  @Test
  void aKeyStandsForOneRequestOfOneCaller() {
    house.decide(keyed("ana", "key-1"));

    assertThatThrownBy(() -> house.decide(keyed("ben", "key-1")))
        .isInstanceOf(KeyReusedException.class)
        .hasMessageContaining("\"key-1\"");
    assertThat(house.count("decision")).isEqualTo(1);

    await(house.decider.decide(keyed("ben", "key-1"), "another caller"));
    assertThat(house.count("decision")).isEqualTo(2);
  }
}
