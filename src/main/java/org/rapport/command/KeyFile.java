package org.rapport.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/** A secret of 32 bytes in a file that its owner alone may read, made when there is none. */
final class KeyFile {
  private static final int BYTES = 32;

  private KeyFile() {}

  /**
   * The secret of a file.
   *
   * @throws UsageException when it cannot be read or made, is open to others, or holds no secret
   */
  static byte[] read(Path file) {
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        make(file);
      }
      Set<PosixFilePermission> rights =
          isPosix(file) ? Files.getPosixFilePermissions(file) : Set.of();
      if (rights.stream().anyMatch(right -> !right.name().startsWith("OWNER"))) {
        throw new UsageException(
            "The file %s is open to others than its owner.%nMaybe close it: chmod 600 %s"
                .formatted(file, file));
      }
      byte[] secret = HexFormat.of().parseHex(Files.readString(file).strip());
      if (secret.length == BYTES) {
        return secret;
      }
    } catch (IOException e) {
      throw new UsageException("The file %s cannot be used: %s".formatted(file, e));
    } catch (IllegalArgumentException notHex) {
      // Told below.
    }
    throw new UsageException(
        "The file %s does not hold 64 hexadecimal digits.%nMaybe put it back from a backup."
            .formatted(file));
  }

  /** The file beside it that holds what is to take its place. */
  static Path next(Path file) {
    return file.resolveSibling(file.getFileName() + ".next");
  }

  /** Puts the next secret in the place of the one before, which stays beside it. */
  static Path replace(Path file) {
    Path before = file.resolveSibling(file.getFileName() + ".before");
    try {
      Files.move(file, before, StandardCopyOption.REPLACE_EXISTING);
      Files.move(next(file), file, StandardCopyOption.ATOMIC_MOVE);
      return before;
    } catch (IOException e) {
      throw new UsageException(
          "The file %s cannot be put in its place: %s%nMaybe do it by hand: the new secret counts already."
              .formatted(next(file), e));
    }
  }

  private static void make(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    // Made beside and then renamed, so that nobody meets half of it.
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    if (isPosix(folder == null ? Path.of(".") : folder)) {
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(unfinished, HexFormat.of().formatHex(secret) + "\n");
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }
}
