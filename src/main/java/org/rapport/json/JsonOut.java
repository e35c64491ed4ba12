package org.rapport.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Value;

/**
 * Writes JSON as UTF-8 bytes, field by field in the order of the calls: the same calls give the
 * same bytes.
 *
 * <p>A null is written as {@code null}, so that an answer has the same fields whatever is known.
 */
final class JsonOut {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int USUAL_SIZE = 2_048;

  private final JsonGenerator json;

  private JsonOut(JsonGenerator json) {
    this.json = json;
  }

  /** The bytes of one object, whose fields are written by {@code fields}. */
  static byte[] objectBytes(Consumer<JsonOut> fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      JsonOut out = new JsonOut(json);
      out.object(fields);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private interface Step {
    void take(JsonGenerator json) throws IOException;
  }

  private JsonOut step(Step step) {
    try {
      step.take(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return this;
  }

  JsonOut object(Consumer<JsonOut> fields) {
    step(JsonGenerator::writeStartObject);
    fields.accept(this);
    return step(JsonGenerator::writeEndObject);
  }

  JsonOut object(String name, Consumer<JsonOut> fields) {
    return name(name).object(fields);
  }

  /** An array of objects, one for each item. */
  <T> JsonOut objects(String name, Iterable<T> items, Item<T> item) {
    step(out -> out.writeArrayFieldStart(name));
    for (T each : items) {
      object(fields -> item.write(fields, each));
    }
    return step(JsonGenerator::writeEndArray);
  }

  /** Writes the fields of one item of an array. */
  @FunctionalInterface
  interface Item<T> {
    void write(JsonOut out, T item);
  }

  JsonOut name(String name) {
    return step(out -> out.writeFieldName(name));
  }

  JsonOut nothing(String name) {
    return step(out -> out.writeNullField(name));
  }

  JsonOut text(String name, @Nullable String text) {
    return text == null ? nothing(name) : step(out -> out.writeStringField(name, text));
  }

  JsonOut texts(String name, List<String> texts) {
    return step(
        out -> {
          out.writeArrayFieldStart(name);
          for (String text : texts) {
            out.writeString(text);
          }
          out.writeEndArray();
        });
  }

  /** An array of whole numbers. */
  <T> JsonOut numbers(String name, List<T> items, ToLongFunction<T> number) {
    return step(
        out -> {
          out.writeArrayFieldStart(name);
          for (T item : items) {
            out.writeNumber(number.applyAsLong(item));
          }
          out.writeEndArray();
        });
  }

  /** An array of millionths as exact decimals. */
  <T> JsonOut decimals(String name, List<T> items, ToLongFunction<T> millionths) {
    return step(
        out -> {
          out.writeArrayFieldStart(name);
          for (T item : items) {
            out.writeNumber(Millionths.text(millionths.applyAsLong(item)));
          }
          out.writeEndArray();
        });
  }

  JsonOut flag(String name, boolean flag) {
    return step(out -> out.writeBooleanField(name, flag));
  }

  JsonOut number(String name, long number) {
    return step(out -> out.writeNumberField(name, number));
  }

  JsonOut number(String name, @Nullable Integer number) {
    return number == null ? nothing(name) : number(name, number.longValue());
  }

  /** Millionths as an exact decimal: {@code 74.25}. */
  JsonOut decimal(String name, long millionths) {
    String text = Millionths.text(millionths);
    return name(name).step(out -> out.writeNumber(text));
  }

  JsonOut decimal(String name, @Nullable Long millionths) {
    return millionths == null ? nothing(name) : decimal(name, millionths.longValue());
  }

  /** A measured number to six places; {@code null} when it is none. */
  JsonOut measure(String name, double number) {
    return Double.isFinite(number)
        ? decimal(name, Math.round(number * Millionths.ONE))
        : nothing(name);
  }

  /** ISO-8601 in UTC: {@code 2026-03-01T00:00:00Z}. */
  JsonOut instant(String name, @Nullable Instant instant) {
    return text(name, instant == null ? null : instant.toString());
  }

  /** ISO-8601: {@code 2026-03-01}. */
  JsonOut day(String name, @Nullable LocalDate day) {
    return text(name, day == null ? null : day.toString());
  }

  /** JSON text that is compact and well formed already. */
  JsonOut json(String name, String jsonText) {
    return name(name).step(out -> out.writeRawValue(jsonText));
  }

  /** A number, text or flag as what it is; one that was removed as {@code null}. */
  JsonOut value(String name, Value value) {
    if (value instanceof Value.Numeric number) {
      return decimal(name, number.millionths());
    }
    if (value instanceof Value.Text text) {
      return text(name, text.text());
    }
    if (value instanceof Value.Flag flag) {
      return flag(name, flag.flag());
    }
    return nothing(name);
  }

  JsonOut values(String name, SortedMap<String, Value> values) {
    return object(name, fields -> values.forEach(fields::value));
  }

  JsonOut rulebase(String name, RulebaseRef ref) {
    return object(
        name,
        fields ->
            fields
                .text("name", ref.name())
                .text("version", ref.version())
                .text("build", ref.build()));
  }
}
