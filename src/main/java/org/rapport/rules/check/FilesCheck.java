package org.rapport.rules.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Checks that a rulebase has the files it needs and none that would be silently ignored. */
final class FilesCheck {
  /** The files without which there is no rulebase. */
  static final List<String> REQUIRED =
      List.of(
          CatalogueReader.FILE,
          Stage.LIFECYCLE.fileName(),
          Stage.WEIGHTS.fileName(),
          Stage.NORMALISATION.fileName(),
          Stage.NEXT_BEST_ACTION.fileName());

  private static final Pattern CASES = Pattern.compile("tests/[A-Za-z0-9._-]{1,100}\\.yaml");

  private final RulebaseSource source;
  private final Findings findings;

  FilesCheck(RulebaseSource source, Findings findings) {
    this.source = source;
    this.findings = findings;
  }

  /** Whether a path is that of a file of test cases. */
  static boolean isCaseFile(String path) {
    return CASES.matcher(path).matches();
  }

  void check() {
    for (String file : REQUIRED) {
      if (!source.files().containsKey(file)) {
        findings
            .in(file)
            .error(
                Code.MISSING_FILE,
                Spot.FILE,
                "The rulebase has no file %s.".formatted(file),
                "Maybe copy it from one of the rulebases that ship.");
      }
    }
    List<String> known = new ArrayList<>();
    known.add(CatalogueReader.FILE);
    for (Stage stage : Stage.values()) {
      known.add(stage.fileName());
    }
    for (String file : source.files().keySet()) {
      if (!known.contains(file) && !isCaseFile(file)) {
        findings
            .in(file)
            .error(
                Code.UNKNOWN_FILE,
                Spot.FILE,
                "%s is not a file of a rulebase: nothing would read it.".formatted(file),
                file.startsWith("tests/") && file.endsWith(".yml")
                    ? "Maybe you meant \"%s.yaml\"."
                        .formatted(file.substring(0, file.length() - ".yml".length()))
                    : Words.maybe(file, known));
      }
    }
  }
}
