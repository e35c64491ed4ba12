package org.rapport.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rapport.rules.check.RulebaseSource;

/** Reads rulebases from folders, or those that are shipped in the jar. */
final class RulebaseFiles {
  /** The largest file read, in bytes; the checker's own limit on rule text is lower. */
  private static final long MAX_FILE_BYTES = 1_048_576;

  /** The most files read of one rulebase. */
  private static final int MAX_FILES = 500;

  /** A file that is always among those shipped: the others are found beside it. */
  private static final String SHIPPED_DEFAULT = "/rules/subscription/catalogue.yaml";

  private RulebaseFiles() {}

  /**
   * All rulebases: the sub-folders of this folder, or the shipped ones, by name.
   *
   * @throws UsageException when there are none, or a file cannot be read
   */
  static List<RulebaseSource> all(Optional<Path> rulesDir) {
    try {
      return rulesDir.isPresent() ? allIn(rulesDir.get()) : shipped();
    } catch (IOException e) {
      throw new UsageException(
          "The rulebases cannot be read: %s.%nMaybe RAPPORT_RULES_DIR names the wrong folder."
              .formatted(e.getMessage()));
    }
  }

  /**
   * The rulebase in a folder.
   *
   * @throws UsageException when the folder is none, or a file cannot be read
   */
  static RulebaseSource one(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "There is no folder \"%s\".%nMaybe you meant a folder such as rules/subscription."
              .formatted(folder));
    }
    try {
      return read(folder);
    } catch (IOException e) {
      throw new UsageException(
          "The rulebase in \"%s\" cannot be read: %s.".formatted(folder, e.getMessage()));
    }
  }

  private static List<RulebaseSource> shipped() throws IOException {
    URL url = RulebaseFiles.class.getResource(SHIPPED_DEFAULT);
    if (url == null) {
      throw new UsageException("This jar carries no rulebases. Set RAPPORT_RULES_DIR.");
    }
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        return allIn(Path.of(uri).resolve("../..").normalize());
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return allIn(jar.getPath("/rules"));
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  private static List<RulebaseSource> allIn(Path folder) throws IOException {
    List<RulebaseSource> found = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.sorted().toList()) {
        if (Files.isRegularFile(child.resolve("catalogue.yaml"))) {
          found.add(read(child));
        }
      }
    }
    if (found.isEmpty()) {
      throw new UsageException(
          "There is no rulebase in \"%s\": no sub-folder has a catalogue.yaml.".formatted(folder));
    }
    return found;
  }

  private static RulebaseSource read(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder, 2)) {
      for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (isRulebaseFile(name)) {
          files.put(name, text(path));
        }
        if (files.size() > MAX_FILES) {
          throw new IOException("more than %d files".formatted(MAX_FILES));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return new RulebaseSource(name == null ? "" : name.toString(), files);
  }

  private static boolean isRulebaseFile(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".drl") || lower.endsWith(".yaml") || lower.endsWith(".yml");
  }

  private static String text(Path path) throws IOException {
    if (Files.size(path) > MAX_FILE_BYTES) {
      throw new IOException("%s is larger than %d bytes".formatted(path, MAX_FILE_BYTES));
    }
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IOException(
          "%s is not UTF-8 text: a letter such as \u00e9 was saved in another encoding.%nMaybe save the file anew and choose UTF-8"
              .formatted(path),
          e);
    }
  }
}
