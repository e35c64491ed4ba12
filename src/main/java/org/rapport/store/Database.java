package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** The connections to PostgreSQL that the stores share. */
public final class Database {

  /** Connects lazily; the schema must have been migrated. */
  public static Database connect(Vertx vertx, DatabaseSettings settings) {
    throw new UnsupportedOperationException(vertx.toString() + settings);
  }

  /** Succeeds when the database answers. */
  public Future<Void> ping() {
    throw new UnsupportedOperationException();
  }

  /** Closes all connections. */
  public Future<Void> close() {
    throw new UnsupportedOperationException();
  }
}
