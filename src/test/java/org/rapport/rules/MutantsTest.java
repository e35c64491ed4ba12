package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.model.Diagnostic.Severity;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.HostileFile;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;

/**
 * Good and hostile files, their words changed, doubled, dropped, swapped and mixed: none runs
 * foreign code when it is checked, built or fired, and none keeps the checker long.
 */
class MutantsTest {
  /** Of processor time: what else the machine does is not the checker's. */
  private static final long MAX_CHECK_NANOS = 2_000_000_000L;

  private static final long MAX_CHECK_BYTES = 256L << 20;

  /** Of those that are accepted, how many are built and fired: it takes half a second each. */
  private static final int BUILT = 60;

  private static final Pattern PIECE =
      Pattern.compile("\"[^\"\\n]*\"|[$A-Za-z0-9_]+|//[^\\n]*|[=!<>]=|\\s+|.", Pattern.DOTALL);

  private static final List<String> WORDS =
      List.of(
          "0",
          "1",
          "-1",
          "7.5",
          "999999999",
          "true",
          "false",
          "\"high\"",
          "\"churn-risk\"",
          "==",
          "!=",
          "<",
          ">=",
          "not ",
          "exists ",
          "eval( org.rapport.rules.Song.sing() == 1 )",
          "org.rapport.rules.Song.sing()",
          "System.setProperty( \"rapport.canary\", \"x\" );",
          "salience 3\n",
          "from ",
          "accumulate(",
          "$n",
          "$n : ",
          ",",
          ";",
          "(",
          ")",
          "{",
          "}",
          ".",
          "Phase.TRIAL",
          "Segment()",
          "Contact()",
          "end\n",
          "then\n",
          "when\n",
          "rule \"x\"\n",
          "/*",
          "*/",
          "//",
          "\\u0022",
          "@owner( \"x\" )\n",
          "import org.rapport.rules.Song\n",
          "function int f() { return org.rapport.rules.Song.sing(); }\n",
          "level",
          "segment",
          "value",
          "last7Days",
          "dialect \"mvel\"\n",
          "or ",
          "&&",
          "action.ruleOut( \"x\" );",
          "\n");

  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A file to change, and the rulebase it stands in. */
  private record Origin(RulebaseSource source, String file) {}

  @Test
  void threeHundred() {
    mutate(300, 2);
  }

  @Test
  @Tag("evidence")
  void twentyThousand() {
    mutate(20_000, BUILT);
  }

  private static void mutate(int count, int built) {
    List<Origin> origins = origins();
    new RulebaseChecker().check(origins.get(0).source()); // What is loaded once is not counted.
    Set<String> versions = new HashSet<>();
    long slowest = 0;
    long largest = 0;
    int accepted = 0;
    try (Canary canary = new Canary()) {
      for (int seed = 0; seed < count; seed++) {
        Random random = new Random(seed);
        Origin origin = origins.get(random.nextInt(origins.size()));
        RulebaseSource mutant = mutant(origin, origins, random);
        long bytes = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId());
        long start = MEMORY.getCurrentThreadCpuTime();
        CheckResult result = new RulebaseChecker().check(mutant);
        long nanos = MEMORY.getCurrentThreadCpuTime() - start;
        slowest = Math.max(slowest, nanos);
        bytes = MEMORY.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        largest = Math.max(largest, bytes);
        assertThat(nanos).as("seed %d", seed).isLessThan(MAX_CHECK_NANOS);
        assertThat(bytes).as("seed %d", seed).isLessThan(MAX_CHECK_BYTES);
        assertThat(result.checked().isEmpty())
            .isEqualTo(
                result.diagnostics().stream()
                    .anyMatch(finding -> finding.severity() == Severity.ERROR));
        CheckedRulebase checked = result.rulebase();
        if (checked != null && versions.add(checked.version())) {
          accepted++;
          if (versions.size() <= built) {
            RulebaseTests.run(Learning.load(checked), checked.tests());
          }
        }
        if (checked != null || seed % 100 == 99) {
          assertThat(canary.dead()).as("seed %d of %s", seed, origin.file()).isEmpty();
        }
      }
    }
    System.out.printf(
        "%d mutants: %d accepted, slowest check %d ms, largest %d MB%n",
        count, accepted, slowest / 1_000_000, largest >> 20);
  }

  private static List<Origin> origins() {
    List<Origin> origins = new ArrayList<>();
    for (String name : List.of("subscription", "shop")) {
      RulebaseSource good = ShippedRulebases.source(name);
      good.files().keySet().forEach(file -> origins.add(new Origin(good, file)));
    }
    for (HostileFile hostile : HostileFile.all()) {
      if (hostile.untried().isEmpty()) {
        RulebaseSource source = hostile.source();
        origins.add(new Origin(source, hostile.path()));
        // As many good ones, or nothing is ever accepted.
        origins.add(
            new Origin(new RulebaseSource("base", withoutHostile(source, hostile)), "weights.drl"));
      }
    }
    return origins;
  }

  private static SortedMap<String, String> withoutHostile(
      RulebaseSource source, HostileFile hostile) {
    SortedMap<String, String> files = new TreeMap<>(source.files());
    files.put(hostile.path(), HostileFile.good(hostile.path()));
    return files;
  }

  private static RulebaseSource mutant(Origin origin, List<Origin> others, Random random) {
    SortedMap<String, String> files = new TreeMap<>(origin.source().files());
    List<String> pieces = pieces(files.getOrDefault(origin.file(), ""));
    if (random.nextInt(3) == 0) {
      gently(pieces, random);
      files.put(origin.file(), String.join("", pieces));
      return new RulebaseSource(origin.source().name(), files);
    }
    Origin other = others.get(random.nextInt(others.size()));
    List<String> foreign = pieces(other.source().files().getOrDefault(other.file(), ""));
    for (int i = random.nextInt(3); i >= 0 && !pieces.isEmpty() && !foreign.isEmpty(); i--) {
      int at = random.nextInt(pieces.size());
      int to = Math.min(pieces.size(), at + 1 + random.nextInt(8));
      switch (random.nextInt(7)) {
        case 0 -> pieces.set(at, WORDS.get(random.nextInt(WORDS.size())));
        case 1 -> pieces.add(at, WORDS.get(random.nextInt(WORDS.size())));
        case 2 -> pieces.subList(at, to).clear();
        case 3 -> pieces.addAll(at, List.copyOf(pieces.subList(at, to)));
        case 4 -> java.util.Collections.swap(pieces, at, random.nextInt(pieces.size()));
        case 5 -> pieces.set(at, foreign.get(random.nextInt(foreign.size())));
        default -> {
          int from = random.nextInt(foreign.size());
          int until = Math.min(foreign.size(), from + 1 + random.nextInt(30));
          pieces.addAll(at, foreign.subList(from, until));
        }
      }
    }
    files.put(origin.file(), String.join("", pieces));
    return new RulebaseSource(origin.source().name(), files);
  }

  /** Another number for a number, another comparison for a comparison: often still right. */
  private static void gently(List<String> pieces, Random random) {
    for (int i = 0; i < pieces.size(); i++) {
      boolean number = pieces.get(i).matches("[0-9]+");
      boolean comparison = pieces.get(i).matches("[<>=!]=");
      if ((number || comparison) && random.nextInt(40) == 0) {
        pieces.set(
            i,
            number
                ? String.valueOf(random.nextInt(120))
                : List.of("==", "!=", ">=", "<=").get(random.nextInt(4)));
      }
    }
  }

  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    PIECE.matcher(text).results().map(MatchResult::group).forEach(pieces::add);
    return pieces;
  }
}
