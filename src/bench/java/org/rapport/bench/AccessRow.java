package org.rapport.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.rapport.store.DatabaseSettings;

/**
 * What wrong keys cost those with right ones, and whether the time that an answer takes tells a
 * wrong key that is nearly right from one that is not.
 */
final class AccessRow implements AutoCloseable {
  private static final int OTHERS = 4;
  private static final String DOOR = "/v1/rulebases";
  private static final String OPEN = "/health/live";

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final AtomicLong turn = new AtomicLong();
  private final HttpClient client;
  private final int port;
  private final String key;

  private AccessRow(int port) {
    this.port = port;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(OTHERS + 1).setEventLoopSize(1));
    this.key = made();
  }

  static void run(Sizes sizes, Report report, BenchDatabase server) {
    DatabaseSettings database = server.fresh("bench_access");
    try (Child service = Child.serve("access-serve", BenchDatabase.url(database));
        AccessRow row = new AccessRow(service.port())) {
      row.beside(sizes, report);
      row.nearlyRight(sizes, report);
    } finally {
      server.drop(database);
    }
  }

  private String made() {
    JsonObject wanted =
        new JsonObject()
            .put("name", "right")
            .put("owner", "bench")
            .put("roles", new JsonArray().add("read"));
    return Load.await(
        client
            .request(HttpMethod.POST, port, "127.0.0.1", "/v1/keys")
            .compose(
                request ->
                    request
                        .putHeader("Authorization", "Bearer " + Child.API_KEY)
                        .putHeader("Content-Type", "application/json")
                        .send(wanted.encode()))
            .compose(response -> response.body())
            .map(body -> body.toJsonObject().getString("key")));
  }

  private Future<Integer> call(String path, String shown) {
    Promise<Integer> status = Promise.promise();
    // On the client's own thread: elsewhere an answer could be over before its body is asked for.
    context.runOnContext(
        go ->
            client
                .request(HttpMethod.GET, port, "127.0.0.1", path)
                .compose(request -> request.putHeader("Authorization", "Bearer " + shown).send())
                .compose(response -> response.body().map(body -> response.statusCode()))
                .onComplete(status));
    return status.future();
  }

  private String wrong() {
    return "rapport-%048x".formatted(turn.incrementAndGet());
  }

  /** Right keys while others come with wrong ones, beside the same while others need no key. */
  private void beside(Sizes sizes, Report report) {
    int calls = sizes.get("access.calls", 3_000, 10_000);
    int rounds = sizes.get("access.rounds", 5, 9);
    right(calls);
    List<Double> wrong = new ArrayList<>();
    List<Double> open = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    long before = turn.get();
    for (int round = 0; round < rounds; round++) {
      wrong.add(besides(() -> call(DOOR, wrong()), calls));
      open.add(besides(() -> call(OPEN, key), calls));
      alone.add(right(calls));
    }
    report.row(
        "access",
        new Series("GET with a right key while wrong ones come, median", "ms", wrong),
        new Series("while as many others need no key", "ms", open),
        Target.atMost(1.2),
        "%d connections with %,d wrong keys; nobody else: %s"
            .formatted(OTHERS, turn.get() - before, new Series("", "ms", alone).text()));
  }

  private double besides(Supplier<Future<Integer>> other, int calls) {
    Others others = new Others(other);
    others.begin();
    double median = right(calls);
    Load.await(others.end());
    return median;
  }

  /** Others who call one time after the other, until told to stop. */
  private static final class Others {
    private final Supplier<Future<Integer>> call;
    private final List<Promise<Void>> ended = new ArrayList<>();
    private volatile boolean over;

    Others(Supplier<Future<Integer>> call) {
      this.call = call;
    }

    void begin() {
      for (int i = 0; i < OTHERS; i++) {
        Promise<Void> end = Promise.promise();
        ended.add(end);
        next(end);
      }
    }

    private void next(Promise<Void> end) {
      if (over) {
        end.complete();
      } else {
        call.get().onSuccess(status -> next(end)).onFailure(end::fail);
      }
    }

    Future<Void> end() {
      over = true;
      return Future.all(ended.stream().map(Promise::future).toList()).mapEmpty();
    }
  }

  /** The median of calls one after the other with the right key, in milliseconds. */
  private double right(int calls) {
    long[] nanos = new long[calls];
    for (int i = 0; i < calls; i++) {
      nanos[i] = timed(key, 200);
    }
    Arrays.sort(nanos);
    return Load.at(nanos, 0.5);
  }

  private long timed(String shown, int expected) {
    long begun = System.nanoTime();
    int status = Load.await(call(DOOR, shown));
    if (status != expected) {
      throw new IllegalStateException("The answer is " + status);
    }
    return System.nanoTime() - begun;
  }

  /** Keys that are right but for the last digit, and wholly wrong ones, in turns. */
  private void nearlyRight(Sizes sizes, Report report) {
    int calls = sizes.get("access.guesses", 10_000, 50_000);
    long[] near = new long[calls];
    long[] far = new long[calls];
    String prefix = key.substring(0, key.length() - 1);
    for (int i = 0; i < calls; i++) {
      near[i] = timed(prefix + (char) ('g' + i % 16), 401);
      far[i] = timed(wrong(), 401);
    }
    report.row(
        "access",
        Series.of(
            "how often a nearly right key takes longer than a wrong one, away from half",
            "of 1",
            Math.abs(area(near, far) - 0.5)),
        Target.atMost(0.02),
        "%,d of each in turns; medians %s and %s ms"
            .formatted(calls, Series.number(median(near)), Series.number(median(far))));
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return Load.at(sorted, 0.5);
  }

  /** How often one of the first is longer than one of the second; ties count half. */
  private static double area(long[] first, long[] second) {
    long[] sorted = second.clone();
    Arrays.sort(sorted);
    double above = 0;
    for (long each : first) {
      int below = lowest(sorted, each);
      above += below + (lowest(sorted, each + 1) - below) / 2.0;
    }
    return above / ((double) first.length * second.length);
  }

  /** How many are less than a value. */
  private static int lowest(long[] sorted, long value) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int half = (from + to) >>> 1;
      if (sorted[half] < value) {
        from = half + 1;
      } else {
        to = half;
      }
    }
    return from;
  }

  @Override
  public void close() {
    Load.await(client.close().compose(closed -> vertx.close()));
  }
}
