package org.rapport.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A PostgreSQL server of our own, its data kept in a folder between runs. */
public final class EmbeddedPostgres implements AutoCloseable {
  private final DatabaseSettings settings;
  private final PostgresCluster cluster;
  private final FolderLock lock;
  private final Thread shutdownHook;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(DatabaseSettings settings, PostgresCluster cluster, FolderLock lock) {
    this.settings = settings;
    this.cluster = cluster;
    this.lock = lock;
    this.shutdownHook = new Thread(this::stop, "embedded-postgres-stop");
  }

  /**
   * Unpacks the binaries and makes the cluster when the folder has none, recovers a server that an
   * earlier run left behind, starts, and waits until it answers. Blocks for a second or two, the
   * first time for some more. The server listens on 127.0.0.1 only, at a port that is free.
   *
   * @param folder where binaries and data live; made when absent
   * @throws EmbeddedPostgresException with what to do, when it cannot be started
   */
  public static EmbeddedPostgres start(Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(home);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "The data folder %s cannot be made: %s%nMaybe name another one with RAPPORT_DATA_DIR."
              .formatted(home, e),
          e);
    }
    FolderLock lock = FolderLock.take(home);
    try {
      PostgresCluster cluster = new PostgresCluster(home, PostgresBinaries.unpackedIn(home));
      DatabaseSettings settings = cluster.start();
      EmbeddedPostgres server = new EmbeddedPostgres(settings, cluster, lock);
      Runtime.getRuntime().addShutdownHook(server.shutdownHook);
      return server;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** How to connect. */
  public DatabaseSettings settings() {
    return settings;
  }

  /** Stops the server in order and waits for it. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and the hook has found nothing left to do.
    }
  }

  private void stop() {
    if (closed.compareAndSet(false, true)) {
      cluster.stop();
      lock.close();
    }
  }
}
