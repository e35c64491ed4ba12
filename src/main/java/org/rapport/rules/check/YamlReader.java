package org.rapport.rules.check;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rapport.rules.check.YamlNode.Entry;
import org.rapport.rules.check.YamlNode.Mapping;
import org.rapport.rules.check.YamlNode.Scalar;
import org.rapport.rules.check.YamlNode.Scalar.Kind;
import org.rapport.rules.check.YamlNode.Sequence;

/**
 * Reads YAML as a plain tree with places: no anchors, no tags, one document, and {@code yes} is a
 * text.
 */
final class YamlReader {
  private static final int MAX_DEPTH = 20;
  private static final Pattern PLACE = Pattern.compile("line ([0-9]{1,9}), column ([0-9]{1,9})");
  private static final YAMLFactory FACTORY =
      YAMLFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private static final String TAB = "(TAB)";
  private static final String NO_COLON = "could not find expected ':'";

  /** A file with more keys that are there twice is nonsense, and reading the rest of no use. */
  private static final int MAX_REPEATED_KEYS = 50;

  private final YAMLParser parser;
  private final Findings.Page page;
  private int repeatedKeys;

  private YamlReader(YAMLParser parser, Findings.Page page) {
    this.parser = parser;
    this.page = page;
  }

  /** The file's one document, or null after a finding. */
  static @Nullable YamlNode read(String text, Findings.Page page) {
    try (YAMLParser parser = FACTORY.createParser(text)) {
      return read(parser, page);
    } catch (JsonProcessingException wrong) {
      page.error(
          Code.YAML_SYNTAX,
          spot(wrong),
          "This is not YAML: %s."
              .formatted(Advice.yaml(firstLine(wrong.getOriginalMessage())).get(0)),
          String.valueOf(wrong.getOriginalMessage()).contains(TAB)
              ? "Maybe write two blanks: a tab may not begin a line."
              : Advice.yaml(firstLine(wrong.getOriginalMessage())).get(1));
      return null;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Ends the reading; what is wrong was told. */
  private static final class TooManyRepeatedKeysException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyRepeatedKeysException() {
      super("told", null, false, false);
    }
  }

  private static @Nullable YamlNode read(YAMLParser parser, Findings.Page page) throws IOException {
    try {
      return new YamlReader(parser, page).document();
    } catch (TooManyRepeatedKeysException told) {
      return null;
    } catch (StreamConstraintsException deep) {
      page.error(
          Code.YAML_SYNTAX,
          spot(parser.currentLocation()),
          "Lists and keys stand within each other more than %d deep.".formatted(MAX_DEPTH),
          "Maybe a bracket is missing.");
      return null;
    }
  }

  private static String firstLine(@Nullable String message) {
    String[] lines = message == null ? new String[] {"unknown"} : message.split("\n");
    // SnakeYAML says what it was doing, shows the place, then says what is wrong.
    for (int i = lines.length - 1; i > 0; i--) {
      if (!lines[i].isBlank() && !Character.isWhitespace(lines[i].charAt(0))) {
        return lines[i].strip();
      }
    }
    return lines[0].strip();
  }

  /** The message names the place twice: where the part began, and last where it went wrong. */
  private static Spot spot(JsonProcessingException wrong) {
    Spot spot = spot(wrong.getLocation());
    Matcher place = PLACE.matcher(String.valueOf(wrong.getOriginalMessage()));
    while (place.find()) {
      int column = Integer.parseInt(place.group(2));
      spot = new Spot(Integer.parseInt(place.group(1)), column, column + 1);
      if (String.valueOf(wrong.getOriginalMessage()).contains(NO_COLON)) {
        break; // Where it should have stood, not where the next line begins.
      }
    }
    return spot;
  }

  private static Spot spot(@Nullable JsonLocation location) {
    if (location == null || location.getLineNr() < 1) {
      return Spot.FILE;
    }
    int column = Math.max(1, location.getColumnNr());
    return new Spot(location.getLineNr(), column, column + 1);
  }

  private @Nullable YamlNode document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      page.error(Code.YAML_FORM, Spot.FILE, "The file is empty.", null);
      return null;
    }
    YamlNode node = node();
    if (parser.nextToken() != null) {
      page.error(
          Code.YAML_FORM,
          here(),
          "A second document begins here.",
          "Maybe delete the line of hyphens.");
    }
    return node;
  }

  private YamlNode node() throws IOException {
    Spot spot = here();
    plain(spot);
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(spot);
      case START_ARRAY -> sequence(spot);
      default -> scalar(spot);
    };
  }

  private void plain(Spot spot) throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
      page.error(
          Code.YAML_FORM,
          spot,
          "Anchors (&), references (*) and tags (!) may not stand in a rulebase.",
          "Maybe write the value itself, in quotes when it begins with such a sign.");
    }
  }

  /** In double quotes, YAML writes characters by their code: so the guard has not seen them. */
  private void visible(String text, Spot spot) {
    text.codePoints()
        .filter(TextGuard::isIllegal)
        .findFirst()
        .ifPresent(
            character ->
                page.error(
                    Code.ILLEGAL_CHARACTER,
                    spot,
                    "The character U+%04X may not stand in a rulebase, nor be written by its code."
                        .formatted(character),
                    "Maybe leave out the backslash and what follows it."));
  }

  private Mapping mapping(Spot spot) throws IOException {
    List<Entry> entries = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      Spot keySpot = here();
      plain(keySpot);
      visible(key, keySpot);
      if (key.indexOf('\n') >= 0 || key.indexOf('\t') >= 0) {
        page.error(
            Code.ILLEGAL_CHARACTER,
            keySpot,
            "A name stands on one line, without tabs.",
            "Maybe write blanks in it.");
      }
      if (!keys.add(key)) {
        repeated(key, keySpot);
      }
      parser.nextToken();
      entries.add(new Entry(key, keySpot, node()));
    }
    return new Mapping(entries, spot);
  }

  private void repeated(String key, Spot spot) {
    page.error(
        Code.YAML_FORM,
        spot,
        "The key \"%s\" is there twice.".formatted(key),
        "Maybe delete one of them.");
    if (++repeatedKeys == MAX_REPEATED_KEYS) {
      throw new TooManyRepeatedKeysException();
    }
  }

  private Sequence sequence(Spot spot) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new Sequence(items, spot);
  }

  private Scalar scalar(Spot spot) throws IOException {
    String text = parser.getText();
    visible(text, spot);
    Kind kind =
        switch (parser.currentToken()) {
          case VALUE_NULL -> Kind.NOTHING;
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
          // YAML's own yes, no, on and off are texts here: NO is a country too.
          case VALUE_TRUE, VALUE_FALSE ->
              text.equals("true") || text.equals("false") ? Kind.FLAG : Kind.TEXT;
          default -> Kind.TEXT;
        };
    return new Scalar(kind, text, spot);
  }

  private Spot here() {
    JsonLocation start = parser.currentTokenLocation();
    JsonLocation end = parser.currentLocation();
    int column = Math.max(1, start.getColumnNr());
    boolean oneLine = start.getLineNr() == end.getLineNr() && end.getColumnNr() > column;
    return new Spot(start.getLineNr(), column, oneLine ? end.getColumnNr() : column + 1);
  }
}
