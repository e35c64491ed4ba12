package org.rapport.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.ingest.TreeReader.ValueCount;

/**
 * Reads a body as one JSON value, token by token; the items of a batch each within their own
 * limits.
 */
final class JsonBody {
  // Nesting and lengths are bounded per item by TreeReader, which can go on after a bad one.
  // Names come from outside: they are not interned, and many with one hash only cost time.
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(IngestLimits.MAX_BODY_DEPTH)
                  .maxNumberLength(IngestLimits.MAX_BODY_BYTES)
                  .maxStringLength(IngestLimits.MAX_BODY_BYTES)
                  .maxNameLength(IngestLimits.MAX_BODY_BYTES)
                  .build())
          .build();

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /**
   * A body's outermost object.
   *
   * @param fields its fields but for the list, each within the limits of an item
   * @param items the elements of the list, or null when the list is absent
   */
  record Root(JsonTree fields, @Nullable List<JsonTree> items) {}

  private JsonBody() {}

  /** The whole body as one value within the limits of an item. */
  static JsonTree tree(byte[] body) throws MalformedBodyException {
    return read(body, parser -> TreeReader.read(parser, new ValueCount()));
  }

  /** The body as a list of items. */
  static List<JsonTree> items(byte[] body) throws MalformedBodyException {
    return read(
        body,
        parser -> {
          if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrongShape(
                "", "The body is not a JSON list.", "the list's brackets are missing.");
          }
          return items(parser, "");
        });
  }

  /**
   * The body as an object with a list of items in one field.
   *
   * @param listName the list's field
   * @param wanted which other fields to keep; what is not is read over
   */
  static Root root(byte[] body, String listName, Predicate<String> wanted)
      throws MalformedBodyException {
    return read(body, parser -> root(parser, listName, wanted));
  }

  private static Root root(JsonParser parser, String listName, Predicate<String> wanted)
      throws IOException, MalformedBodyException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrongShape(
          "", "The body is not a JSON object.", "the items stand bare; put them into an object.");
    }
    SortedMap<String, JsonTree> byName = new TreeMap<>();
    List<JsonTree> items = null;
    JsonTree refused = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (name.equals(listName)) {
        if (token != JsonToken.START_ARRAY) {
          throw wrongShape(
              "/" + listName,
              "\"%s\" is not a list.".formatted(listName),
              "a single item was sent without the list's brackets.");
        }
        items = items(parser, "/" + listName);
      } else if (wanted.test(name)) {
        JsonTree value = TreeReader.read(parser, new ValueCount());
        byName.put(name, value);
        refused = value instanceof JsonTree.Refused ? value : refused;
      } else {
        parser.skipChildren();
      }
    }
    return new Root(refused == null ? new Fields(byName) : refused, items);
  }

  private static List<JsonTree> items(JsonParser parser, String pointer)
      throws IOException, MalformedBodyException {
    List<JsonTree> items = new ArrayList<>();
    ValueCount count = new ValueCount();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == IngestLimits.MAX_ITEMS) {
        throw tooMany(pointer, "The body has more than %d items.", IngestLimits.MAX_ITEMS);
      }
      items.add(TreeReader.read(parser, count));
      if (count.isTooMany()) {
        throw tooMany(pointer, "The items hold more than %d values.", IngestLimits.MAX_VALUES);
      }
    }
    return items;
  }

  private static MalformedBodyException tooMany(String pointer, String what, int limit) {
    return new MalformedBodyException(
        BodyProblem.TOO_MANY_ITEMS,
        pointer,
        what.formatted(limit),
        "the queue was sent in one piece; send smaller batches.");
  }

  private interface Reading<T> {
    T from(JsonParser parser) throws IOException, MalformedBodyException;
  }

  private static <T> T read(byte[] body, Reading<T> reading) throws MalformedBodyException {
    if (body.length > IngestLimits.MAX_BODY_BYTES) {
      throw new MalformedBodyException(
          BodyProblem.BODY_TOO_LARGE,
          "",
          "The body has %d bytes; %d are taken."
              .formatted(body.length, IngestLimits.MAX_BODY_BYTES),
          "the queue was sent in one piece; send smaller batches.");
    }
    CharBuffer text = decoded(body);
    try {
      return read(text, reading);
    } catch (JsonProcessingException e) {
      if (!HalfPairs.blankOut(text)) {
        throw malformed(e);
      }
    }
    try {
      return read(text, reading);
    } catch (JsonProcessingException e) {
      throw malformed(e);
    }
  }

  private static <T> T read(CharBuffer text, Reading<T> reading)
      throws JsonProcessingException, MalformedBodyException {
    try (JsonParser parser =
        FACTORY.createParser(text.array(), text.position(), text.remaining())) {
      if (parser.nextToken() == null) {
        throw malformed(1, 1, "is empty");
      }
      T result = reading.from(parser);
      if (parser.nextToken() != null) {
        JsonLocation location = parser.currentTokenLocation();
        throw malformed(location.getLineNr(), location.getColumnNr(), "goes on after its end");
      }
      return result;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalStateException("Reading an array cannot fail.", e);
    }
  }

  /** The body's characters, without a mark at their beginning. */
  private static CharBuffer decoded(byte[] body) throws MalformedBodyException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(body);
    CharBuffer text = CharBuffer.allocate(body.length);
    CoderResult result = decoder.decode(bytes, text, true);
    text.flip();
    if (result.isError()) {
      int line = 1;
      int column = 1;
      for (int i = 0; i < text.limit(); i++) {
        boolean lineEnds = text.get(i) == '\n';
        line += lineEnds ? 1 : 0;
        column = lineEnds ? 1 : column + 1;
      }
      throw malformed(line, column, "is not UTF-8");
    }
    if (text.hasRemaining() && text.get(0) == BYTE_ORDER_MARK) {
      text.position(1);
    }
    return text;
  }

  private static MalformedBodyException malformed(JsonProcessingException e) {
    String what = "is not JSON";
    if (e instanceof JsonEOFException) {
      what = "ends in the middle";
    } else if (e instanceof StreamConstraintsException) {
      what = "is nested too deep to read";
    }
    JsonLocation location = e.getLocation();
    return location == null
        ? malformed(1, 1, what)
        : malformed(location.getLineNr(), location.getColumnNr(), what);
  }

  private static MalformedBodyException malformed(int line, int column, String what) {
    return new MalformedBodyException(
        BodyProblem.MALFORMED_JSON,
        "",
        "The body %s, at line %d, column %d; nothing of it was taken."
            .formatted(what, line, column),
        "it was cut on its way, or written by hand; send JSON in UTF-8.");
  }

  private static MalformedBodyException wrongShape(String pointer, String what, String maybe) {
    return new MalformedBodyException(BodyProblem.WRONG_SHAPE, pointer, what, maybe);
  }
}
