package org.rapport.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a data folder to one process; the system lets go of it when that process dies. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock at once, or says who is in the way. */
  static FolderLock take(Path home) {
    try {
      FileChannel channel =
          FileChannel.open(
              home.resolve("rapport.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locked(channel) == null) {
        channel.close();
        throw new FolderInUseException(home);
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "The data folder %s cannot be locked: %s%nMaybe it may not be written: name another one with RAPPORT_DATA_DIR."
              .formatted(home, e),
          e);
    }
  }

  private static @Nullable FileLock locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
