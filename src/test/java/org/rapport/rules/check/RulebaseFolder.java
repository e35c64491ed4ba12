package org.rapport.rules.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A rulebase's files on disk. */
final class RulebaseFolder {
  private RulebaseFolder() {}

  /** The texts by path relative to the folder, with forward slashes. */
  static SortedMap<String, String> files(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return files;
  }

  static RulebaseSource source(Path folder) {
    return new RulebaseSource(folder.getFileName().toString(), files(folder));
  }
}
