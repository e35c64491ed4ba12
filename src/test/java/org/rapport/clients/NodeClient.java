package org.rapport.clients;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A client library of Node, in a process of its own that {@code driver.mjs} runs. */
final class NodeClient implements Client {
  private final String name;
  private final Process process;
  private final Writer orders;
  private final Reports reports = new Reports();
  private final ExecutorService giving = Executors.newSingleThreadExecutor();

  /**
   * Starts it.
   *
   * @param folder where the drivers are installed
   * @param driver which of them
   * @param setup the line of JavaScript that sets the client up
   */
  NodeClient(Path folder, String name, String driver, String setup, String key) {
    this.name = name;
    try {
      this.process =
          new ProcessBuilder("node", "driver.mjs", driver, setup, key)
              .directory(folder.toFile())
              .redirectError(folder.resolve(name + ".log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.orders = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "reports-of-" + name);
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonObject told = new JsonObject(line);
        if (told.containsKey("failed")) {
          reports.failed(told.getInteger("number"), told.getString("failed"));
        } else {
          reports.delivered(told.getInteger("number"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      reports.end();
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reports reports() {
    return reports;
  }

  @Override
  public void send(List<SampleEvent> events) {
    order(events.stream().map(SampleEvent::order).toList());
  }

  /** Any calls of the client. */
  void order(List<JsonObject> calls) {
    giving.execute(
        () -> {
          try {
            for (JsonObject call : calls) {
              orders.write(call.encode());
              orders.write('\n');
            }
            orders.flush();
          } catch (IOException e) {
            // The process has ended, and what it did not tell of is missing from the reports.
            reports.end();
          }
        });
  }

  @Override
  public void noMore() {
    giving.execute(
        () -> {
          try {
            orders.close();
          } catch (IOException e) {
            reports.end();
          }
        });
    giving.shutdown();
  }

  /** Waits for its end; answers the exit code. */
  int exitCode() {
    Reports unused = reports.await(told -> false);
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void finish() {
    int exit = exitCode();
    if (exit != 0) {
      throw new AssertionError("%s ended with exit code %d".formatted(name, exit));
    }
  }

  @Override
  public void abandon() {
    giving.shutdownNow();
    process.destroyForcibly();
  }
}
