package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is other between two texts is told, and nothing else but a little around it. */
class LineDiffTest {
  @Test
  void oneLineThatChangedIsToldWithWhatStandsAroundIt() {
    assertThat(LineDiff.of("w.drl", "1\n2\n3\n4\nfive\n6\n7\n8\n9", "1\n2\n3\n4\n5\n6\n7\n8\n9"))
        .containsExactly(
            "w.drl, line 2:", "  2", "  3", "  4", "- five", "+ 5", "  6", "  7", "  8");
  }

  @Test
  void placesFarApartAreToldApartAndEqualTextsNotAtAll() {
    String was = "a\n" + "=\n".repeat(20) + "b";
    String is = "A\n" + "=\n".repeat(20) + "B";
    assertThat(LineDiff.of("w.drl", was, is))
        .containsExactly(
            "w.drl, line 1:",
            "- a",
            "+ A",
            "  =",
            "  =",
            "  =",
            "w.drl, line 19:",
            "  =",
            "  =",
            "  =",
            "- b",
            "+ B");
    assertThat(LineDiff.of("w.drl", was, was)).isEmpty();
  }

  /** Short texts of few different lines, so that much is kept and much is not. */
  @Property(tries = 500)
  void whatIsGoneAndNewMakesTheOneTextOfTheOther(
      @ForAll @Size(max = 7) List<@IntRange(max = 3) Integer> was,
      @ForAll @Size(max = 7) List<@IntRange(max = 3) Integer> is) {
    List<String> told = LineDiff.of("f", text(was), text(is));

    List<String> before = new ArrayList<>();
    List<String> after = new ArrayList<>();
    for (String line : told) {
      if (!line.startsWith("f, line")) {
        if (line.charAt(0) != '+') {
          before.add(line.substring(2));
        }
        if (line.charAt(0) != '-') {
          after.add(line.substring(2));
        }
      }
    }
    // Texts so short are shown from the first difference's surroundings to the last one's.
    assertThat(String.join("\n", before)).isSubstringOf(text(was));
    assertThat(String.join("\n", after)).isSubstringOf(text(is));
    assertThat(before.size() - after.size()).isEqualTo(was.size() - is.size());
    assertThat(told.isEmpty()).isEqualTo(was.equals(is));
  }

  private static String text(List<Integer> lines) {
    return String.join("\n", lines.stream().map(String::valueOf).toList());
  }
}
