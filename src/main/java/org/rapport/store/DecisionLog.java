package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The decision log: many decisions are committed together, and each is told only after the commit.
 * Those that come while earlier ones are being written wait and then go together.
 */
public final class DecisionLog {
  private static final Grouping.Limits LIMITS =
      // One group commits while the next is sent; more would only make the groups smaller.
      new Grouping.Limits("decisions", 10_000, 256, 8L * 1024 * 1024, 3);

  private static final Grouping.Limits KEY_LIMITS =
      new Grouping.Limits("keys", 10_000, 256, Long.MAX_VALUE, Grouping.CORES);

  /** How long a decision waits to be on record: after that its caller is told to try again. */
  private static final int PATIENCE_SECONDS = 10;

  private final Database database;
  private final Writing writing;
  private final boolean writesItself;
  private final Secrets secrets;
  private final RulesRefs rulesRefs;
  private final CustomerKeys customerKeys;
  private final Grouping<Entry, Appended> appends;
  private final Grouping<String, Optional<CustomerKeys.Key>> keysAhead;

  /**
   * What is to be put on record.
   *
   * @param key the customer's key when it was read ahead, or null
   */
  record Entry(DecisionRecord record, CustomerKeys.@Nullable Key key) {}

  /** Puts decisions on record together; the answers are in their order. */
  interface Writing {
    Future<List<Appended>> write(List<Entry> entries);
  }

  /** What putting a decision on record will take, being read while the decision is made. */
  public static final class Ahead {
    private static final Ahead NOTHING = new Ahead(Future.succeededFuture(Optional.empty()));

    private final Future<Optional<CustomerKeys.Key>> key;

    private Ahead(Future<Optional<CustomerKeys.Key>> key) {
      this.key = key;
    }

    /** When what there is to read has been read. */
    Future<?> read() {
      return key;
    }

    /** The key if it has come: nobody waits for it twice. */
    private CustomerKeys.@Nullable Key key() {
      return key.succeeded() ? key.result().orElse(null) : null;
    }
  }

  /** A log on this database; its queue is bounded. */
  public DecisionLog(Database database) {
    this(database, null);
  }

  /**
   * A log that is written in another way.
   *
   * @param writing that way, or null for the database
   */
  DecisionLog(Database database, @Nullable Writing writing) {
    this.database = database;
    this.writesItself = writing == null;
    this.writing = writing == null ? this::writeAll : writing;
    this.secrets = database.secrets();
    this.rulesRefs = new RulesRefs(database);
    this.customerKeys = new CustomerKeys(database);
    this.appends = new Grouping<>(LIMITS, entry -> entry.record().packed().length, this::write);
    this.keysAhead = Grouping.of(KEY_LIMITS, customerKeys::known);
  }

  /** What appending came to. */
  public sealed interface Appended {
    /** It is on record. */
    record New() implements Appended {}

    /** The idempotency key was used before, with the same request: that decision stands. */
    record Repeat(Stored earlier) implements Appended {}

    /** The idempotency key was used before, with another request: nothing was recorded. */
    record KeyReused() implements Appended {}
  }

  /** A decision on record. */
  @SuppressWarnings("ArrayRecordComponent") // read once, never compared
  public record Stored(
      DecisionRecord.Header header, String customerId, byte[] answer, byte[] body, byte[] cards) {}

  /**
   * Puts a decision on record; succeeds after the commit. Fails with {@link
   * StoreUnavailableException} when the queue is full or the database does not answer.
   */
  public Future<Appended> append(DecisionRecord record) {
    return append(record, Ahead.NOTHING);
  }

  /** The same, with what was read ahead for its customer. */
  public Future<Appended> append(DecisionRecord record, Ahead ahead) {
    return Storable.canStore(record.customerId())
        ? appends.ask(new Entry(record.hidden(secrets), ahead.key()))
        : Future.failedFuture(new IllegalArgumentException("The customer's id cannot be stored."));
  }

  /** Begins to read what a decision about a customer will need when it is put on record. */
  public Ahead ahead(String customerId) {
    return writesItself && Storable.canStore(customerId)
        ? new Ahead(keysAhead.ask(customerId))
        : Ahead.NOTHING;
  }

  /** Writes a batch; a decision that is refused does not take the others with it. */
  private Future<Void> write(List<Grouping.Waiting<Entry, Appended>> batch) {
    List<Entry> entries = batch.stream().map(Grouping.Waiting::question).toList();
    return StoreFailures.translate(written(entries), PATIENCE_SECONDS)
        .transform(
            (answers, failure) -> {
              if (failure == null) {
                for (int i = 0; i < batch.size(); i++) {
                  batch.get(i).tell(answers.get(i));
                }
                return Future.succeededFuture();
              }
              if (batch.size() == 1 || !StoreFailures.isRefused(failure)) {
                batch.forEach(waiting -> waiting.fail(failure));
                return Future.succeededFuture();
              }
              int half = batch.size() / 2;
              return write(batch.subList(0, half))
                  .compose(first -> write(batch.subList(half, batch.size())));
            });
  }

  /** A key that was read ahead may have been destroyed since: then all are read anew. */
  private Future<List<Appended>> written(List<Entry> entries) {
    Future<List<Appended>> written = writing.write(entries);
    return entries.stream().allMatch(entry -> entry.key() == null)
        ? written
        : written.recover(
            failure ->
                StoreFailures.isRefused(failure)
                    ? writing.write(
                        entries.stream().map(entry -> new Entry(entry.record(), null)).toList())
                    : Future.failedFuture(failure));
  }

  private Future<List<Appended>> writeAll(List<Entry> entries) {
    List<DecisionRecord> records = entries.stream().map(Entry::record).toList();
    Map<String, CustomerKeys.Key> ahead = new HashMap<>();
    Set<String> others = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry.key() == null) {
        others.add(entry.record().customerId());
      } else {
        ahead.put(entry.record().customerId(), entry.key());
      }
    }
    Future<Function<DecisionRecord, Integer>> refs = rulesRefs.of(records);
    Future<Map<String, CustomerKeys.Key>> keys =
        others.isEmpty() ? Future.succeededFuture(Map.of()) : customerKeys.of(others);
    return Future.all(refs, keys)
        .compose(
            both -> {
              ahead.putAll(keys.result());
              return new DecisionBatch(records, refs.result(), ahead, secrets).write(database);
            });
  }

  /** A decision by its id; fails with {@link ErasedException} when its customer was erased. */
  public Future<Optional<Stored>> find(UUID decisionId) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(DecisionSql.FIND)
            .execute(Columns.tuple(decisionId))
            .map(
                rows ->
                    rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(DecisionRows.stored(rows.iterator().next(), secrets))));
  }

  /**
   * What an idempotency key stands for: empty, or Repeat, or KeyReused; fails with {@link
   * ErasedException} when it stands for a decision about a customer who was erased.
   */
  public Future<Optional<Appended>> findByKey(String caller, DecisionRecord.Idempotency given) {
    if (!Storable.canStore(caller) || !Storable.canStore(given.key())) {
      return Future.succeededFuture(Optional.empty());
    }
    DecisionRecord.Idempotency idempotency = secrets.hidden(given);
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(DecisionSql.FIND_BY_KEYS)
            .execute(Columns.tuple(new String[] {caller}, new String[] {idempotency.key()}))
            .map(
                rows -> {
                  if (rows.size() == 0) {
                    return Optional.empty();
                  }
                  Row row = rows.iterator().next();
                  return Optional.of(
                      DecisionRows.earlier(
                          DecisionRows.stored(row, secrets),
                          row.getBuffer(17).getBytes(),
                          idempotency.requestHash()));
                }));
  }
}
