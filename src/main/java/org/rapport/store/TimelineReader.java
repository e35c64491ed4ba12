package org.rapport.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.AttributeReading;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.Timeline;
import org.rapport.model.Timeline.AccountReading;
import org.rapport.model.Timeline.Part;
import org.rapport.model.Timeline.Piece;
import org.rapport.model.Value;

/** Puts timelines together from the rows of {@link TimelineSql#TIMELINES}. */
final class TimelineReader {
  private static final int NAME = 2;
  private static final int OTHER = 3;
  private static final int AT = 4;
  private static final int OTHER_AT = 5;
  private static final int DAY = 6;
  private static final int COUNT = 7;
  private static final int VISITS = 8;
  private static final int NUMBER = 9;
  private static final int TOTAL = 10;
  private static final int FLAG = 11;
  private static final int WORDS = 12;
  private static final int OWNER = 14;

  private final Instant latest;
  private final Map<Long, Share> shares = new LinkedHashMap<>();

  private TimelineReader(Instant latest) {
    this.latest = latest;
  }

  /**
   * The timelines in these rows, by the customers' places; empty for those of whom nothing is known
   * before the latest instant.
   */
  static List<Optional<Timeline>> read(List<TimelineQuestion> questions, RowSet<Row> rows) {
    List<TimelineReader> readers = new ArrayList<>(questions.size());
    questions.forEach(asked -> readers.add(new TimelineReader(asked.latest().toInstant())));
    for (Row row : rows) {
      readers.get(row.getInteger(OWNER) - 1).take(row);
    }
    List<Optional<Timeline>> timelines = new ArrayList<>(questions.size());
    for (int i = 0; i < readers.size(); i++) {
      timelines.add(readers.get(i).timeline(questions.get(i).customerId()));
    }
    return timelines;
  }

  private Optional<Timeline> timeline(String customerId) {
    List<Part> parts = new ArrayList<>();
    for (Share share : shares.values()) {
      Instant firstSeenAt = share.firstSeenAt;
      if (firstSeenAt != null && firstSeenAt.isBefore(latest)) {
        parts.add(share.part(firstSeenAt));
      } else if (parts.isEmpty()) {
        return Optional.empty(); // the customer's own part comes first: nothing is known
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(new Timeline(customerId, parts));
  }

  private void take(Row row) {
    int sort = row.getInteger(0);
    Share share = shares.computeIfAbsent(row.getLong(1), ref -> new Share());
    switch (sort) {
      case TimelineSql.PART -> {
        share.linkedAt = instant(row, AT);
        share.firstSeenAt = instant(row, OTHER_AT);
      }
      case TimelineSql.ACCOUNT ->
          share.accounts.add(new AccountReading(row.getString(NAME), at(row)));
      case TimelineSql.DAY ->
          share
              .days(row.getString(NAME))
              .put(
                  row.getLocalDate(DAY),
                  new Counted(row.getInteger(COUNT), row.getInteger(VISITS)));
      case TimelineSql.DAY_VALUE ->
          share
              .values(row.getString(NAME), row.getLocalDate(DAY))
              .put(
                  row.getString(OTHER),
                  new DayValue(
                      row.getInteger(COUNT), row.getLong(TOTAL), row.getLong(NUMBER), at(row)));
      case TimelineSql.PIECE ->
          share.pieces.put(
              new Place(row.getString(NAME), row.getLocalDate(DAY), row.getLong(NUMBER)),
              new Begun(at(row), new Counted(row.getInteger(COUNT), row.getInteger(VISITS))));
      case TimelineSql.PIECE_VALUE ->
          share
              .pieceValues
              .computeIfAbsent(
                  new Place(
                      row.getString(NAME), row.getLocalDate(DAY), (long) row.getInteger(VISITS)),
                  place -> new TreeMap<>())
              .put(
                  row.getString(OTHER),
                  new DayValue(
                      row.getInteger(COUNT), row.getLong(TOTAL), row.getLong(NUMBER), at(row)));
      default -> share.readings.add(reading(row));
    }
  }

  private static AttributeReading reading(Row row) {
    return new AttributeReading(row.getString(NAME), row.getString(OTHER), value(row), at(row));
  }

  private static Value value(Row row) {
    if (row.getLong(NUMBER) != null) {
      return new Value.Numeric(row.getLong(NUMBER));
    }
    if (row.getString(WORDS) != null) {
      return new Value.Text(row.getString(WORDS));
    }
    return row.getBoolean(FLAG) != null
        ? new Value.Flag(row.getBoolean(FLAG))
        : new Value.Removed();
  }

  private static Instant at(Row row) {
    return row.getOffsetDateTime(AT).toInstant();
  }

  private static @Nullable Instant instant(Row row, int column) {
    return row.getOffsetDateTime(column) == null ? null : row.getOffsetDateTime(column).toInstant();
  }

  private record Counted(int count, int visits) {}

  /** Which piece of a cut day: its number counts the asked-for instants up to it. */
  private record Place(String type, LocalDate day, long number) {}

  private record Begun(Instant firstAt, Counted counted) {}

  private record TypeDay(String type, LocalDate day) {}

  /** A part in the making. */
  private static final class Share {
    private @Nullable Instant linkedAt;
    private @Nullable Instant firstSeenAt;
    private final List<AccountReading> accounts = new ArrayList<>();
    private final SortedMap<String, SortedMap<LocalDate, Counted>> days = new TreeMap<>();
    private final Map<TypeDay, SortedMap<String, DayValue>> values = new HashMap<>();
    private final Map<Place, Begun> pieces = new HashMap<>();
    private final Map<Place, SortedMap<String, DayValue>> pieceValues = new HashMap<>();
    private final List<AttributeReading> readings = new ArrayList<>();

    SortedMap<LocalDate, Counted> days(String type) {
      return days.computeIfAbsent(type, name -> new TreeMap<>());
    }

    SortedMap<String, DayValue> values(String type, LocalDate day) {
      return values.computeIfAbsent(new TypeDay(type, day), cell -> new TreeMap<>());
    }

    Part part(Instant firstSeen) {
      accounts.sort(
          Comparator.comparing(AccountReading::firstAt).thenComparing(AccountReading::accountId));
      readings.sort(
          Comparator.comparing(AttributeReading::occurredAt)
              .thenComparing(AttributeReading::origin)
              .thenComparing(AttributeReading::name)
              .thenComparing(reading -> reading.value().toString()));
      return new Part(linkedAt, firstSeen, accounts, wholeDays(), cutDays(), readings);
    }

    private SortedMap<String, List<DayCount>> wholeDays() {
      SortedMap<String, List<DayCount>> whole = new TreeMap<>();
      days.forEach(
          (type, counts) -> {
            List<DayCount> list = new ArrayList<>(counts.size());
            counts.forEach(
                (day, counted) ->
                    list.add(
                        new DayCount(
                            day,
                            counted.count(),
                            counted.visits(),
                            values.getOrDefault(new TypeDay(type, day), new TreeMap<>()))));
            whole.put(type, list);
          });
      return whole;
    }

    private List<Piece> cutDays() {
      List<Piece> cut = new ArrayList<>(pieces.size());
      pieces.forEach(
          (place, begun) ->
              cut.add(
                  new Piece(
                      place.type(),
                      begun.firstAt(),
                      new DayCount(
                          place.day(),
                          begun.counted().count(),
                          begun.counted().visits(),
                          pieceValues.getOrDefault(place, new TreeMap<>())))));
      cut.sort(Comparator.comparing(Piece::firstAt).thenComparing(Piece::eventType));
      return cut;
    }
  }
}
