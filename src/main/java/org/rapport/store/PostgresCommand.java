package org.rapport.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the server's programs and waits for them. */
final class PostgresCommand {
  private static final int TIMEOUT_SECONDS = 120;
  private static final int TAIL_CHARACTERS = 2_000;

  private final Path home;

  PostgresCommand(Path home) {
    this.home = home;
  }

  /** How a program ended and what it said. */
  record Result(boolean succeeded, String output) {}

  /** Runs a program to its end. */
  Result run(Path program, List<String> arguments) {
    List<String> line = new ArrayList<>();
    boolean asRoot = isRoot();
    if (asRoot) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
      line.addAll(List.of("unshare", "-U"));
    }
    line.add(program.toString());
    line.addAll(arguments);
    Path output = home.resolve("command.log");
    try {
      // Into a file, because the server inherits its starter's output: a pipe would never end.
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(
            false, "%s did not end within %d seconds.%n".formatted(line, TIMEOUT_SECONDS));
      }
      return new Result(process.exitValue() == 0, hint(asRoot, tail(output)));
    } catch (IOException e) {
      return new Result(false, hint(asRoot, e + System.lineSeparator()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(false, "Interrupted while waiting for %s.%n".formatted(line));
    }
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false; // no Linux: the server says itself what it does not like
    }
  }

  private static String hint(boolean asRoot, String said) {
    return asRoot && said.contains("unshare")
        ? said
            + "As root this needs user namespaces, which this machine refuses: maybe run as another user.%n"
                .formatted()
        : said;
  }

  /** The last lines of a file, for messages; empty when it cannot be read. */
  static String tail(Path file) {
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      return text.substring(Math.max(0, text.length() - TAIL_CHARACTERS));
    } catch (IOException e) {
      return "";
    }
  }
}
