package org.rapport.population;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordOrderTest {
  private static List<String> sorted(Comparator<String> order, String... words) {
    return Stream.of(words).sorted(order).toList();
  }

  @Test
  void bandsComeAsTheRulebaseListsThem_othersByTheirLetters_nowhereLast() {
    Comparator<String> order =
        WordOrder.withNowhere(WordOrder.of(List.of("thriving", "steady", "fading")));
    assertThat(
            sorted(
                order, "merged", "fading", "none", "zeal", "not-yet-there", "ardour", "thriving"))
        .containsExactly("thriving", "fading", "ardour", "zeal", "none", "not-yet-there", "merged");
  }

  @Test
  void levelsPhasesAndEvidenceComeAsPeopleReadThem() {
    assertThat(sorted(WordOrder.LEVELS, "low", "high", "medium"))
        .containsExactly("high", "medium", "low");
    assertThat(sorted(WordOrder.PHASES, "LAPSED", "PAYING", "PROSPECT", "TRIAL"))
        .containsExactly("PROSPECT", "TRIAL", "PAYING", "LAPSED");
    assertThat(sorted(WordOrder.EVIDENCE, "none", "ok", "thin"))
        .containsExactly("ok", "thin", "none");
  }
}
