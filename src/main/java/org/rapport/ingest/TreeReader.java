package org.rapport.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.ingest.JsonTree.Elements;
import org.rapport.ingest.JsonTree.Fields;
import org.rapport.ingest.JsonTree.FlagLeaf;
import org.rapport.ingest.JsonTree.NumberLeaf;
import org.rapport.ingest.JsonTree.Refused;
import org.rapport.ingest.JsonTree.TextLeaf;
import org.rapport.model.Subject;

/**
 * Reads one value within the limits of an item. Beyond a limit it goes on to the value's end
 * without keeping anything, so that the items after it are still read.
 */
final class TreeReader {
  private final JsonParser parser;
  private final ValueCount count;
  private long characters;
  private @Nullable ItemRefusedException refusal;
  private @Nullable String messageId;

  private TreeReader(JsonParser parser, ValueCount count) {
    this.parser = parser;
    this.count = count;
  }

  /** How many values of one body were kept. */
  static final class ValueCount {
    private int values;

    boolean isTooMany() {
      return values > IngestLimits.MAX_VALUES;
    }
  }

  /** The value at the parser's current token; the parser then stands on the value's last token. */
  static JsonTree read(JsonParser parser, ValueCount count) throws IOException {
    TreeReader reader = new TreeReader(parser, count);
    JsonTree tree = reader.value(1);
    return reader.refusal == null ? tree : new Refused(reader.refusal, reader.messageId);
  }

  private JsonTree value(int depth) throws IOException {
    JsonToken token = parser.currentToken();
    count.values += kept() ? 1 : 0;
    return switch (token) {
      case START_OBJECT -> depth > IngestLimits.MAX_DEPTH ? readOver() : fields(depth);
      case START_ARRAY -> depth > IngestLimits.MAX_DEPTH ? readOver() : elements(depth);
      case VALUE_STRING -> text(depth);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE, VALUE_FALSE -> {
        spend(6);
        yield new FlagLeaf(token == JsonToken.VALUE_TRUE);
      }
      default -> {
        spend(5);
        yield JsonTree.NULL;
      }
    };
  }

  private JsonTree text(int depth) throws IOException {
    spend(parser.getTextLength() + 3L);
    // The texts right under the item are looked at even then: one of them may be its id.
    return kept() || depth == 2 ? new TextLeaf(parser.getText()) : JsonTree.NULL;
  }

  private JsonTree fields(int depth) throws IOException {
    SortedMap<String, JsonTree> byName = new TreeMap<>();
    spend(3);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      spend(name.length() + 3L);
      parser.nextToken();
      JsonTree value = value(depth + 1);
      if (kept()) {
        byName.put(name, value);
      } else if (depth == 1 && isId(name)) {
        keepId(value);
      }
    }
    if (!kept() && depth == 1) {
      byName.forEach(
          (name, value) -> {
            if (isId(name)) {
              keepId(value);
            }
          });
    }
    return new Fields(byName);
  }

  private JsonTree elements(int depth) throws IOException {
    List<JsonTree> list = new ArrayList<>();
    spend(3);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonTree value = value(depth + 1);
      if (kept()) {
        list.add(value);
      }
    }
    return new Elements(list);
  }

  private JsonTree number() throws IOException {
    int length = parser.getTextLength();
    spend(length + 1L);
    if (length > IngestLimits.MAX_NUMBER_CHARACTERS) {
      refuse(
          new ItemRefusedException(
              RejectionCode.NUMBER_TOO_LONG,
              "A number of %d characters stands in the item; %d are read."
                  .formatted(length, IngestLimits.MAX_NUMBER_CHARACTERS),
              "it is an id; send it as text, in quotes."));
    }
    return kept() ? new NumberLeaf(parser.getText()) : JsonTree.NULL;
  }

  private JsonTree readOver() throws IOException {
    refuse(
        new ItemRefusedException(
            RejectionCode.TOO_DEEP,
            "Objects or lists stand in each other more than %d deep."
                .formatted(IngestLimits.MAX_DEPTH),
            "a whole document was sent as a property; send the few values that matter."));
    parser.skipChildren();
    return JsonTree.NULL;
  }

  private void spend(long more) {
    characters += more;
    if (characters > IngestLimits.MAX_ITEM_CHARACTERS && refusal == null) {
      refuse(
          new ItemRefusedException(
              RejectionCode.ITEM_TOO_LARGE,
              "The item has more than %d characters.".formatted(IngestLimits.MAX_ITEM_CHARACTERS),
              "a file or a page was sent as a property; send the few values that matter."));
    }
  }

  private boolean kept() {
    return refusal == null;
  }

  private void refuse(ItemRefusedException why) {
    if (refusal == null) {
      refusal = why;
    }
  }

  private static boolean isId(String name) {
    return name.equals("messageId") || name.equals("id");
  }

  private void keepId(JsonTree value) {
    if (value instanceof TextLeaf leaf
        && leaf.text().length() <= Subject.MAX_ID_LENGTH
        && Storable.accepts(leaf.text())) {
      messageId = leaf.text();
    }
  }
}
