package org.rapport.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Phase;
import org.rapport.population.Campaign.Measure;
import org.rapport.population.Standing.Verdict;

class CampaignGatheringTest {
  private static final int CUSTOMERS = 400;
  private static final int RUNS = 200;

  private static Standing standing(int customer, double points) {
    return new Standing(
        "c" + customer,
        new Verdict(
            Math.round(points * 1_000_000),
            (int) Math.max(1, Math.min(100, Math.round(points))),
            null,
            Phase.PAYING,
            EvidenceLevel.OK,
            List.of(),
            null),
        new TreeMap<>());
  }

  /** One campaign on every second customer, who gain so much more than the others. */
  private static List<Measure> run(long seed, double gain) {
    Random random = new Random(seed);
    CampaignGathering gathering =
        new CampaignGathering(
            standing -> standing.customerId().hashCode() % 2 == 0, null, null, null);
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      boolean touched = ("c" + customer).hashCode() % 2 == 0;
      double before = -20 * Math.log(1 - random.nextDouble());
      double after = before + 5 * random.nextGaussian() + (touched ? gain : 0);
      gathering.add(standing(customer, before), standing(customer, after));
    }
    return gathering.measures();
  }

  private static boolean found(List<Measure> measures) {
    return Objects.requireNonNull(measures.get(0).difference()).found();
  }

  @Test
  void whereNothingWasDoneNothingIsFoundInNineteenOfTwentyRuns() {
    int found = 0;
    for (int seed = 0; seed < RUNS; seed++) {
      found += found(run(seed, 0)) ? 1 : 0;
    }
    // 5 % of 200 are 10; three standard deviations of that are 9.
    assertThat(found).isLessThanOrEqualTo(19);
  }

  @Test
  void whatWasPlantedIsFound() {
    for (int seed = 0; seed < RUNS; seed++) {
      List<Measure> measures = run(seed, 3);
      assertThat(found(measures)).isTrue();
      assertThat(Objects.requireNonNull(measures.get(0).difference()).estimate())
          .isEqualTo(3, within(2.5));
    }
  }

  @Test
  void whoCannotBeComparedIsLeftOutAndCounted() {
    CampaignGathering gathering =
        new CampaignGathering(
            standing -> standing.customerId().equals("c1"),
            standing -> !standing.customerId().equals("c3"),
            null,
            null);
    gathering.add(standing(1, 10), standing(1, 12)); // in both groups
    gathering.add(standing(2, 10), standing(2, 12));
    gathering.add(standing(3, 10), standing(3, 12)); // in none
    gathering.add(null, standing(4, 12)); // not there yet
    gathering.add(standing(5, 10), null); // merged
    gathering.add(standing(6, 10), new Standing("c6", null, new TreeMap<>())); // undecided
    assertThat(gathering.others()).isEqualTo(1);
    assertThat(gathering.touched()).isZero();
    assertThat(gathering.leftOut()).isEqualTo(5);
  }
}
