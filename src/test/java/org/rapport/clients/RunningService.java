package org.rapport.clients;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.rapport.Main;
import org.rapport.store.TestDatabase;

/** {@code serve} in a process of its own: killed and started again at one port and database. */
final class RunningService implements AutoCloseable {
  /** The API key. */
  static final String KEY = "key-of-the-clients-under-test";

  private static final Path HOME = Path.of("target", "clients");
  private static final int FIRST_PORT = 18_300;
  private static final int LAST_PORT = 18_500;

  private final List<String> command;
  private final int port;
  private final HttpClient http = HttpClient.newHttpClient();
  private Process process;

  /**
   * Starts it at a free port.
   *
   * @param database options that say where its database is
   */
  RunningService(List<String> database) {
    this.port = freePort();
    this.command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--http-port=" + port,
                "--api-key=" + KEY,
                "--rules-dir=" + rules(),
                "--default-rulebase=shop"));
    command.addAll(database);
    this.process = started();
  }

  /** The options for a database of the tests' own server. */
  static List<String> on(TestDatabase database) {
    return database.options();
  }

  /** A folder for an embedded database without data; its unpacked programs are kept. */
  static Path emptyFolder(String name) throws IOException {
    Path folder = Files.createDirectories(HOME.resolve(name)).toAbsolutePath();
    Path data = folder.resolve("data");
    // One that a run before this one left behind.
    killDatabase(folder);
    if (Files.exists(data)) {
      try (var walk = Files.walk(data)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return folder;
  }

  /**
   * A free port below those that the system gives to whoever connects somewhere: one of those would
   * sooner or later be taken while the service is away, even by a client that tries to reach it and
   * so reaches itself.
   */
  private static int freePort() {
    for (int port = FIRST_PORT; port < LAST_PORT; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one may be free.
      }
    }
    throw new IllegalStateException("No free port");
  }

  /** A folder with one rulebase only, for a quick first start. */
  private static Path rules() {
    Path from = Path.of("rules", "shop");
    Path to = HOME.resolve("rules").resolve("shop");
    try (var walk = Files.walk(from)) {
      for (Path path : walk.toList()) {
        Path copy = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(copy);
        } else {
          Files.write(copy, Files.readAllBytes(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return to.getParent();
  }

  private Process started() {
    Path log = HOME.resolve("service.log");
    try {
      Process begun =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      BufferedReader said = begun.inputReader(StandardCharsets.UTF_8);
      StringBuilder otherwise = new StringBuilder();
      // The JVM may have something to say first.
      String line = said.readLine();
      while (line != null && !line.startsWith("Ready")) {
        otherwise.append(line).append('\n');
        line = said.readLine();
      }
      if (line == null) {
        end(begun);
        throw new IllegalStateException(
            "It ended with exit code %d and said: %s%nMaybe see %s."
                .formatted(begun.exitValue(), otherwise, log));
      }
      return begun;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of documentation with this service's address in place of the one it shows. */
  String here(String documented) {
    return documented.replace("localhost:8080", "localhost:" + port);
  }

  /** Ends the process at once, in the middle of whatever it does. */
  void kill() {
    end(process.destroyForcibly());
  }

  /** The same, and its embedded database with it: what was not on disk is gone. */
  void killWithDatabase(Path folder) {
    kill();
    killDatabase(folder);
  }

  /** Kills the server of an embedded database, when there is one. */
  private static void killDatabase(Path folder) {
    Path pid = folder.resolve("data").resolve("postmaster.pid");
    try {
      if (Files.exists(pid)) {
        ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip()))
            .filter(server -> server.info().command().orElse("").endsWith("postgres"))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells the process to stop, and waits until it has. */
  void stop() {
    beginToStop();
    end(process);
  }

  /** Tells the process to stop. */
  void beginToStop() {
    process.destroy();
  }

  /** Whether the process has ended or does so within this time. */
  boolean ends(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The TCP port at 127.0.0.1. */
  int port() {
    return port;
  }

  private static void end(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Starts it again, at the same port on the same database. */
  void startAgain() {
    process = started();
  }

  /** The body of a good answer. */
  String get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Authorization", "Bearer " + KEY)
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() == 404 ? "{}" : response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
