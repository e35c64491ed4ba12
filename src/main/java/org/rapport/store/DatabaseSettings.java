package org.rapport.store;

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

  /**
   * Reads {@code postgresql://user:password@host:port/database}.
   *
   * @throws IllegalArgumentException with one clear line, without the password, when it is not so
   */
  public static DatabaseSettings parse(String url) {
    throw new UnsupportedOperationException(url);
  }

  @Override
  public String toString() {
    return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
