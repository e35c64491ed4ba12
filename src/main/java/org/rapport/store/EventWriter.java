package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Value;

/** Writes counted-up rows: one statement for each table that has any, all in one pipeline. */
final class EventWriter {
  private EventWriter() {}

  /**
   * Writes.
   *
   * @param firstSeen those customers of the rows whose first time is to be put earlier
   */
  static Future<Void> write(
      SqlConnection connection,
      EventRows rows,
      SortedMap<Long, Instant> firstSeen,
      Instant receivedAt) {
    List<Future<?>> written = new ArrayList<>();
    BiFunction<String, Tuple, Future<?>> statement =
        (sql, parameters) -> connection.preparedQuery(sql).execute(parameters);
    if (!firstSeen.isEmpty()) {
      written.add(statement.apply(EventSql.FIRST_SEEN, firstSeen(firstSeen)));
    }
    if (!rows.events.isEmpty()) {
      written.add(statement.apply(EventSql.ADD_EVENTS, events(rows.events, receivedAt)));
      written.add(statement.apply(EventSql.ADD_ACTIVITY, activity(rows.activity)));
    }
    if (!rows.values.isEmpty()) {
      written.add(statement.apply(EventSql.ADD_VALUES, values(rows.values)));
    }
    if (!rows.readings.isEmpty()) {
      written.add(statement.apply(EventSql.ADD_READINGS, readings(rows.readings)));
    }
    if (!rows.links.isEmpty()) {
      written.add(statement.apply(EventSql.ADD_LINKS, links(rows.links)));
    }
    if (!rows.members.isEmpty()) {
      written.add(statement.apply(EventSql.ADD_MEMBERS, members(rows.members)));
    }
    return Future.join(written).mapEmpty();
  }

  private static Tuple firstSeen(SortedMap<Long, Instant> rows) {
    return Columns.tuple(
        column(rows, Long[]::new, Map.Entry::getKey),
        column(rows, OffsetDateTime[]::new, row -> Columns.stored(row.getValue())));
  }

  private static Tuple events(List<EventRows.EventRow> rows, Instant receivedAt) {
    return Columns.tuple(
        Columns.of(rows, Long[]::new, EventRows.EventRow::customer),
        Columns.of(rows, OffsetDateTime[]::new, row -> Columns.stored(row.at())),
        Columns.of(rows, UUID[]::new, EventRows.EventRow::key),
        Columns.of(rows, Integer[]::new, EventRows.EventRow::type),
        Columns.of(rows, Boolean[]::new, row -> row.occurrence().visit()),
        Columns.of(rows, Long[]::new, row -> row.event().clockSkewMs()),
        Columns.of(rows, String[]::new, row -> row.event().messageId()),
        Columns.of(rows, String[]::new, row -> row.event().source()),
        Columns.of(rows, String[]::new, row -> row.event().accountId()),
        Columns.of(rows, String[]::new, row -> row.occurrence().propertiesJson()),
        Columns.stored(receivedAt));
  }

  private static Tuple activity(SortedMap<EventRows.Cell, EventRows.Count> rows) {
    return Columns.tuple(
        column(rows, Long[]::new, row -> row.getKey().customer()),
        column(rows, LocalDate[]::new, row -> row.getKey().day()),
        column(rows, Integer[]::new, row -> row.getKey().ref()),
        column(rows, Integer[]::new, row -> row.getValue().n()),
        column(rows, Integer[]::new, row -> row.getValue().visits()));
  }

  private static Tuple values(SortedMap<EventRows.Cell, EventRows.Numbers> rows) {
    return Columns.tuple(
        column(rows, Long[]::new, row -> row.getKey().customer()),
        column(rows, LocalDate[]::new, row -> row.getKey().day()),
        column(rows, Integer[]::new, row -> row.getKey().ref()),
        column(rows, Integer[]::new, row -> row.getValue().n()),
        column(rows, Long[]::new, row -> row.getValue().total()),
        column(rows, Long[]::new, row -> row.getValue().latest()),
        column(rows, OffsetDateTime[]::new, row -> Columns.stored(row.getValue().latestAt())));
  }

  private static Tuple readings(List<EventRows.Reading> rows) {
    return Columns.tuple(
        Columns.of(rows, Long[]::new, EventRows.Reading::customer),
        Columns.of(rows, Integer[]::new, EventRows.Reading::origin),
        Columns.of(rows, String[]::new, EventRows.Reading::name),
        Columns.of(rows, OffsetDateTime[]::new, row -> Columns.stored(row.at())),
        Columns.of(rows, UUID[]::new, EventRows.Reading::key),
        Columns.of(rows, Long[]::new, row -> number(row.value())),
        Columns.of(rows, String[]::new, row -> words(row.value())),
        Columns.of(rows, Boolean[]::new, row -> flag(row.value())));
  }

  private static @Nullable Long number(Value value) {
    return value instanceof Value.Numeric number ? number.millionths() : null;
  }

  private static @Nullable String words(Value value) {
    return value instanceof Value.Text text ? text.text() : null;
  }

  private static @Nullable Boolean flag(Value value) {
    return value instanceof Value.Flag flag ? flag.flag() : null;
  }

  private static Tuple links(SortedMap<EventRows.Pair, Instant> rows) {
    return Columns.tuple(
        column(rows, Long[]::new, row -> row.getKey().customer()),
        column(rows, Long[]::new, row -> row.getKey().other()),
        column(rows, OffsetDateTime[]::new, row -> Columns.stored(row.getValue())));
  }

  private static Tuple members(SortedMap<EventRows.Member, Instant> rows) {
    return Columns.tuple(
        column(rows, Long[]::new, row -> row.getKey().customer()),
        column(rows, String[]::new, row -> row.getKey().account()),
        column(rows, OffsetDateTime[]::new, row -> Columns.stored(row.getValue())));
  }

  private static <K, V, C> C[] column(
      SortedMap<K, V> rows, IntFunction<C[]> array, Function<Map.Entry<K, V>, C> column) {
    return rows.entrySet().stream().map(column).toArray(array);
  }
}
