package org.rapport.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The clients for Node, installed by npm from their registry into {@code target/} at the versions
 * and digests of {@code package-lock.json}; kept there until that file changes.
 */
final class NodePackages {
  private static final Path DRIVERS = Path.of("src", "test", "clients");
  private static final Path HOME = Path.of("target", "clients");
  private static final int INSTALL_SECONDS = 180;

  private NodePackages() {}

  /** The folder of the drivers and what they need; without Node or npm the test ends here. */
  static Path installed() throws IOException {
    String lock = SampleEvent.digest(Files.readString(DRIVERS.resolve("package-lock.json")));
    Path folder = HOME.resolve("node-" + lock.substring(0, 16));
    Path done = folder.resolve("installed");
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(DRIVERS)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            folder.resolve(file.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    run(folder, "node", "--version");
    if (!Files.exists(done)) {
      run(folder, "npm", "ci", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund");
      Files.createFile(done);
    }
    return folder;
  }

  private static void run(Path folder, String... command) throws IOException {
    File log = folder.resolve("install.log").toFile();
    String what = String.join(" ", command);
    try {
      Process process =
          new ProcessBuilder(List.of(command))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        without(what + " takes more than " + INSTALL_SECONDS + " seconds");
      }
      if (process.exitValue() != 0) {
        without(what + " fails: " + Files.readString(log.toPath()));
      }
    } catch (IOException e) {
      without(what + " cannot be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void without(String why) {
    String message =
        "The clients for Node are not tried: %s%nMaybe install Node 20 or newer with npm, and let it reach its registry."
            .formatted(why);
    String required = System.getenv("RAPPORT_CLIENTS_REQUIRED");
    assertThat(Boolean.parseBoolean(System.getProperty("rapport.clients.required", required)))
        .as(message)
        .isFalse();
    abort(message);
  }
}
