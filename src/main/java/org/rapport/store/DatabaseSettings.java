package org.rapport.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who asks.
 *
 * @param host the server's address
 * @param port its TCP port
 * @param database the database's name
 * @param user the role
 * @param password its password; never printed
 */
public record DatabaseSettings(
    String host, int port, String database, String user, String password) {
  private static final int DEFAULT_PORT = 5432;
  private static final int MAX_PORT = 65_535;
  private static final String MAYBE =
      "%nMaybe write it as postgresql://user:password@host:5432/database, with special characters"
          + " in the password percent-encoded.";

  /**
   * Reads {@code postgresql://user:password@host:port/database}.
   *
   * @throws IllegalArgumentException with one clear line, without the password, when it is not so
   */
  public static DatabaseSettings parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException notAnAddress) {
      // Neither message nor cause of the exception: both repeat the text, and with it the password.
      throw wrong("is not an address");
    }
    if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
      throw wrong("does not begin with postgresql://");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw wrong("has parameters, and none are known");
    }
    String host = present(uri.getHost(), "names no host");
    int port = uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort();
    if (port < 1 || port > MAX_PORT) {
      throw wrong("has the port %d, which is not between 1 and %d".formatted(port, MAX_PORT));
    }
    String path = present(uri.getPath(), "names no database");
    if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
      throw wrong("names no database");
    }
    String userInfo = present(uri.getRawUserInfo(), "names no user");
    int colon = userInfo.indexOf(':');
    if (colon < 1) {
      throw wrong(colon == 0 ? "names no user" : "has no password");
    }
    return new DatabaseSettings(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port,
        path.substring(1),
        decoded(userInfo.substring(0, colon)),
        decoded(userInfo.substring(colon + 1)));
  }

  private static String present(@Nullable String part, String otherwise) {
    if (part == null || part.isEmpty()) {
      throw wrong(otherwise);
    }
    return part;
  }

  private static String decoded(String part) {
    // URLDecoder is for forms, where a plus is a space; in an address it is a plus.
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(("The database address " + what + "." + MAYBE).formatted());
  }

  /** The same server and role, another database. */
  DatabaseSettings withDatabase(String other) {
    return new DatabaseSettings(host, port, other, user, password);
  }

  /** The address for JDBC, without the role. */
  String jdbcUrl() {
    String address = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "jdbc:postgresql://%s:%d/%s".formatted(address, port, database);
  }

  @Override
  public String toString() {
    return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
