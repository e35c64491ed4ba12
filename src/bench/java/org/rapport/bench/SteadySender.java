package org.rapport.bench;

import io.vertx.core.buffer.Buffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends lines in batches at a steady rate, whatever the answers take, and notes minute by minute
 * what was acknowledged. A batch that is late because all connections are busy counts from when it
 * was due.
 */
final class SteadySender {
  private static final Pattern COUNTS =
      Pattern.compile("\"accepted\":(\\d+),\"duplicates\":(\\d+),\"rejected\":\\[(.?)");
  private static final long MINUTE = 60_000_000_000L;
  private static final int CONNECTIONS = 16;

  /**
   * One minute.
   *
   * @param events acknowledged in it
   * @param seconds how long it was: the last one is short
   */
  record Minute(long events, double p99Ms, double seconds) {}

  /** What a run came to. */
  record Result(
      long accepted, long duplicates, long errors, String firstError, List<Minute> minutes) {}

  private final Load load;
  private final double eventsPerSecond;
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final List<Minute> minutes = new ArrayList<>();
  private long[] nanos = new long[1024];
  private int calls;
  private long minuteBegun;
  private long minuteEvents;
  private long accepted;
  private long duplicates;
  private long errors;
  private String firstError = "";

  /**
   * @param eventsPerSecond the rate, or 0 for as fast as they are taken
   */
  SteadySender(int port, double eventsPerSecond) {
    this.load = new Load(port, CONNECTIONS);
    this.eventsPerSecond = eventsPerSecond;
  }

  Result send(BufferedReader lines) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    minuteBegun = begun;
    long sent = 0;
    List<String> batch = next(lines);
    while (!batch.isEmpty()) {
      long due =
          eventsPerSecond == 0 ? System.nanoTime() : begun + (long) (sent / eventsPerSecond * 1e9);
      long early = due - System.nanoTime();
      if (early > 0) {
        Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
      }
      free.acquire();
      post(batch, due);
      sent += batch.size();
      batch = next(lines);
    }
    free.acquire(CONNECTIONS);
    synchronized (this) {
      endMinute(System.nanoTime());
    }
    load.close();
    return new Result(accepted, duplicates, errors, firstError, minutes);
  }

  private static List<String> next(BufferedReader lines) throws IOException {
    List<String> batch = new ArrayList<>(Intake.BATCH);
    String line = lines.readLine();
    while (line != null) {
      batch.add(line);
      if (batch.size() == Intake.BATCH) {
        return batch;
      }
      line = lines.readLine();
    }
    return batch;
  }

  private void post(List<String> batch, long due) {
    Buffer body = Buffer.buffer("{\"batch\":[" + String.join(",", batch) + "]}");
    load.call("/v1/batch", body)
        .onComplete(
            (answer, failure) -> {
              took(failure == null ? answer.toString() : failure.toString(), due);
              free.release();
            });
  }

  private synchronized void took(String answer, long due) {
    long now = System.nanoTime();
    if (now - minuteBegun >= MINUTE) {
      endMinute(now);
    }
    Matcher counts = COUNTS.matcher(answer);
    if (!counts.find() || !"]".equals(counts.group(3))) {
      errors++;
      firstError = firstError.isEmpty() ? answer : firstError;
      return;
    }
    accepted += Long.parseLong(counts.group(1));
    duplicates += Long.parseLong(counts.group(2));
    minuteEvents += Long.parseLong(counts.group(1)) + Long.parseLong(counts.group(2));
    if (calls == nanos.length) {
      nanos = Arrays.copyOf(nanos, calls * 2);
    }
    nanos[calls++] = now - due;
  }

  private void endMinute(long now) {
    long[] sorted = Arrays.copyOf(nanos, calls);
    Arrays.sort(sorted);
    minutes.add(new Minute(minuteEvents, Load.at(sorted, 0.99), (now - minuteBegun) / 1e9));
    calls = 0;
    minuteEvents = 0;
    minuteBegun = now;
  }
}
