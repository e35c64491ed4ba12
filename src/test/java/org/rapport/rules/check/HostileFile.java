package org.rapport.rules.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of {@code fixtures/hostile-rules}, put into the rulebase {@code base}.
 *
 * <p>What a file cannot hold well is written by what it is: {@code @@u202E@@} is that character,
 * {@code @@300*x@@} is three hundred of x.
 *
 * @param file the file, relative to the folder
 * @param as the path it takes in the rulebase
 * @param line the line that must be refused, 0 for the file as a whole
 * @param untried why it is not tried beneath the checker: empty when it is
 */
public record HostileFile(String file, String as, int line, String untried) {
  private static final Path FOLDER = Path.of("fixtures/hostile-rules");
  private static final Pattern WRITTEN =
      Pattern.compile("@@(?:u\\{?([0-9A-F]+)\\}?|([0-9]+)\\*(.+?))@@|\\\\u([0-9A-F]{4})");

  /** The corpus, in the order of its index. */
  public static List<HostileFile> all() {
    return read(FOLDER.resolve("index.txt"))
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> (line + " | ").split(" \\| ", -1))
        .map(part -> new HostileFile(part[0], part[1], Integer.parseInt(part[2]), part[3]))
        .toList();
  }

  /** The text as an attacker would send it. */
  public String text() {
    return written(read(FOLDER.resolve(file)), false);
  }

  /** The path as an attacker would send it. */
  public String path() {
    return written(as, true);
  }

  /** The rulebase {@code base} with this file. */
  public RulebaseSource source() {
    SortedMap<String, String> files =
        new TreeMap<>(RulebaseFolder.files(RejectedCase.FOLDER.resolve("base")));
    files.put(path(), text());
    return new RulebaseSource("base", files);
  }

  /** The text that the rulebase {@code base} has in this place. */
  public static String good(String path) {
    return RulebaseFolder.files(RejectedCase.FOLDER.resolve("base")).getOrDefault(path, "");
  }

  private static String written(String text, boolean escapes) {
    return WRITTEN.matcher(text).replaceAll(found -> literally(found, escapes));
  }

  private static String literally(MatchResult found, boolean escapes) {
    String made;
    if (found.group(4) != null) {
      made = escapes ? Character.toString(Integer.parseInt(found.group(4), 16)) : found.group();
    } else if (found.group(1) != null) {
      made = Character.toString(Integer.parseInt(found.group(1), 16));
    } else {
      made = found.group(3).repeat(Integer.parseInt(found.group(2)));
    }
    return Matcher.quoteReplacement(made);
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return file;
  }
}
