package org.rapport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rapport.analysis.DecisionAnalysis;
import org.rapport.analysis.Outcome;
import org.rapport.model.DecisionBasis;
import org.rapport.model.DecisionInputs;
import org.rapport.rules.CompiledRulebase;
import org.rapport.rules.Deadline;
import org.rapport.rules.Rulebase;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;

/** The product's engine with the subscription rulebase, compiled once a build. */
final class Engine {
  private static final Path FOLDER = Path.of("rules", "subscription");
  private static final int TIMEOUT_MS = 10_000;

  private final CheckedRulebase checked;
  private final Rulebase rulebase;

  private Engine(CheckedRulebase checked, Rulebase rulebase) {
    this.checked = checked;
    this.rulebase = rulebase;
  }

  /** Loads; compiles when this build has not been compiled before. */
  static Engine load() {
    try {
      CheckedRulebase checked =
          new RulebaseChecker()
              .check(new RulebaseSource("subscription", files()))
              .checked()
              .orElseThrow(() -> new IllegalStateException("The rulebase has errors."));
      RulebaseCompiler compiler = new RulebaseCompiler();
      String build = compiler.refOf(checked).build();
      Path kept = BenchFiles.folder().resolve("compiled-" + build.replaceAll("\\W", "") + ".bin");
      CompiledRulebase compiled;
      if (Files.exists(kept)) {
        compiled = new CompiledRulebase(compiler.refOf(checked), Files.readAllBytes(kept));
      } else {
        compiled = compiler.compile(checked);
        Files.write(kept, compiled.bytes());
      }
      return new Engine(checked, Rulebase.load(checked, compiled));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, String> files() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(FOLDER)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(FOLDER.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    }
    return files;
  }

  CheckedRulebase checked() {
    return checked;
  }

  Rulebase rulebase() {
    return rulebase;
  }

  /** From what the store yields to the full analysis. */
  DecisionAnalysis decide(DecisionBasis basis) {
    return decide(rulebase.inputs(basis));
  }

  /** From inputs to the full analysis. */
  DecisionAnalysis decide(DecisionInputs inputs) {
    Outcome outcome = rulebase.decide(inputs, Deadline.inMs(TIMEOUT_MS));
    if (outcome instanceof Outcome.Decided decided) {
      return decided.analysis();
    }
    throw new IllegalStateException("No analysis: " + outcome);
  }
}
