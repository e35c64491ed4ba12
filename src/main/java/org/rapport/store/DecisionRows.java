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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
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

  /**
   * The parameters of {@link DecisionSql#ADD}.
   *
   * @param rulesRef where the rules of a decision stand on record
   */
  static Tuple added(List<SealedDecision> sealed, Function<DecisionRecord, Integer> rulesRef) {
    List<DecisionRecord> records = sealed.stream().map(SealedDecision::record).toList();
    Set<DecisionRecord> newest = newest(records);
    return Columns.tuple(
        Columns.of(records, UUID[]::new, record -> record.header().decisionId()),
        Columns.of(records, String[]::new, record -> record.header().caller()),
        Columns.of(records, OffsetDateTime[]::new, record -> time(record.header().asOf())),
        Columns.of(records, OffsetDateTime[]::new, record -> time(record.header().receivedAt())),
        Columns.of(records, OffsetDateTime[]::new, record -> time(record.header().decidedAt())),
        Columns.of(records, Integer[]::new, rulesRef),
        Columns.of(records, Boolean[]::new, record -> record.header().fallback()),
        Columns.of(records, String[]::new, DecisionRecord::customerId),
        Columns.of(sealed, Buffer[]::new, each -> Buffer.buffer(each.sealed())),
        Columns.of(records, String[]::new, record -> record.header().rulebase().name()),
        Columns.of(records, String[]::new, record -> record.header().rulebase().version()),
        ofSummary(records, Integer[]::new, DecisionRecord.Summary::score),
        ofSummary(records, Long[]::new, DecisionRecord.Summary::rawMillionths),
        ofSummary(records, String[]::new, DecisionRecord.Summary::band),
        ofSummary(records, String[]::new, DecisionRecord.Summary::phase),
        ofSummary(records, String[]::new, DecisionRecord.Summary::evidence),
        ofSummary(records, String[]::new, summary -> words(summary.segments())),
        ofSummary(records, String[]::new, DecisionRecord.Summary::action),
        Columns.of(records, Boolean[]::new, newest::contains),
        Columns.of(sealed, UUID[]::new, SealedDecision::subject),
        Columns.of(sealed, Buffer[]::new, each -> Buffer.buffer(each.sealedHash())),
        Columns.of(records, Buffer[]::new, record -> Buffer.buffer(record.commitment())),
        Buffer.buffer(SealedDecision.leaves(sealed)));
  }

  /** A column of the summaries; null for decisions that have none. */
  private static <C> C[] ofSummary(
      List<DecisionRecord> records,
      IntFunction<C[]> array,
      Function<DecisionRecord.Summary, ? extends @Nullable C> column) {
    return Columns.of(
        records,
        array,
        record -> {
          DecisionRecord.Summary summary = record.summary();
          return summary == null ? null : column.apply(summary);
        });
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

  /**
   * Of each customer and rulebase the latest with a summary; none as of an instant yet to come:
   * such a forecast would stay the latest until that instant.
   */
  private static Set<DecisionRecord> newest(List<DecisionRecord> records) {
    Map<Subject, DecisionRecord> newest = new HashMap<>();
    for (DecisionRecord record : records) {
      if (record.summary() != null
          && !record.header().asOf().isAfter(record.header().decidedAt())) {
        newest.merge(
            new Subject(record.header().rulebase().name(), record.customerId()),
            record,
            (one, other) -> BY_TIME.compare(one, other) >= 0 ? one : other);
      }
    }
    Set<DecisionRecord> same = Collections.newSetFromMap(new IdentityHashMap<>());
    same.addAll(newest.values());
    return same;
  }

  private record Subject(String rulebase, String customerId) {}

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

  /**
   * A decision read back.
   *
   * @throws ErasedException when its customer was erased
   */
  static DecisionLog.Stored stored(Row row, Secrets secrets) {
    UUID decisionId = row.getUUID(0);
    if (row.getBuffer(13) == null) {
      throw new ErasedException(
          "The decision %s was about a customer who was erased%s: what was said is gone; that it was said stays on record.%nMaybe read its proof: /v1/decisions/%s/proof"
              .formatted(
                  decisionId,
                  row.getOffsetDateTime(14) == null
                      ? ""
                      : " at " + row.getOffsetDateTime(14).toInstant(),
                  decisionId));
    }
    byte[] key = secrets.unwrap(row.getBuffer(13).getBytes(), row.getUUID(12));
    Sealing.Opened opened = Sealing.open(key, decisionId, row.getBuffer(9).getBytes());
    byte[] said = Packing.unpack(opened.packed(), row.getBuffer(11).getBytes());
    int answerLength = opened.answerLength();
    return new DecisionLog.Stored(
        new DecisionRecord.Header(
            decisionId,
            row.getString(1),
            row.getOffsetDateTime(2).toInstant(),
            row.getOffsetDateTime(3).toInstant(),
            row.getOffsetDateTime(4).toInstant(),
            new RulebaseRef(row.getString(5), row.getString(6), row.getString(7)),
            row.getBoolean(8)),
        opened.customerId(),
        Arrays.copyOf(said, answerLength),
        Arrays.copyOfRange(said, answerLength, said.length),
        row.getBuffer(10).getBytes());
  }

  /** The answer to a request with a key that stands for a decision already. */
  static DecisionLog.Appended earlier(
      DecisionLog.Stored stored, byte[] storedHash, byte[] requestHash) {
    return MessageDigest.isEqual(storedHash, requestHash)
        ? new DecisionLog.Appended.Repeat(stored)
        : new DecisionLog.Appended.KeyReused();
  }
}
