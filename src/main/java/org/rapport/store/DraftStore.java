package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.model.DraftStatus;

/**
 * Drafts of rulebases and how far they are. Each step is one transaction with its own line in the
 * log, and holds the conditions under which it may be taken.
 */
public final class DraftStore {
  /** How many drafts of a rulebase may be worked on at one time. */
  public static final int MAX_OPEN = 200;

  private final Database database;

  /** Drafts in this database. */
  public DraftStore(Database database) {
    this.database = database;
  }

  /**
   * A draft.
   *
   * @param authors the owners who wrote any of it
   * @param base the live version it was made from; null for a rulebase that is not there yet
   * @param files as JSON; empty in lists
   * @param revision counts the changes of the files, from 1
   * @param version the digest of the files; null while the checker finds an error
   * @param tested the version whose own cases all held, or null
   * @param approved the version that was approved, or null
   * @param approver the owner who approved it, or null
   * @param approvedBy the name of the key, or null
   */
  public record Draft(
      long id,
      String rulebase,
      String title,
      DraftStatus status,
      List<String> authors,
      @Nullable String base,
      String files,
      int revision,
      @Nullable String version,
      @Nullable String tested,
      @Nullable String approved,
      @Nullable String approver,
      @Nullable String approvedBy,
      Instant createdAt,
      Instant changedAt) {
    public Draft {
      authors = List.copyOf(authors);
    }

    /** Whether its own cases held for what it is now. */
    public boolean isTested() {
      return version != null && version.equals(tested);
    }

    /** Whether whoever approved it also wrote in it. */
    public boolean isSelfApproved() {
      return approver != null && authors.contains(approver);
    }
  }

  /**
   * What a draft is to hold.
   *
   * @param base the version it is made from, or null
   * @param files as JSON
   * @param version their digest, or null
   */
  public record Content(
      String title, @Nullable String base, String files, @Nullable String version) {}

  /** The draft of a rulebase with this number; deleted ones too. */
  public Future<Optional<Draft>> find(String rulebase, long id) {
    return read(DraftSql.FIND, Columns.tuple(rulebase, id))
        .map(found -> found.stream().findFirst());
  }

  /** The drafts of a rulebase, the newest first, without their files; deleted ones are left out. */
  public Future<List<Draft>> list(String rulebase, int limit) {
    return read(DraftSql.LIST, Columns.tuple(rulebase, limit));
  }

  /** Whether a rulebase ever had a draft of this version, or the version was live. */
  public Future<Boolean> isKnown(String rulebase, String version) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(DraftSql.KNOWN)
            .execute(Columns.tuple(rulebase, version))
            .map(rows -> rows.iterator().next().getBoolean(0)));
  }

  private Future<List<Draft>> read(String sql, Tuple values) {
    return StoreFailures.translate(
        database
            .reads()
            .preparedQuery(sql)
            .execute(values)
            .map(
                rows -> {
                  List<Draft> all = new ArrayList<>();
                  rows.forEach(row -> all.add(draft(row)));
                  return all;
                }));
  }

  private static Draft draft(Row row) {
    return new Draft(
        row.getLong(0),
        row.getString(1),
        row.getString(2),
        DraftStatus.of(row.getString(3)),
        Arrays.asList(row.getArrayOfStrings(4)),
        row.getString(5),
        row.getString(6),
        row.getInteger(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getOffsetDateTime(13).toInstant(),
        row.getOffsetDateTime(14).toInstant());
  }

  /**
   * Makes a draft.
   *
   * @param step what goes on record, by the draft's number
   * @return the number; empty when too many drafts are worked on
   */
  public Future<Optional<Long>> create(
      String rulebase,
      Content content,
      Caller author,
      Instant at,
      LongFunction<StepLog.Entry> step) {
    return database.inTransaction(
        connection ->
            connection
                .preparedQuery(DraftSql.CREATE)
                .execute(
                    Columns.tuple(
                        rulebase,
                        content.title(),
                        new String[] {author.owner()},
                        content.base(),
                        content.files(),
                        content.version(),
                        Columns.stored(at),
                        MAX_OPEN))
                .compose(
                    rows -> {
                      if (rows.size() == 0) {
                        return Future.succeededFuture(Optional.empty());
                      }
                      long id = rows.iterator().next().getLong(0);
                      return StepLog.append(connection, step.apply(id)).map(Optional.of(id));
                    }));
  }

  /** Changes what a draft holds; what was tested or approved of it counts no longer. */
  public Future<Boolean> change(
      Draft seen, Content content, Caller author, Instant at, StepLog.Entry step) {
    return step(
        step,
        DraftSql.CHANGE,
        seen.id(),
        seen.revision(),
        content.title(),
        content.base(),
        content.files(),
        content.version(),
        author.owner(),
        Columns.stored(at));
  }

  /** Says whether the cases of the version held; not when the draft was changed meanwhile. */
  public Future<Boolean> tested(Draft seen, boolean allHold, Instant at, StepLog.Entry step) {
    return step(
        step,
        DraftSql.TESTED,
        seen.id(),
        seen.version(),
        allHold ? seen.version() : null,
        Columns.stored(at));
  }

  /** Hands a draft in for approval: checked, tested, and this very version. */
  public Future<Boolean> submit(Draft seen, Instant at, StepLog.Entry step) {
    return step(step, DraftSql.SUBMIT, seen.id(), seen.version(), Columns.stored(at));
  }

  /**
   * Approves this very version of a draft.
   *
   * @param onePerson whether authors may approve their own
   */
  public Future<Boolean> approve(
      Draft seen, Caller by, boolean onePerson, Instant at, StepLog.Entry step) {
    return step(
        step,
        DraftSql.APPROVE,
        seen.id(),
        seen.version(),
        by.owner(),
        by.name(),
        onePerson,
        Columns.stored(at));
  }

  /** Sends a draft back. */
  public Future<Boolean> reject(Draft seen, Instant at, StepLog.Entry step) {
    return step(step, DraftSql.REJECT, seen.id(), seen.revision(), Columns.stored(at));
  }

  /** Puts a draft away; it stays on record. */
  public Future<Boolean> delete(Draft seen, Instant at, StepLog.Entry step) {
    return step(step, DraftSql.DELETE, seen.id(), seen.revision(), Columns.stored(at));
  }

  /**
   * Makes the approved version of a draft the one that decides.
   *
   * @param onePerson whether what its own author approved may be published
   */
  public Future<Boolean> publish(
      Draft seen, VersionStore.Coming coming, boolean onePerson, StepLog.Entry step) {
    return inSteps(
        connection ->
            VersionStore.changed(
                    connection,
                    DraftSql.PUBLISH,
                    seen.id(),
                    coming.version(),
                    onePerson,
                    Columns.stored(coming.at()))
                .compose(
                    published ->
                        VersionStore.replace(connection, coming, seen.id(), seen.base(), step)));
  }

  private Future<Boolean> step(StepLog.Entry step, String sql, @Nullable Object... values) {
    return inSteps(
        connection ->
            VersionStore.changed(connection, sql, values)
                .compose(done -> StepLog.append(connection, step)));
  }

  /** A transaction of several steps; false when one of them changed nothing. */
  private Future<Boolean> inSteps(Function<SqlConnection, Future<Void>> steps) {
    return NothingChangedException.toFalse(
        database.inTransaction(connection -> steps.apply(connection).map(true)));
  }
}
