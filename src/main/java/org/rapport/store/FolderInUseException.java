package org.rapport.store;

import java.nio.file.Path;

/** A data folder is in use by another process. */
final class FolderInUseException extends EmbeddedPostgresException {
  private static final long serialVersionUID = 1L;

  FolderInUseException(Path home) {
    super(
        "The data folder %s is in use by another Rapport.%nMaybe stop that one, or name another folder with RAPPORT_DATA_DIR; for several at once use one PostgreSQL with RAPPORT_DATABASE_URL."
            .formatted(home),
        null);
  }
}
