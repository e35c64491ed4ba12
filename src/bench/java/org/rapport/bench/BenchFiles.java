package org.rapport.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where the bench keeps what it makes. */
final class BenchFiles {
  private static final Path FOLDER = Path.of("target", "bench");

  private BenchFiles() {}

  /** {@code target/bench}, made when absent. */
  static Path folder() {
    try {
      return Files.createDirectories(FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar to measure, as {@code package} leaves it. */
  static Path jar() {
    Path jar = Path.of("target", "rapport.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException("target/rapport.jar is missing: run with Maven's verify.");
    }
    return jar;
  }

  /** Removes a folder and all in it. */
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
