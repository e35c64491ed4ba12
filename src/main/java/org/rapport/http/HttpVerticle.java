package org.rapport.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One event loop's share of the service. */
final class HttpVerticle extends VerticleBase {
  private final HttpSettings settings;
  private final Supplier<Router> router;
  private final AtomicInteger connections;
  private final AtomicInteger actualPort;
  private @Nullable HttpServer server;

  /**
   * A share.
   *
   * @param connections how many are open, all shares together
   * @param actualPort is told the port listened on
   */
  HttpVerticle(
      HttpSettings settings,
      Supplier<Router> router,
      AtomicInteger connections,
      AtomicInteger actualPort) {
    this.settings = settings;
    this.router = router;
    this.connections = connections;
    this.actualPort = actualPort;
  }

  @Override
  public Future<?> start() {
    HttpServer created = vertx.createHttpServer(options());
    server = created;
    return created
        .requestHandler(router.get())
        .invalidRequestHandler(Fallbacks::invalid)
        .connectionHandler(this::connected)
        .listen()
        .onSuccess(listening -> actualPort.set(listening.actualPort()));
  }

  private HttpServerOptions options() {
    // A negative port is one free port shared by all shares of a deployment.
    int port = settings.port() == 0 ? -1 : settings.port();
    HttpServerOptions options = new HttpServerOptions();
    settings
        .tls()
        .ifPresent(
            tls ->
                options
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .setCertPath(tls.certificate().toString())
                            .setKeyPath(tls.key().toString())));
    return options
        .setHost(settings.host())
        .setPort(port)
        .setAcceptBacklog(HttpLimits.ACCEPT_BACKLOG)
        .setMaxInitialLineLength(HttpLimits.REQUEST_LINE_BYTES)
        .setMaxHeaderSize(HttpLimits.HEADER_BYTES)
        .setIdleTimeout(HttpLimits.IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setHandle100ContinueAutomatically(true)
        .setHttp2ClearTextEnabled(false);
  }

  private void connected(HttpConnection connection) {
    int open = connections.incrementAndGet();
    connection.closeHandler(closed -> connections.decrementAndGet());
    if (open > HttpLimits.CONNECTIONS) {
      connection.close();
    }
  }

  @Override
  public Future<?> stop() {
    HttpServer listening = server;
    return listening == null
        ? Future.succeededFuture()
        : listening.shutdown(HttpLimits.DRAIN_SECONDS, TimeUnit.SECONDS);
  }
}
