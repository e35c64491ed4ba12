package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.NormalisationStep;
import org.rapport.rules.verb.ScaleForm;

class NormalisationTest {
  private static final long ONE = 1_000_000;

  /** Sherlock's published raw scores, the 90th percentile 208.2 as the reference. */
  @Test
  void publishedVector_isReproduced() {
    ScaleForm form = new ScaleForm.AgainstReference(208_200_000);

    List<Integer> scores =
        LongStream.of(475, 89, 101, 7, 3, 21, 2, 149, 223, 1, 13, 9, 37)
            .mapToObj(raw -> Normalisation.of(raw * ONE, form).score())
            .toList();

    assertThat(scores).containsExactly(100, 43, 49, 3, 1, 10, 1, 72, 100, 1, 6, 4, 18);
  }

  @Test
  void half_roundsUp() {
    ScaleForm form = new ScaleForm.AgainstReference(1_000 * ONE);

    assertThat(Normalisation.of(425 * ONE, form).score()).isEqualTo(43);
    assertThat(Normalisation.of(425 * ONE - 1, form).score()).isEqualTo(42);
  }

  @Test
  void steps_goFromRawPointsToScore() {
    Normalisation normalisation =
        Normalisation.of(-3 * ONE, new ScaleForm.AgainstReference(100 * ONE));

    assertThat(normalisation.steps("scale.reference"))
        .containsExactly(
            new NormalisationStep("scale", "scale.reference", -3 * ONE, -3 * ONE),
            new NormalisationStep("clamp", null, -3 * ONE, ONE),
            new NormalisationStep("round", null, ONE, ONE));
  }
}
