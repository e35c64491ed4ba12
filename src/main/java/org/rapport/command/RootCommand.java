package org.rapport.command;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's first word. */
@Command(
    name = "rapport",
    description =
        "Explained decisions for customer engagement: events in, a score, segments and a next best action out.",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      ImportCommand.class,
      DecideCommand.class,
      PopulationCommand.class,
      BacktestCommand.class,
      CalibrateCommand.class,
      CheckCommand.class,
      FormatCommand.class,
      TestCommand.class,
      KeysCommand.class,
      AuditCommand.class,
      DraftCommand.class,
      ImpactCommand.class
    })
public final class RootCommand {

  /** The jar's version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = RootCommand.class.getPackage().getImplementationVersion();
      return new String[] {"rapport " + (version == null ? "(not packaged)" : version)};
    }
  }

  /** Everything was fine. */
  static final int FINE = 0;

  /** Something was found: a finding of the checker, a failed case, a rejected line. */
  static final int FINDINGS = 1;

  /** Wrong usage or input. */
  static final int USAGE = 2;

  /**
   * Runs a command line.
   *
   * @return the exit code: 0 fine, 1 findings, 2 wrong usage or input
   */
  public static int run(String... args) {
    return run(
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        args);
  }

  /** The same, with what it says written here. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = new CommandLine(new RootCommand());
    commandLine.setOut(out);
    commandLine.setErr(err);
    commandLine.setExecutionExceptionHandler(new Complaints());
    if (args.length == 0) {
      commandLine.usage(out);
      return USAGE;
    }
    return commandLine.execute(args);
  }
}
