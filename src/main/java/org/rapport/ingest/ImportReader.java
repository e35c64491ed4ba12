package org.rapport.ingest;

import java.util.Optional;

/** Reads an import file batch by batch, in bounded memory however long the file is. */
public interface ImportReader extends AutoCloseable {

  /**
   * The next lines of the file as a batch; empty at its end.
   *
   * @throws ImportFailedException when the file cannot be read on; what was handed over stands
   */
  Optional<ImportBatch> next() throws ImportFailedException;

  /** How far reading has come, in bytes of the file as it lies on disk. */
  long bytesRead();

  /** The size of the file as it lies on disk, in bytes. */
  long totalBytes();

  /** Closes the file; never fails. */
  @Override
  void close();
}
