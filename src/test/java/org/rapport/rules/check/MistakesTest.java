package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.rapport.model.Diagnostic;
import org.rapport.model.Diagnostic.Severity;

/** Mistakes that people honestly make: told at their place, in words they know, with a way out. */
class MistakesTest {
  private static final Path FILE = Path.of("fixtures/honest-mistakes/mistakes.txt");
  private static final Pattern HEAD = Pattern.compile("@@ (\\S+) ([0-9]+):([0-9]+) names ?(.*)");
  private static final Pattern JAVA_NAME =
      Pattern.compile("[a-z]+\\.[a-z]+\\.[A-Z]|Exception|[a-z]\\.java\\b|Descr\\b|Token\\b|null");

  /** A mistake: where it begins, and what the advice should name, empty when nothing is asked. */
  private record Mistake(
      String name, String file, int line, int column, String names, String before, String after) {
    CheckResult check() {
      SortedMap<String, String> files =
          new TreeMap<>(RulebaseFolder.files(RejectedCase.FOLDER.resolve("base")));
      String text = files.getOrDefault(file, "");
      assertThat(text).as(name).contains(before);
      int at = text.indexOf(before);
      files.put(file, text.substring(0, at) + after + text.substring(at + before.length()));
      return new RulebaseChecker().check(new RulebaseSource("base", files));
    }

    /** The first error: what a reader sees first. */
    Diagnostic first() {
      return check().diagnostics().stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .findFirst()
          .orElseThrow(() -> new AssertionError(name + " is not found"));
    }
  }

  private static List<Mistake> mistakes() throws IOException {
    List<Mistake> mistakes = new ArrayList<>();
    for (String block : Files.readString(FILE).split("\n\n== ", -1)) {
      String[] lines = block.split("\n", 3);
      Matcher head = HEAD.matcher(lines[1]);
      if (head.matches()) {
        String[] parts = lines[2].split("(?<=\n)->\n", -1);
        mistakes.add(
            new Mistake(
                lines[0],
                head.group(1),
                Integer.parseInt(head.group(2)),
                Integer.parseInt(head.group(3)),
                head.group(4),
                withoutLastBreak(parts[0]),
                withoutLastBreak(parts[1])));
      }
    }
    return mistakes;
  }

  private static String withoutLastBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  @Test
  void everyMistakeIsToldOnItsLine() throws IOException {
    List<String> elsewhere = new ArrayList<>();
    for (Mistake mistake : mistakes()) {
      Diagnostic first = mistake.first();
      if (first.line() != mistake.line() || !first.file().equals(mistake.file())) {
        elsewhere.add(told(mistake));
      }
    }

    assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void nearlyEveryMistakeIsToldAtItsColumn() throws IOException {
    List<String> elsewhere = new ArrayList<>();
    for (Mistake mistake : mistakes()) {
      if (mistake.first().column() != mistake.column()) {
        elsewhere.add(told(mistake));
      }
    }

    assertThat(elsewhere).hasSizeLessThanOrEqualTo(mistakes().size() * 5 / 100);
  }

  @Test
  void mostAdviceNamesTheWayOut() throws IOException {
    List<String> without = new ArrayList<>();
    for (Mistake mistake : mistakes()) {
      String maybe = String.valueOf(mistake.first().maybe());
      if (mistake.names().isEmpty() || !maybe.contains(mistake.names())) {
        without.add(told(mistake));
      }
    }

    assertThat(without).hasSizeLessThanOrEqualTo(mistakes().size() * 30 / 100);
  }

  @Test
  void noMessageSpeaksOfJava() throws IOException {
    for (Mistake mistake : mistakes()) {
      for (Diagnostic finding : mistake.check().diagnostics()) {
        String words =
            (finding.message() + " " + finding.maybe()).replace("org.rapport.rules.", "");
        assertThat(JAVA_NAME.matcher(words.replaceAll("null$", "")).find()).as(words).isFalse();
      }
    }
  }

  private static String told(Mistake mistake) {
    return "%s, expected at %s:%d:%d naming %s:%n%s"
        .formatted(
            mistake.name(),
            mistake.file(),
            mistake.line(),
            mistake.column(),
            mistake.names(),
            RejectedCase.text(mistake.check()));
  }

  /** Several mistakes in one file, none of which hides another. */
  @Test
  void allMistakesOfAFileAreToldAtOnce() throws IOException {
    Map<String, String> of =
        new TreeMap<>(
            Map.of(
                "typo in a field", "unknown-field",
                "typo in a band", "unknown-word",
                "id without its beginning", "wrong-id",
                "import misspelt", "wrong-import",
                "number in a title", "wrong-title"));
    SortedMap<String, String> files =
        new TreeMap<>(RulebaseFolder.files(RejectedCase.FOLDER.resolve("base")));
    for (Mistake mistake : mistakes()) {
      if (of.containsKey(mistake.name())) {
        files.computeIfPresent(
            mistake.file(), (file, text) -> text.replace(mistake.before(), mistake.after()));
      }
    }

    assertThat(
            new TreeSet<>(
                new RulebaseChecker()
                    .check(new RulebaseSource("base", files)).diagnostics().stream()
                        .map(Diagnostic::code)
                        .toList()))
        .containsAll(of.values());
  }
}
