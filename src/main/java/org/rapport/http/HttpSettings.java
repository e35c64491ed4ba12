package org.rapport.http;

/**
 * Where the service listens.
 *
 * @param host the address to listen on: {@code 127.0.0.1}
 * @param port the TCP port, 0 for any free one
 * @param eventLoops how many event loops serve, from 1: the number of cores
 */
public record HttpSettings(String host, int port, int eventLoops) {
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
  }

  /** Settings with one event loop for each core. */
  public static HttpSettings of(String host, int port) {
    return new HttpSettings(host, port, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String toString() {
    return "http://%s:%d".formatted(host, port);
  }
}
