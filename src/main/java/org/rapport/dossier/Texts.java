package org.rapport.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.rapport.model.Millionths;

/** The texts of one language: no sentence stands in code. */
final class Texts {
  private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, new Texts(language));
    }
  }

  private final Language language;
  private final Properties texts = new Properties();
  private final DateTimeFormatter dates;
  private final DateTimeFormatter times;
  private final DateTimeFormatter months;

  private Texts(Language language) {
    this.language = language;
    String file = "texts_" + language.tag() + ".properties";
    try (InputStream in = Objects.requireNonNull(Texts.class.getResourceAsStream(file), file);
        InputStreamReader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.dates = DateTimeFormatter.ofPattern(get("date"), language.locale());
    this.months = DateTimeFormatter.ofPattern(get("month"), language.locale());
    this.times = DateTimeFormatter.ofPattern(get("time"), language.locale());
  }

  /** The texts of a language. */
  static Texts of(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  /** The language. */
  Language language() {
    return language;
  }

  /** Whether there is a text of this key. */
  boolean has(String key) {
    return texts.containsKey(key);
  }

  /**
   * A text with its places filled in.
   *
   * @throws IllegalArgumentException when there is none of this key
   */
  String get(String key, Object... values) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException(
          "There is no text %s in %s.".formatted(key, language.tag()));
    }
    // In one pass: what is filled in is somebody's text, and may itself look like a place.
    StringBuilder filled = new StringBuilder(text.length() + 32);
    int at = 0;
    for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
      int place = Character.digit(text.charAt(open + 1), 10);
      filled.append(text, at, open).append(values[place]);
      at = open + 3;
    }
    return filled.append(text, at, text.length()).toString();
  }

  /** A text for one or several; the number is the first value. */
  String count(String key, long number, Object... more) {
    Object[] values = new Object[more.length + 1];
    values[0] = Long.toString(number);
    System.arraycopy(more, 0, values, 1, more.length);
    return get(key + (number == 1 ? ".one" : ".other"), values);
  }

  /** A day in words. */
  String day(LocalDate day) {
    return dates.format(day);
  }

  /** A month in words. */
  String month(YearMonth month) {
    return months.format(month);
  }

  /** The UTC day of an instant in words. */
  String day(Instant instant) {
    return day(LocalDate.ofInstant(instant, ZoneOffset.UTC));
  }

  /** An instant in words, to the minute. */
  String instant(Instant instant) {
    return get("at", day(instant), times.format(instant.atOffset(ZoneOffset.UTC)));
  }

  /** An exact decimal. */
  String decimal(long millionths) {
    return Millionths.text(millionths).replace(".", get("decimal"));
  }
}
