package org.rapport.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.rapport.store.BareService;

/** A JVM of its own: the service, a command or the bare handler; gone when the bench goes. */
final class Child implements AutoCloseable {
  /** The key that every service of the bench runs with. */
  static final String API_KEY = "bench-bench-bench-bench";

  private static final int READY_SECONDS = 120;
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Thread hook;
  private final Path log;

  private Child(String name, List<String> command, Map<String, String> environment) {
    this.log = BenchFiles.folder().resolve(name + ".log");
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("RAPPORT_MASTER_KEY", BareService.MASTER_KEY);
      builder.environment().put("RAPPORT_AUDIT_KEY", BareService.MASTER_KEY);
      builder.environment().putAll(environment);
      this.process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.hook = new Thread(process::destroyForcibly, "end-" + name);
    Runtime.getRuntime().addShutdownHook(hook);
    Thread reader = new Thread(this::read, "read-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The packaged program. */
  static Child jar(
      String name, List<String> jvmOptions, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.addAll(jvmOptions);
    command.add("-jar");
    command.add(BenchFiles.jar().toString());
    command.addAll(List.of(arguments));
    return new Child(name, command, environment);
  }

  /** The service on this database, listening. */
  static Child serve(String name, String databaseUrl) {
    return jar(
        name,
        List.of("-Xmx1g"),
        Map.of(
            "RAPPORT_DATABASE_URL",
            databaseUrl,
            "RAPPORT_API_KEY",
            API_KEY,
            "RAPPORT_HTTP_PORT",
            "0",
            "RAPPORT_LOG_LEVEL",
            "warn"),
        "serve");
  }

  /** A class of the bench. */
  static Child main(String name, String mainClass, Map<String, String> environment) {
    return new Child(
        name,
        List.of(java(), "-Xmx1g", "-cp", System.getProperty("java.class.path"), mainClass),
        environment);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      Files.writeString(log, "");
      String line = lines.readLine();
      while (line != null) {
        if (line.startsWith("Ready at ")) {
          ready.complete(line.substring("Ready at ".length()).strip());
        }
        Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
        line = lines.readLine();
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new IllegalStateException("It ended; see " + log));
  }

  /** Waits until it says where it listens; the port. */
  int port() {
    try {
      String address = ready.get(READY_SECONDS, TimeUnit.SECONDS);
      return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("It did not get ready; see " + log, e);
    }
  }

  /** Waits for its end; its exit code. */
  int await() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  boolean runs() {
    return process.isAlive();
  }

  /** Kills it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  Path log() {
    return log;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalStateException e) {
      // The bench is ending already: the hook runs anyway.
      process.destroyForcibly();
    }
  }
}
