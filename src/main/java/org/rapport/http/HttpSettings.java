package org.rapport.http;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the service listens.
 *
 * @param host the address to listen on: {@code 127.0.0.1}
 * @param port the TCP port, 0 for any free one
 * @param eventLoops how many event loops serve, from 1: the number of cores
 * @param callsPerSecond how often each key may call this node, 0 for as often as it likes
 * @param tls what to prove itself with; empty for plain HTTP
 */
public record HttpSettings(
    String host, int port, int eventLoops, int callsPerSecond, Optional<Tls> tls) {
  public HttpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The port %d is not between 0 and 65535.%nMaybe use 8080, or 0 for any free one."
              .formatted(port));
    }
    if (eventLoops < 1) {
      throw new IllegalArgumentException(
          "%d event loops cannot serve.%nMaybe use the number of cores.".formatted(eventLoops));
    }
    if (callsPerSecond < 0) {
      throw new IllegalArgumentException(
          "%d calls a second are none.%nMaybe use 0 for no limit.".formatted(callsPerSecond));
    }
  }

  /** Settings for plain HTTP without a limit. */
  public HttpSettings(String host, int port, int eventLoops) {
    this(host, port, eventLoops, 0, Optional.empty());
  }

  /**
   * A certificate and its key.
   *
   * @param certificate a PEM file, the chain behind it
   * @param key a PEM file, PKCS 8
   */
  public record Tls(Path certificate, Path key) {}

  /** Settings with one event loop for each core. */
  public static HttpSettings of(String host, int port, int callsPerSecond, Optional<Tls> tls) {
    return new HttpSettings(
        host, port, Runtime.getRuntime().availableProcessors(), callsPerSecond, tls);
  }

  @Override
  public String toString() {
    return "%s://%s:%d".formatted(tls.isPresent() ? "https" : "http", host, port);
  }
}
