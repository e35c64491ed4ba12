package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/**
 * The decision log: many decisions are committed together, and each is told only after the commit.
 * Those that come while earlier ones are being written wait and then go together.
 */
public final class DecisionLog {
  private static final Grouping.Limits LIMITS =
      // One group commits while the next is sent; more would only make the groups smaller.
      new Grouping.Limits("decisions", 10_000, 256, 8L * 1024 * 1024, 3);

  /** How long a decision waits to be on record: after that its caller is told to try again. */
  private static final int PATIENCE_SECONDS = 10;

  private final Database database;
  private final Secrets secrets;
  private final RulesRefs rulesRefs;
  private final CustomerKeys customerKeys;
  private final Grouping<DecisionRecord, Appended> appends;

  /** A log on this database; its queue is bounded. */
  public DecisionLog(Database database) {
    this.database = database;
    this.secrets = database.secrets();
    this.rulesRefs = new RulesRefs(database);
    this.customerKeys = new CustomerKeys(database);
    this.appends = new Grouping<>(LIMITS, record -> record.packed().length, this::write);
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
    return Storable.canStore(record.customerId())
        ? appends.ask(record.hidden(secrets))
        : Future.failedFuture(new IllegalArgumentException("The customer's id cannot be stored."));
  }

  /** Writes a batch; a decision that is refused does not take the others with it. */
  private Future<Void> write(List<Grouping.Waiting<DecisionRecord, Appended>> batch) {
    List<DecisionRecord> records = batch.stream().map(Grouping.Waiting::question).toList();
    return StoreFailures.translate(writeAll(records), PATIENCE_SECONDS)
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

  private Future<List<Appended>> writeAll(List<DecisionRecord> records) {
    Set<String> customers = new TreeSet<>();
    records.forEach(record -> customers.add(record.customerId()));
    Future<Function<DecisionRecord, Integer>> refs = rulesRefs.of(records);
    Future<Map<String, CustomerKeys.Key>> keys = customerKeys.of(customers);
    return Future.all(refs, keys)
        .compose(
            both ->
                new DecisionBatch(records, refs.result(), keys.result(), secrets).write(database));
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
