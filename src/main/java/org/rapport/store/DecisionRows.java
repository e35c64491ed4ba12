package org.rapport.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.RulebaseRef;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;

/** Decisions as columns for the log's statements, and rows read back. */
final class DecisionRows {
  private static final Comparator<DecisionRecord> BY_TIME =
      Comparator.comparing((DecisionRecord record) -> record.header().asOf())
          .thenComparing(record -> record.header().decidedAt())
          // As PostgreSQL orders them: UUID's own order takes the first half for a signed number.
          .thenComparing(record -> record.header().decisionId().toString());

  private DecisionRows() {}

  static Tuple headers(List<DecisionRecord> records, List<Integer> rules) {
    return Columns.tuple(
        Columns.of(records, UUID[]::new, record -> record.header().decisionId()),
        Columns.of(records, String[]::new, record -> record.header().caller()),
        Columns.of(records, OffsetDateTime[]::new, record -> time(record.header().asOf())),
        Columns.of(records, OffsetDateTime[]::new, record -> time(record.header().receivedAt())),
        Columns.of(records, OffsetDateTime[]::new, record -> time(record.header().decidedAt())),
        rules.toArray(Integer[]::new),
        Columns.of(records, Boolean[]::new, record -> record.header().fallback()));
  }

  static Tuple bodies(List<DecisionRecord> records) {
    return Columns.tuple(
        Columns.of(records, UUID[]::new, record -> record.header().decisionId()),
        Columns.of(records, String[]::new, DecisionRecord::customerId),
        Columns.of(records, Integer[]::new, record -> record.answer().length),
        Columns.of(records, Buffer[]::new, record -> Buffer.buffer(record.packed())));
  }

  static Tuple keys(Collection<DecisionRecord> records) {
    List<DecisionRecord> list = List.copyOf(records);
    return Columns.tuple(
        Columns.of(list, String[]::new, record -> record.header().caller()),
        Columns.of(list, String[]::new, record -> idempotency(record).key()),
        Columns.of(list, Buffer[]::new, record -> Buffer.buffer(idempotency(record).requestHash())),
        Columns.of(list, UUID[]::new, record -> record.header().decisionId()));
  }

  static DecisionRecord.Idempotency idempotency(DecisionRecord record) {
    DecisionRecord.Idempotency idempotency = record.idempotency();
    if (idempotency == null) {
      throw new IllegalArgumentException("The decision has no idempotency key");
    }
    return idempotency;
  }

  /** The summaries as columns, the rules' version last. */
  static Tuple summaries(List<DecisionRecord> summarised) {
    Tuple columns = latest(summarised);
    columns.addValue(
        Columns.of(summarised, String[]::new, record -> record.header().rulebase().version()));
    return columns;
  }

  static Tuple latest(List<DecisionRecord> summarised) {
    return Columns.tuple(
        Columns.of(summarised, String[]::new, record -> record.header().rulebase().name()),
        Columns.of(summarised, String[]::new, DecisionRecord::customerId),
        Columns.of(summarised, OffsetDateTime[]::new, record -> time(record.header().asOf())),
        Columns.of(summarised, OffsetDateTime[]::new, record -> time(record.header().decidedAt())),
        Columns.of(summarised, UUID[]::new, record -> record.header().decisionId()),
        Columns.of(summarised, Integer[]::new, record -> summary(record).score()),
        Columns.of(summarised, Long[]::new, record -> summary(record).rawMillionths()),
        Columns.of(summarised, String[]::new, record -> summary(record).band()),
        Columns.of(summarised, String[]::new, record -> summary(record).phase()),
        Columns.of(summarised, String[]::new, record -> summary(record).evidence()),
        Columns.of(summarised, String[]::new, record -> words(summary(record).segments())),
        Columns.of(summarised, String[]::new, record -> summary(record).action()));
  }

  private static DecisionRecord.Summary summary(DecisionRecord record) {
    DecisionRecord.Summary summary = record.summary();
    if (summary == null) {
      throw new IllegalArgumentException("The decision has no summary");
    }
    return summary;
  }

  /** Those with a summary. */
  static List<DecisionRecord> summarised(List<DecisionRecord> records) {
    return records.stream().filter(record -> record.summary() != null).toList();
  }

  /**
   * Of each customer and rulebase the latest, in order of both; none as of an instant yet to come:
   * such a forecast would stay the latest until that instant.
   */
  static List<DecisionRecord> latestOfEach(List<DecisionRecord> summarised) {
    SortedMap<String, DecisionRecord> latest = new TreeMap<>();
    for (DecisionRecord record : summarised) {
      if (!record.header().asOf().isAfter(record.header().decidedAt())) {
        latest.merge(
            record.header().rulebase().name() + "\0" + record.customerId(),
            record,
            (one, other) -> BY_TIME.compare(one, other) >= 0 ? one : other);
      }
    }
    return new ArrayList<>(latest.values());
  }

  private static OffsetDateTime time(Instant instant) {
    if (!Columns.canStore(instant)) {
      throw new IllegalArgumentException(
          "The time %s is not in the years 1 to 9999.".formatted(instant));
    }
    return Columns.stored(instant);
  }

  static String words(List<SegmentLevel> segments) {
    return String.join(",", segments.stream().map(in -> word(in.segment(), in.level())).toList());
  }

  static String word(Segment segment, Level level) {
    return segment.word() + ":" + level.word();
  }

  static List<SegmentLevel> segments(String @Nullable [] words) {
    List<SegmentLevel> segments = new ArrayList<>();
    for (String word : words == null ? new String[0] : words) {
      segments.add(segment(word));
    }
    return segments;
  }

  private static SegmentLevel segment(String word) {
    for (Segment segment : Segment.values()) {
      for (Level level : segment.levels()) {
        if (word(segment, level).equals(word)) {
          return new SegmentLevel(segment, level);
        }
      }
    }
    throw new IllegalStateException("No such segment and level: " + word);
  }

  static DecisionLog.Stored stored(Row row) {
    byte[] said = Packing.unpack(row.getBuffer(11).getBytes(), row.getBuffer(13).getBytes());
    int answerLength = row.getInteger(10);
    return new DecisionLog.Stored(
        new DecisionRecord.Header(
            row.getUUID(0),
            row.getString(1),
            row.getOffsetDateTime(2).toInstant(),
            row.getOffsetDateTime(3).toInstant(),
            row.getOffsetDateTime(4).toInstant(),
            new RulebaseRef(row.getString(5), row.getString(6), row.getString(7)),
            row.getBoolean(8)),
        row.getString(9),
        Arrays.copyOf(said, answerLength),
        Arrays.copyOfRange(said, answerLength, said.length),
        row.getBuffer(12).getBytes());
  }

  /** The answer to a request with a key that stands for a decision already. */
  static DecisionLog.Appended earlier(
      DecisionLog.Stored stored, byte[] storedHash, byte[] requestHash) {
    return MessageDigest.isEqual(storedHash, requestHash)
        ? new DecisionLog.Appended.Repeat(stored)
        : new DecisionLog.Appended.KeyReused();
  }
}
