package org.rapport.http;

/**
 * Where the service listens and who may call.
 *
 * @param host the address to listen on: {@code 127.0.0.1}
 * @param port the TCP port, 0 for any free one
 * @param apiKey the one key that opens every door but health and the contract; never printed
 * @param eventLoops how many event loops serve, from 1: the number of cores
 */
public record HttpSettings(String host, int port, String apiKey, int eventLoops) {
  public HttpSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The port %d is not between 0 and 65535.%nMaybe use 8080, or 0 for any free one."
              .formatted(port));
    }
    if (apiKey.isBlank()) {
      throw new IllegalArgumentException(
          "The API key is blank.%nMaybe set RAPPORT_API_KEY to a long random text.");
    }
    if (eventLoops < 1) {
      throw new IllegalArgumentException(
          "%d event loops cannot serve.%nMaybe use the number of cores.".formatted(eventLoops));
    }
  }

  /** Settings with one event loop for each core. */
  public static HttpSettings of(String host, int port, String apiKey) {
    return new HttpSettings(host, port, apiKey, Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String toString() {
    return "http://%s:%d".formatted(host, port);
  }
}
