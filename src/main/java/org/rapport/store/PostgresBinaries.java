package org.rapport.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The server's programs, unpacked from the class path into a folder. */
final class PostgresBinaries {
  private static final int OWNER_MAY_EXECUTE = 0100;
  private static final String MARKER = ".ok";

  private final Path folder;

  private PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  /** The programs for this machine, unpacked below a folder unless they are there already. */
  static PostgresBinaries unpackedIn(Path home) {
    String resource =
        resource(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    URL archive = PostgresBinaries.class.getResource("/" + resource);
    if (archive == null) {
      throw new EmbeddedPostgresException(
          "This build carries no PostgreSQL for this machine: %s is not in the jar.%nMaybe build it on such a machine, or name a PostgreSQL of your own with RAPPORT_DATABASE_URL."
              .formatted(resource),
          null);
    }
    Path folder = home.resolve("postgresql");
    try {
      URLConnection connection = archive.openConnection();
      connection.setUseCaches(false);
      // The archive's name and size tell its versions apart without reading it at each start.
      String mark = resource + " " + connection.getContentLengthLong();
      try (InputStream packed = connection.getInputStream()) {
        if (!isUnpacked(folder, mark)) {
          unpack(packed, folder);
          Files.writeString(folder.resolve(MARKER), mark);
        }
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          "PostgreSQL cannot be unpacked into %s: %s%nMaybe there is no room left, or the folder may not be written."
              .formatted(folder, e),
          e);
    }
    return new PostgresBinaries(folder);
  }

  /** A program's path. */
  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /** The archive's name for an operating system and processor, both as Java names them. */
  static String resource(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String family =
        os.startsWith("mac") ? "darwin" : os.startsWith("windows") ? "windows" : "linux";
    String processor =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "aarch64", "arm64" -> "arm_64";
          default -> "x86_64";
        };
    return "postgres-%s-%s.txz".formatted(family, processor);
  }

  private static boolean isUnpacked(Path folder, String mark) throws IOException {
    Path marker = folder.resolve(MARKER);
    return Files.exists(marker) && Files.readString(marker).equals(mark);
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    deleteAll(folder);
    Files.createDirectories(folder);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      TarArchiveEntry entry = tar.getNextEntry();
      while (entry != null) {
        unpack(tar, entry, folder);
        entry = tar.getNextEntry();
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path target = inside(folder, folder.resolve(entry.getName()), entry);
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Path pointsTo = Path.of(entry.getLinkName());
      inside(folder, target.resolveSibling(pointsTo), entry);
      Files.createSymbolicLink(target, pointsTo);
    } else if (entry.isLink()) {
      Files.createLink(target, inside(folder, folder.resolve(entry.getLinkName()), entry));
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0
          && Files.getFileStore(target).supportsFileAttributeView(PosixFileAttributeView.class)) {
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
  }

  private static Path inside(Path folder, Path target, TarArchiveEntry entry) throws IOException {
    Path normal = target.normalize();
    if (!normal.startsWith(folder)) {
      throw new IOException("The archive's entry %s leads out of it".formatted(entry.getName()));
    }
    return normal;
  }

  /** Deletes a folder with all that is in it; does nothing when it is absent. */
  static void deleteAll(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(folder)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
