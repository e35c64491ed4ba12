package org.rapport.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Phase;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Value;
import org.rapport.population.Satisfaction.Row;
import org.rapport.population.Standing.Verdict;

class SatisfactionGatheringTest {
  private static final RulebaseRef REF = new RulebaseRef("small", "sha256:1", "sha256:2");
  private static final Instant AS_OF = Instant.parse("2026-03-01T00:00:00Z");

  private final List<Standing> standings = new ArrayList<>();

  private void customer(String id, int score, double... nps) {
    TreeMap<String, Value> attributes = new TreeMap<>();
    for (double value : nps) {
      attributes.put("nps", new Value.Numeric(Math.round(value * 1_000_000)));
    }
    standings.add(
        new Standing(
            id,
            new Verdict(
                score * 1_000_000L, score, null, Phase.PAYING, EvidenceLevel.OK, List.of(), null),
            attributes));
  }

  private Satisfaction told(int limit) {
    SatisfactionGathering gathering = new SatisfactionGathering("nps", limit);
    standings.forEach(gathering::look);
    gathering.settle();
    standings.forEach(gathering::add);
    return gathering.done(REF, AS_OF);
  }

  @Test
  void everybodyIsInOneCellAndTheMissingAreMissing() {
    customer("a", 80, 3);
    customer("b", 100, 6);
    customer("c", 61, 7);
    customer("d", 40, 9);
    customer("e", 1, 10);
    customer("f", 20);
    Satisfaction told = told(10);
    assertThat(told.known()).isEqualTo(5);
    assertThat(told.missing()).isEqualTo(1);
    assertThat(told.columns()).hasSize(5);
    assertThat(told.rows()).extracting(Row::from).containsExactly(81, 61, 41, 21, 1);
    assertThat(told.rows().get(0).customers()).containsExactly(0L, 1L, 0L, 0L, 0L, 0L);
    assertThat(told.rows().get(1).customers()).containsExactly(1L, 0L, 1L, 0L, 0L, 0L);
    assertThat(told.rows().get(4).customers()).containsExactly(0L, 0L, 0L, 0L, 1L, 1L);
    assertThat(told.engagedAndUnhappy().count()).isEqualTo(2);
    assertThat(told.engagedAndUnhappy().customers())
        .extracting(Standing::customerId)
        .containsExactly("b", "a");
    assertThat(told.satisfiedAndSilent().customers())
        .extracting(Standing::customerId)
        .containsExactly("e", "d");
  }

  @Test
  void aCornerNamesTheFarthestAndCountsAll() {
    for (int i = 0; i < 30; i++) {
      customer("c%02d".formatted(i), 61 + i, i % 7);
    }
    customer("happy", 90, 10);
    Satisfaction told = told(3);
    assertThat(told.engagedAndUnhappy().count()).isEqualTo(30);
    assertThat(told.engagedAndUnhappy().customers())
        .extracting(Standing::customerId)
        .containsExactly("c29", "c28", "c27");
  }

  @Test
  void manyValuesBecomeFiveRanges() {
    for (int i = 0; i < 100; i++) {
      customer("c" + i, 1 + i, 100 + i / 3.0);
    }
    Satisfaction told = told(1);
    assertThat(told.columns()).hasSize(5);
    long inCells =
        told.rows().stream().flatMap(row -> row.customers().stream()).mapToLong(each -> each).sum();
    assertThat(inCells).isEqualTo(100);
    for (int i = 1; i < 5; i++) {
      assertThat(told.columns().get(i).from()).isEqualTo(told.columns().get(i - 1).to() + 1);
    }
    assertThat(told.columns().get(4).to()).isEqualTo(133_000_000L);
  }

  @Test
  void nobodyWithAValueLeavesOneColumnOfMissing() {
    customer("a", 50);
    Satisfaction told = told(1);
    assertThat(told.columns()).isEmpty();
    assertThat(told.rows().get(2).customers()).containsExactly(1L);
    assertThat(told.engagedAndUnhappy().valueTo()).isNull();
    assertThat(told.known()).isZero();
  }
}
