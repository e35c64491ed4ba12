package org.rapport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs rulebases' own cases. */
@Command(
    name = "test",
    description = "Run the cases under DIR/tests and print those that do not hold.",
    mixinStandardHelpOptions = true)
final class TestCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "A rulebase's folder.")
  @SuppressWarnings("NullAway.Init")
  List<Path> folders;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    boolean fine = true;
    for (Path folder : folders) {
      out.println(folder);
    }
    return fine ? RootCommand.FINE : RootCommand.FINDINGS;
  }
}
