package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing right is refused, and nothing right is warned of. */
public class GoodRulesTest {
  private static final Path FOLDER = Path.of("fixtures/good-rules");

  /** The rulebases, each {@code base} with one of the files. */
  public static List<RulebaseSource> rulebases() throws IOException {
    return Files.readAllLines(FOLDER.resolve("index.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" \\| ", -1))
        .map(part -> rulebase(part[0], part[1]))
        .toList();
  }

  private static RulebaseSource rulebase(String file, String as) {
    SortedMap<String, String> files =
        new TreeMap<>(RulebaseFolder.files(RejectedCase.FOLDER.resolve("base")));
    files.put(as, RulebaseFolder.files(FOLDER).getOrDefault(file, ""));
    // The cases are about other rules.
    files.keySet().removeIf(path -> path.startsWith("tests/"));
    return new RulebaseSource("base", files);
  }

  @ParameterizedTest
  @MethodSource("rulebases")
  void nothingIsFound(RulebaseSource rulebase) {
    CheckResult result = new RulebaseChecker().check(rulebase);

    assertThat(RejectedCase.text(result)).isEmpty();
    assertThat(result.rulebase()).isNotNull();
  }

  @Test
  void thereAreEnough() throws IOException {
    assertThat(rulebases()).hasSizeGreaterThanOrEqualTo(60);
  }
}
