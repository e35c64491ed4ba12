package org.rapport.command;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether it is safe to listen as the settings say. */
final class Listening {
  private Listening() {}

  /**
   * Checks.
   *
   * @throws UsageException when keys would go over the wire in the clear, and nobody said they may
   */
  static void check(Settings settings) {
    if (settings.tls().isEmpty()
        && settings.plainHttp() == Settings.PlainHttp.LOOPBACK
        && !isLoopback(settings.httpHost())) {
      throw new UsageException(
          "RAPPORT_HTTP_HOST (--http-host) is %s, which others can reach: their keys and all data would be sent in the clear.%nMaybe set RAPPORT_TLS_CERTIFICATE and RAPPORT_TLS_KEY, or RAPPORT_PLAIN_HTTP=behind-proxy where a proxy speaks TLS."
              .formatted(settings.httpHost()));
    }
  }

  /** Whether only this machine can reach what listens there. */
  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      // Listening will fail by itself, and say why.
      return true;
    }
  }

  /** Where it listens: {@code http://127.0.0.1:8080}. */
  static String address(Settings settings, int port) {
    return "%s://%s:%d"
        .formatted(settings.tls().isPresent() ? "https" : "http", settings.httpHost(), port);
  }
}
