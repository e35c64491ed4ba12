package org.rapport.command;

import java.nio.file.Files;
import java.util.SortedSet;
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
    if (settings.database().isEmpty() && !Files.isDirectory(settings.dataDir())) {
      throw new UsageException(
          "There is no database in \"%s\".%nMaybe set RAPPORT_DATA_DIR or RAPPORT_DATABASE_URL."
              .formatted(settings.dataDir()));
    }
    try (OpenDatabase open = OpenDatabase.beside(settings)) {
      return Node.await(new EventStore(open.database()).eventTypes());
    }
  }
}
