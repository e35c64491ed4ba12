package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Phase;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;
import org.rapport.population.Distribution;
import org.rapport.population.DistributionGathering;
import org.rapport.population.Standing;
import org.rapport.population.Standing.Verdict;

class PopulationTextTest {
  private static final String NASTY = "<b>\"=1+1\",\u0007</b>";

  private static Distribution distribution(int customers) {
    List<Standing> standings = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      TreeMap<String, Value> attributes = new TreeMap<>();
      attributes.put("plan", new Value.Text(i % 2 == 0 ? NASTY : "yearly"));
      standings.add(
          new Standing(
              "c" + i,
              new Verdict(
                  i * 1_500_000L,
                  1 + i % 100,
                  "steady",
                  Phase.PAYING,
                  EvidenceLevel.OK,
                  List.of(new SegmentLevel(Segment.UPSELL, Segment.UPSELL.levels().get(0))),
                  "call"),
              attributes));
    }
    DistributionGathering gathering =
        new DistributionGathering("plan", customers == 0 ? null : "c1", List.of("steady"));
    standings.forEach(gathering::look);
    gathering.settleGroups();
    standings.forEach(gathering::add);
    return gathering.done(
        new RulebaseRef("small", "sha256:1", "sha256:2"), Instant.parse("2026-03-01T00:00:00Z"));
  }

  @Test
  void textFitsATerminalAndShowsNoControlCharacters() {
    List<String> lines = PopulationText.of(distribution(300));
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(Told.WIDTH));
    assertThat(lines).noneMatch(line -> line.contains("\u0007"));
    assertThat(lines).anyMatch(line -> line.matches("\\s+91-100\\s+30\\s+#+"));
    assertThat(lines).anyMatch(line -> line.contains("upsell") && line.contains("100.0%"));
    assertThat(lines).anyMatch(line -> line.startsWith("c1 stands above"));
  }

  @Test
  void csvQuotesAndDefusesFormulas() {
    List<String> lines = PopulationCsv.of(distribution(4));
    assertThat(lines.get(0)).isEqualTo("group,figure,key,customers,share,value");
    assertThat(lines).contains("all,band,steady,4,1.0000,", "all,raw,mean,,,2.25");
    assertThat(Csv.line("=1+1", -1, "a,b", "say \"x\""))
        .isEqualTo("'=1+1,-1,\"a,b\",\"say \"\"x\"\"\"");
  }

  @Test
  void nobodyIsSaidToBeNobody() {
    assertThat(PopulationText.of(distribution(0))).hasSize(1);
    assertThat(PopulationHtml.of(distribution(0))).contains("Nobody was known then");
    assertThat(PopulationCsv.of(distribution(0))).contains("all,customers,,0,,");
  }
}
