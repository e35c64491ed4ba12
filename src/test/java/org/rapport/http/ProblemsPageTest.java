package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page that explains the codes lists those that there are, and no others. */
class ProblemsPageTest {
  private static final Pattern PROBLEM = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (\\d{3}) \\|");
  private static final Pattern FINDING = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| [A-Z]");

  private static List<String> listed(Pattern row) throws IOException {
    return row.matcher(Files.readString(Path.of("docs", "problems.md")))
        .results()
        .map(match -> match.groupCount() > 1 ? match.group(1) + match.group(2) : match.group(1))
        .toList();
  }

  @Test
  void listsEveryProblemWithItsStatus() throws IOException {
    assertThat(listed(PROBLEM))
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values()).map(code -> code.word() + code.status()).toList());
  }

  @Test
  void listsEveryFinding() throws IOException {
    assertThat(listed(FINDING))
        .containsExactlyElementsOf(
            Arrays.stream(FindingCode.values()).map(FindingCode::word).toList());
  }
}
