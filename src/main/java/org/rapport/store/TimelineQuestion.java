package org.rapport.store;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Which timeline is asked for.
 *
 * @param instants the instants that will be asked for, as limits, in their order
 * @param cuts of each day that instants cut the first of them: one at midnight cuts none
 */
record TimelineQuestion(
    String customerId, List<OffsetDateTime> instants, List<OffsetDateTime> cuts) {

  static TimelineQuestion of(String customerId, SortedSet<Instant> instants) {
    List<OffsetDateTime> limits = instants.stream().map(Columns::limit).distinct().toList();
    Set<LocalDate> days = new HashSet<>();
    List<OffsetDateTime> cuts =
        limits.stream()
            .filter(limit -> !limit.toLocalTime().equals(LocalTime.MIDNIGHT))
            .filter(limit -> days.add(limit.toLocalDate()))
            .toList();
    return new TimelineQuestion(customerId, limits, cuts);
  }

  /** The last of the instants: nothing at or after it is read. */
  OffsetDateTime latest() {
    return instants.get(instants.size() - 1);
  }

  /** The parameters of {@link TimelineSql#TIMELINES}. */
  static Tuple columns(List<TimelineQuestion> questions) {
    List<LocalDate> cutDays =
        questions.stream()
            .flatMap(question -> question.cuts().stream())
            .map(OffsetDateTime::toLocalDate)
            .sorted()
            .toList();
    LocalDate first = cutDays.isEmpty() ? LocalDate.EPOCH : cutDays.get(0);
    LocalDate end =
        cutDays.isEmpty() ? LocalDate.EPOCH : cutDays.get(cutDays.size() - 1).plusDays(1);
    return Columns.tuple(
        Columns.of(questions, String[]::new, TimelineQuestion::customerId),
        Columns.of(questions, OffsetDateTime[]::new, TimelineQuestion::latest),
        Columns.of(questions, String[]::new, question -> array(question.instants())),
        Columns.of(questions, String[]::new, question -> array(question.cuts())),
        first.atStartOfDay().atOffset(ZoneOffset.UTC),
        end.atStartOfDay().atOffset(ZoneOffset.UTC));
  }

  private static String array(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
