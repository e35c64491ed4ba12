package org.rapport.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A closed loop of HTTP calls: so many connections, each with one call under way. */
final class Load implements AutoCloseable {
  /**
   * What a run came to.
   *
   * @param calls how many were answered with 200
   * @param seconds how long it took
   */
  record Result(long calls, double seconds, double p50Ms, double p99Ms) {
    double perSecond() {
      return calls / seconds;
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client;
  private final int port;
  private final int connections;

  Load(int port, int connections) {
    this.port = port;
    this.connections = connections;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true).setTcpNoDelay(true),
            new PoolOptions().setHttp1MaxSize(connections).setEventLoopSize(1));
  }

  /** Calls until the time is over or the bodies are. */
  Result post(String path, double seconds, Supplier<@Nullable Buffer> bodies) {
    return post(path, seconds, bodies, answer -> {});
  }

  /** The same, showing each answer. */
  Result post(
      String path, double seconds, Supplier<@Nullable Buffer> bodies, Consumer<Buffer> answers) {
    Run run = new Run(path, seconds, bodies, answers);
    vertx.runOnContext(begun -> run.begin());
    return await(run.done.future());
  }

  /** One call; the answer with its status checked. */
  Future<Buffer> call(String path, Buffer body) {
    return client
        .request(HttpMethod.POST, port, "127.0.0.1", path)
        .compose(
            request ->
                request
                    .putHeader("Authorization", "Bearer " + Child.API_KEY)
                    .putHeader("Content-Type", "application/json")
                    .send(body))
        .compose(Load::answer);
  }

  /** One reading; the answer with its status checked. */
  Future<Buffer> read(String path) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", path)
        .compose(request -> request.putHeader("Authorization", "Bearer " + Child.API_KEY).send())
        .compose(Load::answer);
  }

  private static Future<Buffer> answer(HttpClientResponse response) {
    return response
        .body()
        .compose(
            body ->
                response.statusCode() == 200
                    ? Future.succeededFuture(body)
                    : Future.failedFuture(response.statusCode() + " " + body));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    await(client.close().compose(closed -> vertx.close()));
  }

  /** One run; all of it on one event loop. */
  private final class Run {
    private final String path;
    private final Supplier<@Nullable Buffer> bodies;
    private final Consumer<Buffer> answers;
    private final Promise<Result> done = Promise.promise();
    private final long begun = System.nanoTime();
    private final long end;
    private long[] nanos = new long[1 << 16];
    private int calls;
    private int underWay;

    Run(String path, double seconds, Supplier<@Nullable Buffer> bodies, Consumer<Buffer> answers) {
      this.path = path;
      this.bodies = bodies;
      this.answers = answers;
      this.end = begun + (long) (seconds * 1e9);
    }

    void begin() {
      underWay = connections;
      for (int i = 0; i < connections; i++) {
        next();
      }
    }

    private void next() {
      Buffer body = System.nanoTime() < end ? bodies.get() : null;
      if (body == null) {
        underWay--;
        if (underWay == 0) {
          done.tryComplete(result());
        }
        return;
      }
      long sent = System.nanoTime();
      call(path, body)
          .onSuccess(
              answer -> {
                took(System.nanoTime() - sent);
                answers.accept(answer);
                next();
              })
          .onFailure(done::tryFail);
    }

    private void took(long duration) {
      if (calls == nanos.length) {
        nanos = Arrays.copyOf(nanos, calls * 2);
      }
      nanos[calls++] = duration;
    }

    private Result result() {
      double seconds = (System.nanoTime() - begun) / 1e9;
      long[] sorted = Arrays.copyOf(nanos, calls);
      Arrays.sort(sorted);
      return new Result(calls, seconds, at(sorted, 0.50), at(sorted, 0.99));
    }
  }

  /** A quantile of sorted nanoseconds, in milliseconds. */
  static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
  }
}
