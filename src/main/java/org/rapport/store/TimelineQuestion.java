package org.rapport.store;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Which timeline is asked for.
 *
 * @param instants the instants that will be asked for, as limits, in their order
 * @param cutDays the days that an instant cuts: not the day that an instant at midnight begins
 */
record TimelineQuestion(String customerId, List<OffsetDateTime> instants, List<LocalDate> cutDays) {

  static TimelineQuestion of(String customerId, SortedSet<Instant> instants) {
    List<OffsetDateTime> limits = instants.stream().map(Columns::limit).distinct().toList();
    List<LocalDate> cutDays =
        limits.stream()
            .filter(limit -> !limit.toLocalTime().equals(LocalTime.MIDNIGHT))
            .map(OffsetDateTime::toLocalDate)
            .distinct()
            .toList();
    return new TimelineQuestion(customerId, limits, cutDays);
  }

  /** The last of the instants: nothing at or after it is read. */
  OffsetDateTime latest() {
    return instants.get(instants.size() - 1);
  }

  /** The parameters of {@link TimelineSql#TIMELINES}. */
  static Tuple columns(List<TimelineQuestion> questions) {
    OffsetDateTime last =
        questions.stream()
            .map(TimelineQuestion::latest)
            .max(OffsetDateTime::compareTo)
            .orElseThrow(() -> new IllegalArgumentException("Nothing is asked for"));
    OffsetDateTime firstCut =
        questions.stream()
            .flatMap(question -> question.cutDays().stream())
            .min(LocalDate::compareTo)
            .map(day -> day.atStartOfDay().atOffset(ZoneOffset.UTC))
            .orElse(last);
    return Columns.tuple(
        Columns.of(questions, String[]::new, TimelineQuestion::customerId),
        Columns.of(questions, OffsetDateTime[]::new, TimelineQuestion::latest),
        Columns.of(questions, String[]::new, question -> array(question.instants())),
        Columns.of(questions, String[]::new, question -> array(question.cutDays())),
        firstCut,
        last);
  }

  private static String array(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
