package org.rapport.audit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/** Keeps checkpoints outside of the database, where who can change the log cannot reach. */
public interface Witness {
  /** Keeps a signed checkpoint. */
  Future<Void> keep(String note);

  /** Nobody. */
  static Witness none() {
    return note -> Future.succeededFuture();
  }

  /**
   * A file that is only added to, or an address that each checkpoint is posted to as plain text.
   *
   * @param place a path, or an address that begins with http
   */
  static Witness at(Vertx vertx, String place) {
    return place.startsWith("http://") || place.startsWith("https://")
        ? new Posted(vertx.createHttpClient(), place)
        : new Filed(vertx, place);
  }

  /** At the end of a file; an empty line stands behind each. */
  record Filed(Vertx vertx, String path) implements Witness {
    @Override
    public Future<Void> keep(String note) {
      return vertx
          .fileSystem()
          .open(path, new OpenOptions().setCreate(true).setAppend(true).setDsync(true))
          .compose(file -> file.write(Buffer.buffer(note + "\n")).eventually(() -> file.close()));
    }
  }

  /** At an address. */
  record Posted(HttpClient client, String address) implements Witness {
    private static final long TIMEOUT_MS = 5_000;

    @Override
    public Future<Void> keep(String note) {
      return client
          .request(
              new RequestOptions()
                  .setMethod(HttpMethod.POST)
                  .setAbsoluteURI(address)
                  .setConnectTimeout(TIMEOUT_MS)
                  .setIdleTimeout(TIMEOUT_MS)
                  .putHeader("Content-Type", "text/plain; charset=utf-8"))
          .compose(request -> request.send(note))
          .compose(
              response ->
                  response.statusCode() / 100 == 2
                      ? Future.succeededFuture()
                      : Future.failedFuture("the witness answered " + response.statusCode()));
    }
  }
}
