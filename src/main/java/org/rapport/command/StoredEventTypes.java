package org.rapport.command;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.util.SortedSet;
import org.rapport.store.Database;
import org.rapport.store.DatabaseSettings;
import org.rapport.store.EmbeddedPostgres;
import org.rapport.store.EventStore;

/** Reads from the database, and nothing else of it, which event types have come in. */
final class StoredEventTypes {
  private StoredEventTypes() {}

  /**
   * The event types by name.
   *
   * @throws UsageException when there is no such database
   */
  static SortedSet<String> read(Settings settings) {
    if (settings.database().isPresent()) {
      return read(settings.database().get());
    }
    if (!Files.isDirectory(settings.dataDir())) {
      throw new UsageException(
          "There is no database in \"%s\".%nMaybe set RAPPORT_DATA_DIR or RAPPORT_DATABASE_URL."
              .formatted(settings.dataDir()));
    }
    EmbeddedPostgres embedded = EmbeddedPostgres.startOrJoin(settings.dataDir());
    try {
      return read(embedded.settings());
    } finally {
      embedded.close();
    }
  }

  private static SortedSet<String> read(DatabaseSettings settings) {
    Vertx vertx = Vertx.vertx();
    try {
      Database database = Database.connect(vertx, settings);
      try {
        return Node.await(new EventStore(database).eventTypes());
      } finally {
        Node.await(database.close());
      }
    } finally {
      Node.await(vertx.close());
    }
  }
}
