package org.rapport.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;

/** The rulebases that ship with the project, checked from their files. */
final class ShippedRulebases {
  private ShippedRulebases() {}

  static CheckedRulebase checked(String name) {
    CheckResult result = new RulebaseChecker().check(source(name));
    return result
        .checked()
        .orElseThrow(() -> new AssertionError("Not checked: " + result.diagnostics()));
  }

  static RulebaseSource source(String name) {
    Path folder = Path.of("rules", name);
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RulebaseSource(name, files);
  }
}
