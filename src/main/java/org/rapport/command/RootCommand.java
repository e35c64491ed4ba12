package org.rapport.command;

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
      CheckCommand.class,
      TestCommand.class
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
    CommandLine commandLine = new CommandLine(new RootCommand());
    commandLine.setExecutionExceptionHandler(new Complaints());
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    if (args.length == 0) {
      commandLine.usage(System.out);
      return USAGE;
    }
    return commandLine.execute(args);
  }
}
