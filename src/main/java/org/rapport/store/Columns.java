package org.rapport.store;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Turns lists of rows into the array parameters of one statement, and times into SQL's. */
final class Columns {
  /** The last time that is asked for: later ones would not fit the database. */
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private Columns() {}

  /** A tuple of exactly these values; {@code Tuple.of} would take a last array apart. */
  static Tuple tuple(@Nullable Object... values) {
    Tuple tuple = Tuple.tuple();
    for (Object value : values) {
      tuple.addValue(value);
    }
    return tuple;
  }

  /** One column of the rows. */
  static <R, C> C[] of(
      List<R> rows, IntFunction<C[]> array, Function<R, ? extends @Nullable C> column) {
    return rows.stream().map(column).toArray(array);
  }

  /** A time of an event as stored: PostgreSQL keeps whole microseconds, the rest is cut off. */
  static OffsetDateTime stored(Instant instant) {
    return whole(instant).atOffset(ZoneOffset.UTC);
  }

  /** The time cut to whole microseconds. */
  static Instant whole(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * A limit that stored times are to be before: rounded up to whole microseconds, so that exactly
   * the stored times before the given instant are before the limit.
   */
  static OffsetDateTime limit(Instant instant) {
    Instant inRange = instant.isAfter(LAST) ? LAST : instant.isBefore(FIRST) ? FIRST : instant;
    Instant floor = whole(inRange);
    return (floor.equals(inRange) ? floor : floor.plus(1, ChronoUnit.MICROS))
        .atOffset(ZoneOffset.UTC);
  }

  /** Whether a time can be stored: the years 1 to 9999. */
  static boolean canStore(Instant instant) {
    return !instant.isBefore(FIRST) && !instant.isAfter(LAST);
  }
}
