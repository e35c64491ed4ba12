package org.rapport.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A PostgreSQL server of our own, its data kept in a folder between runs. */
public final class EmbeddedPostgres implements AutoCloseable {
  private final DatabaseSettings settings;
  private final DatabaseSettings service;
  private final Runnable stopping;
  private final Thread shutdownHook;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedPostgres(DatabaseSettings settings, DatabaseSettings service, Runnable stopping) {
    this.settings = settings;
    this.service = service;
    this.stopping = stopping;
    this.shutdownHook = new Thread(this::stop, "embedded-postgres-stop");
    Runtime.getRuntime().addShutdownHook(shutdownHook);
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
      return new EmbeddedPostgres(
          settings,
          cluster.service(settings),
          () -> {
            cluster.stop();
            lock.close();
          });
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * The same as {@link #start}; but where another process runs the folder's server, that one is
   * joined: it goes when its owner goes, and closing this leaves it running.
   */
  public static EmbeddedPostgres startOrJoin(Path folder) {
    try {
      return start(folder);
    } catch (FolderInUseException e) {
      Path home = folder.toAbsolutePath().normalize();
      DatabaseSettings running = PostgresCluster.running(home).orElseThrow(() -> e);
      return new EmbeddedPostgres(
          running, PostgresCluster.runningService(home, running).orElseThrow(() -> e), () -> {});
    }
  }

  /** How the service connects: by a role that may not change the schema, nor the log. */
  public DatabaseSettings service() {
    return service;
  }

  /** How to connect as who owns everything. */
  public DatabaseSettings settings() {
    return settings;
  }

  /**
   * From now on the server stops only when it is closed. Until then it also stops as soon as the
   * JVM goes down, which is too soon for an owner that lets work under way end first.
   */
  public void stopOnlyWhenClosed() {
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM is going down already, and the hook runs or has run.
    }
  }

  /** Stops the server in order and waits for it. */
  @Override
  public void close() {
    stop();
    stopOnlyWhenClosed();
  }

  private void stop() {
    if (closed.compareAndSet(false, true)) {
      stopping.run();
    }
  }
}
