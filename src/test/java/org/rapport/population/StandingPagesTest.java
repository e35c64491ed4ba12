package org.rapport.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rapport.model.EvidenceLevel;
import org.rapport.model.Phase;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;
import org.rapport.population.Standing.Verdict;

class StandingPagesTest {

  @Property(tries = 200)
  void readsWhatItWrote(@ForAll("standings") List<Standing> standings) {
    assertThat(StandingPages.read(StandingPages.write(standings))).isEqualTo(standings);
  }

  @Property(tries = 1)
  void aCustomerTakesFewBytes() {
    List<Standing> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(
          new Standing(
              "customer-%06d".formatted(i),
              new Verdict(
                  i * 7_919L % 90_000_000,
                  1 + i % 100,
                  "steady",
                  Phase.PAYING,
                  EvidenceLevel.OK,
                  List.of(new SegmentLevel(Segment.UPSELL, Segment.UPSELL.levels().get(i % 2))),
                  "call"),
              new TreeMap<>()));
    }
    assertThat(StandingPages.write(many).length).isLessThan(10_000 * 50);
  }

  @Provide
  Arbitrary<List<Standing>> standings() {
    Arbitrary<Value> values =
        Arbitraries.oneOf(
            Arbitraries.longs().map(Value.Numeric::new),
            Arbitraries.strings().excludeChars('\0').ofMaxLength(40).map(StandingPagesTest::text),
            Arbitraries.of(true, false).map(Value.Flag::new));
    Arbitrary<Verdict> verdicts =
        Combinators.combine(
                Arbitraries.longs(),
                Arbitraries.integers().between(1, 100),
                Arbitraries.of("idle", "steady").injectNull(0.2),
                Arbitraries.of(Phase.class),
                Arbitraries.of(EvidenceLevel.class),
                Arbitraries.of(Segment.class).list().uniqueElements())
            .as(
                (raw, score, band, phase, evidence, segments) ->
                    new Verdict(
                        raw,
                        score,
                        band,
                        phase,
                        evidence,
                        segments.stream()
                            .map(each -> new SegmentLevel(each, each.levels().get(0)))
                            .toList(),
                        band));
    return Combinators.combine(
            Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(255),
            verdicts.injectNull(0.2),
            Arbitraries.maps(Arbitraries.of("plan", "nps", "länd"), values).map(TreeMap::new))
        .as(Standing::new)
        .list()
        .ofMaxSize(30);
  }

  /** Half a surrogate pair can be in no stored text. */
  private static Value text(String any) {
    return new Value.Text(any.replaceAll("[\\ud800-\\udfff]", "x"));
  }
}
