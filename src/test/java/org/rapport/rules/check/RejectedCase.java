package org.rapport.rules.check;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rapport.model.Diagnostic;

/**
 * A case of {@code fixtures/rejected-rules}: the rulebase {@code base} with some edits.
 *
 * <p>{@code edits.txt} holds blocks that begin with {@code @@ file}: the lines to find, a line
 * {@code ->}, the lines to put there. {@code @@ file append}, {@code create} and {@code delete} do
 * what they say.
 */
final class RejectedCase {
  static final Path FOLDER = Path.of("fixtures/rejected-rules");

  private final String name;
  private final SortedMap<String, String> base;
  private final SortedMap<String, String> files;

  RejectedCase(String name) {
    this(FOLDER.resolve(name));
  }

  /** A case of another folder, on the same rulebase. */
  RejectedCase(Path folder) {
    this.name = folder.getFileName().toString();
    this.base = RulebaseFolder.files(folder);
    this.files = new TreeMap<>(RulebaseFolder.files(FOLDER.resolve("base")));
  }

  /** What the case's {@code expected.txt} says. */
  String expected() {
    return base.getOrDefault("expected.txt", "");
  }

  /** The findings as {@code expected.txt} writes them. */
  String found() {
    return text(new RulebaseChecker().check(source()));
  }

  RulebaseSource source() {
    for (String block : ("\n" + base.getOrDefault("edits.txt", "")).split("\n@@ ", -1)) {
      if (!block.isBlank()) {
        int end = block.indexOf('\n');
        edit(block.substring(0, end).split(" ", -1), block.substring(end + 1));
      }
    }
    return new RulebaseSource("base", files);
  }

  private void edit(String[] head, String body) {
    String file = head[0];
    switch (head.length == 1 ? "replace" : head[1]) {
      case "append" -> files.merge(file, body, String::concat);
      case "create" -> files.put(file, body);
      case "delete" -> files.remove(file);
      default -> {
        String[] parts = (body.endsWith("\n") ? body : body + "\n").split("(?<=^|\n)->\n", -1);
        String find = parts[0].strip();
        String text = files.getOrDefault(file, "");
        if (parts.length != 2 || !text.contains(find)) {
          throw new IllegalStateException("%s: cannot find %s in %s.".formatted(name, find, file));
        }
        int at = text.indexOf(find);
        files.put(
            file, text.substring(0, at) + parts[1].strip() + text.substring(at + find.length()));
      }
    }
  }

  /** One line a finding, its advice on a line of its own. */
  static String text(CheckResult result) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic finding : result.diagnostics()) {
      text.append(
          "%s %s:%d:%d-%d %s%n    %s%n"
              .formatted(
                  finding.severity(),
                  finding.file(),
                  finding.line(),
                  finding.column(),
                  finding.endColumn(),
                  finding.code(),
                  finding.message()));
      if (finding.maybe() != null) {
        text.append("    ").append(finding.maybe()).append('\n');
      }
    }
    return text.toString().replace("\r\n", "\n");
  }
}
