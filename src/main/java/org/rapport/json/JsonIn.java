package org.rapport.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.Value;

/**
 * Reads back what {@link JsonOut} wrote; whatever else it meets is an {@link
 * IllegalArgumentException} that names the field.
 */
final class JsonIn {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final JsonNode node;

  private JsonIn(JsonNode node) {
    this.node = node;
  }

  static JsonIn object(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node == null || !node.isObject()) {
        throw new IllegalArgumentException("This is not a JSON object.");
      }
      return new JsonIn(node);
    } catch (IOException notJson) {
      throw new IllegalArgumentException("This is not JSON.", notJson);
    }
  }

  /** The names of all fields. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  private JsonNode field(String name) {
    JsonNode field = node.get(name);
    if (field == null || field.isNull()) {
      throw new IllegalArgumentException("The field \"%s\" is missing.".formatted(name));
    }
    return field;
  }

  JsonIn object(String name) {
    JsonNode field = field(name);
    if (!field.isObject()) {
      throw unfit(name, field);
    }
    return new JsonIn(field);
  }

  <T> List<T> objects(String name, Function<JsonIn, T> item) {
    List<T> items = new ArrayList<>();
    for (JsonNode each : array(name)) {
      if (!each.isObject()) {
        throw unfit(name, each);
      }
      items.add(item.apply(new JsonIn(each)));
    }
    return items;
  }

  private JsonNode array(String name) {
    JsonNode field = field(name);
    if (!field.isArray()) {
      throw unfit(name, field);
    }
    return field;
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : array(name)) {
      texts.add(text(name, each));
    }
    return texts;
  }

  List<Integer> numbers(String name) {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode each : array(name)) {
      numbers.add(number(name, each));
    }
    return numbers;
  }

  /** Decimals as millionths. */
  List<Long> decimals(String name) {
    List<Long> decimals = new ArrayList<>();
    for (JsonNode each : array(name)) {
      decimals.add(decimal(name, each));
    }
    return decimals;
  }

  String text(String name) {
    return text(name, field(name));
  }

  @Nullable String textOrNull(String name) {
    return has(name) ? text(name) : null;
  }

  private static String text(String name, JsonNode field) {
    if (!field.isTextual()) {
      throw unfit(name, field);
    }
    return field.textValue();
  }

  boolean flag(String name) {
    JsonNode field = field(name);
    if (!field.isBoolean()) {
      throw unfit(name, field);
    }
    return field.booleanValue();
  }

  int number(String name) {
    return number(name, field(name));
  }

  private static int number(String name, JsonNode field) {
    if (!field.isIntegralNumber() || !field.canConvertToInt()) {
      throw unfit(name, field);
    }
    return field.intValue();
  }

  /** A whole number that may be large. */
  long whole(String name) {
    JsonNode field = field(name);
    if (!field.isIntegralNumber() || !field.canConvertToLong()) {
      throw unfit(name, field);
    }
    return field.longValue();
  }

  @Nullable Integer numberOrNull(String name) {
    return has(name) ? number(name) : null;
  }

  /** A decimal as millionths. */
  long decimal(String name) {
    return decimal(name, field(name));
  }

  private static long decimal(String name, JsonNode field) {
    if (!field.isNumber()) {
      throw unfit(name, field);
    }
    return Millionths.of(field.decimalValue());
  }

  @Nullable Long decimalOrNull(String name) {
    return has(name) ? decimal(name) : null;
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  @Nullable Instant instantOrNull(String name) {
    return has(name) ? instant(name) : null;
  }

  LocalDate day(String name) {
    return LocalDate.parse(text(name));
  }

  @Nullable LocalDate dayOrNull(String name) {
    return has(name) ? day(name) : null;
  }

  /** A number, text or flag; {@code null} is one that was removed. */
  Value value(String name) {
    if (!has(name)) {
      return new Value.Removed();
    }
    JsonNode field = field(name);
    if (field.isNumber()) {
      return new Value.Numeric(decimal(name));
    }
    return field.isBoolean() ? new Value.Flag(flag(name)) : new Value.Text(text(name));
  }

  SortedMap<String, Value> values(String name) {
    JsonIn values = object(name);
    SortedMap<String, Value> all = new TreeMap<>();
    values.node.fieldNames().forEachRemaining(each -> all.put(each, values.value(each)));
    return all;
  }

  SortedMap<String, String> textsByName(String name) {
    JsonIn texts = object(name);
    SortedMap<String, String> all = new TreeMap<>();
    texts.node.fieldNames().forEachRemaining(each -> all.put(each, texts.text(each)));
    return all;
  }

  private static IllegalArgumentException unfit(String name, JsonNode field) {
    return new IllegalArgumentException(
        "The field \"%s\" is of the wrong type: %s.".formatted(name, field.getNodeType()));
  }
}
