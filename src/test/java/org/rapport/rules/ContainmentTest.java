package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.rules.Beneath.End;
import org.rapport.rules.Beneath.Fate;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.GoodRulesTest;
import org.rapport.rules.check.HostileFile;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;

/**
 * The hostile corpus with the checker bypassed: what the layers beneath make of it. The outcome of
 * every file is written down in {@code fixtures/hostile-rules/beneath.txt}, and summed up in {@code
 * docs/containment.md}.
 */
class ContainmentTest {
  private static final Path WRITTEN_DOWN = Path.of("fixtures/hostile-rules/beneath.txt");

  /** One in so many is tried in every run; all of them with the evidence. */
  private static final int ONE_IN = 14;

  private static final int AUDIT_ALONE = 3;

  /** The engine runs this while it builds, before there are classes to audit: the fence's part. */
  private static final List<String> RUNS_WHILE_IT_IS_BUILT = List.of("file-top/declare-enum.drl");

  private static final Beneath OPEN = new Beneath(false, false);
  private static final Beneath FENCE = new Beneath(true, false);
  private static final Beneath AUDIT = new Beneath(false, true);
  private static final Beneath BOTH = new Beneath(true, true);

  private static List<HostileFile> tried() {
    return HostileFile.all().stream()
        .filter(file -> List.of("", "kills", "burns").contains(file.untried()))
        .toList();
  }

  private static Fate fate(Beneath layers, HostileFile file) {
    return layers.fate("nextbestaction/" + file.path(), plain(file));
  }

  /** Annotations never come as far as this, so the audit refuses them: they would hide the rest. */
  private static String plain(HostileFile file) {
    return file.file().startsWith("annotation/")
        ? file.text()
        : file.text().replaceAll("(?m)^    @(id|reason)\\(.*\\)$", "");
  }

  @Test
  void nothingForeignRuns_whenTheCheckerIsBypassed() {
    List<HostileFile> files = tried();
    try (Canary canary = new Canary()) {
      IntStream.range(0, files.size())
          .filter(i -> i % ONE_IN == 0)
          .mapToObj(files::get)
          .forEach(
              file -> {
                Fate fate = fate(BOTH, file);
                assertThat(canary.dead()).as("%s: %s", file, fate).isEmpty();
                assertThat(fate.end()).as("%s: %s", file, fate).isNotEqualTo(End.HANGS);
              });
    }
  }

  @Test
  @Tag("evidence")
  void everyFile_endsWhereItIsWrittenDown() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Where each file ends with the checker bypassed: with no layer beneath, with the");
    lines.add("# fence alone, the audit alone, and both. Written by ContainmentTest.");
    try (Canary canary = new Canary()) {
      for (HostileFile file : tried()) {
        boolean kills = file.untried().equals("kills");
        boolean burns = file.untried().equals("burns");
        lines.add(
            "%s | %s | %s | %s | %s"
                .formatted(
                    file,
                    kills || burns ? "untried" : seen(OPEN, file, canary),
                    burns ? "untried" : seen(FENCE, file, canary),
                    seen(AUDIT, file, canary),
                    seen(BOTH, file, canary)));
      }
    }
    Files.write(Path.of("target/beneath.txt"), lines);

    assertThat(lines).containsExactlyElementsOf(Files.readAllLines(WRITTEN_DOWN));
  }

  private static String seen(Beneath layers, HostileFile file, Canary canary) {
    Fate fate = fate(layers, file);
    List<String> dead = canary.dead();
    return fate.end().name().toLowerCase(java.util.Locale.ROOT)
        + (dead.isEmpty() ? "" : " " + String.join(" ", dead).toUpperCase(java.util.Locale.ROOT));
  }

  /** What is written down is what matters: nothing foreign runs, with one layer or with both. */
  @Test
  void whatIsWrittenDown_isHarmless() throws IOException {
    List<String> lines = Files.readAllLines(WRITTEN_DOWN);
    assertThat(lines.stream().filter(line -> !line.startsWith("#")).map(line -> part(line, 0)))
        .containsExactlyElementsOf(tried().stream().map(HostileFile::toString).toList());
    for (String line : lines) {
      if (!line.startsWith("#")) {
        for (int layer = 2; layer < 5; layer++) {
          boolean exempt = layer == AUDIT_ALONE && RUNS_WHILE_IT_IS_BUILT.contains(part(line, 0));
          assertThat(exempt ? "" : part(line, layer))
              .as(line)
              .matches("|untried|build|audit|load|fire|ran");
        }
      }
    }
    assertThat(lines.stream().filter(line -> !line.startsWith("#") && heard(part(line, 1))))
        .as("attacks that are real: they run when nothing stops them")
        .hasSizeGreaterThan(30);
  }

  /** The layers hold back nothing that is right. */
  @Test
  void goodRules_passEveryLayer() throws IOException {
    List<RulebaseSource> good = GoodRulesTest.rulebases();
    IntStream.range(0, good.size())
        .filter(i -> i % ONE_IN == 0)
        .mapToObj(good::get)
        .forEach(ContainmentTest::passes);
  }

  @Test
  @Tag("evidence")
  void allGoodRules_passEveryLayer() throws IOException {
    GoodRulesTest.rulebases().forEach(ContainmentTest::passes);
  }

  private static void passes(RulebaseSource source) {
    CheckedRulebase checked = new RulebaseChecker().check(source).checked().orElseThrow();

    assertThat(Learning.load(checked).cards()).hasSameSizeAs(checked.rules());
  }

  /** The page names every file that neither fence nor audit stops, and counts the rest. */
  @Test
  void thePageSaysWhichLayerStopsWhich() throws IOException {
    String page = Files.readString(Path.of("docs/containment.md"));
    List<String> alone = new ArrayList<>();
    int tried = 0;
    for (String line : Files.readAllLines(WRITTEN_DOWN)) {
      if (!line.startsWith("#")) {
        tried++;
        if (part(line, 4).matches("ran|fire")) {
          String file = part(line, 0);
          alone.add("`" + file.substring(file.indexOf('/') + 1, file.length() - 4) + "`");
        }
      }
    }

    assertThat(page.substring(page.indexOf("## Stopped by the checker alone"))).contains(alone);
    assertThat(page)
        .contains("| **all** | **%d** | **%d** |".formatted(HostileFile.all().size(), tried))
        .contains("| **%d** |%n".formatted(alone.size()));
  }

  private static String part(String line, int number) {
    return line.split(" \\| ", -1)[number];
  }

  private static boolean heard(String open) {
    return open.matches(".* [A-Z ]+");
  }
}
