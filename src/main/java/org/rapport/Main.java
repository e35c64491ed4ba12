package org.rapport;

import org.rapport.command.RootCommand;

/** Entry point. */
public final class Main {
  private Main() {}

  /** Runs the command line and leaves with its exit code. */
  public static void main(String[] args) {
    if ("json".equalsIgnoreCase(System.getenv("RAPPORT_LOG_FORMAT"))) {
      // Before the first logger exists: the format cannot be changed later.
      System.setProperty("logback.configurationFile", "logback-json.xml");
    }
    System.exit(RootCommand.run(args));
  }
}
