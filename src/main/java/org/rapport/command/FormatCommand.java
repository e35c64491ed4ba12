package org.rapport.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rapport.rules.check.RuleFormat;
import org.rapport.rules.check.RulebaseSource;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints rule files in their canonical form; a file's meaning, and its version, stay the same. */
@Command(
    name = "format",
    description = "Print rule files in one form, comments kept; changes nothing of what they mean.",
    mixinStandardHelpOptions = true)
final class FormatCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "A rulebase's folder.")
  @SuppressWarnings("NullAway.Init")
  List<Path> folders;

  @ArgGroup
  @SuppressWarnings("NullAway.Init")
  Way way = new Way();

  /** What is done instead of printing. */
  static final class Way {
    @Option(names = "--check", description = "Only name the files that are not in this form.")
    boolean check;

    @Option(names = "--write", description = "Write the files anew where that changes them.")
    boolean write;
  }

  @Override
  public Integer call() throws IOException {
    boolean fine = true;
    for (Path folder : folders) {
      RulebaseSource source = RulebaseFiles.one(folder);
      for (Map.Entry<String, String> file : source.files().entrySet()) {
        if (RuleFormat.isRuleFile(file.getKey())) {
          fine &= format(folder.resolve(file.getKey()), file.getValue());
        }
      }
    }
    return fine ? RootCommand.FINE : RootCommand.FINDINGS;
  }

  private boolean format(Path file, String text) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Optional<String> formatted = RuleFormat.of(text);
    if (formatted.isEmpty()) {
      spec.commandLine()
          .getErr()
          .printf("%s cannot be formatted: it is not a rule file yet.%n", file)
          .printf("Maybe run: rapport check %s%n", file.getParent());
      return false;
    }
    boolean same = formatted.get().equals(text);
    if (way.check) {
      if (!same) {
        out.printf("%s is not formatted.%n", file);
      }
      return same;
    }
    if (!way.write) {
      out.printf("==> %s <==%n%s", file, formatted.get());
    } else if (!same) {
      Files.writeString(file, formatted.get(), StandardCharsets.UTF_8);
      out.printf("%s is formatted now.%n", file);
    }
    return true;
  }
}
