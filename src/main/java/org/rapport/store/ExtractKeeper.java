package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.rapport.model.Extract;

/** Registers extracts and brings in those of the events that are stored already. */
final class ExtractKeeper {
  private static final String COUNT_KNOWN =
      """
      SELECT count(*)::int4
      FROM unnest($1::int4[], $2::text[]) AS wanted (event_type_ref, property)
        JOIN extract USING (event_type_ref, property)
      """;

  private static final String ADD =
      """
      INSERT INTO extract (event_type_ref, property)
      SELECT event_type_ref, property
      FROM unnest($1::int4[], $2::text[]) AS wanted (event_type_ref, property)
      WHERE NOT EXISTS (
        SELECT FROM extract known
        WHERE known.event_type_ref = wanted.event_type_ref AND known.property = wanted.property)
      ORDER BY event_type_ref, property
      RETURNING ref
      """;

  /** The one piece of work that reads whole tables and may take its time. */
  private static final List<String> UNHURRIED =
      List.of(
          "SET LOCAL statement_timeout = 0",
          "SET LOCAL plan_cache_mode = force_custom_plan",
          "SET LOCAL enable_seqscan = on",
          "SET LOCAL enable_hashjoin = on",
          "SET LOCAL enable_mergejoin = on");

  private static final String BRING_IN_READINGS =
      """
      INSERT INTO attribute (customer_ref, origin, name, occurred_at, key, number, words, flag)
      SELECT known.customer_ref, asked.event_type_ref, asked.property, known.occurred_at,
        known.key, found.number, found.words, found.flag
      FROM extract asked JOIN event known USING (event_type_ref)
        CROSS JOIN LATERAL scalar_property(known.properties, asked.property) AS found
      WHERE asked.ref = ANY ($1::int4[])
        AND num_nonnulls(found.number, found.words, found.flag) > 0
      ON CONFLICT DO NOTHING
      """;

  private static final String BRING_IN_VALUES =
      """
      INSERT INTO activity_value (customer_ref, day, extract_ref, n, total, latest, latest_at)
      SELECT known.customer_ref, (known.occurred_at AT TIME ZONE 'UTC')::date, asked.ref,
        count(*), sum(known.number),
        (array_agg(known.number ORDER BY known.occurred_at DESC, known.number DESC))[1],
        max(known.occurred_at)
      FROM extract asked
        JOIN attribute known ON known.origin = asked.event_type_ref AND known.name = asked.property
      WHERE asked.ref = ANY ($1::int4[]) AND known.number IS NOT NULL
      GROUP BY 1, 2, 3
      """;

  private final Database database;
  private final EventTypes types;

  ExtractKeeper(Database database, EventTypes types) {
    this.database = database;
    this.types = types;
  }

  Future<Void> keep(SortedSet<Extract> extracts) {
    SortedSet<String> names = new TreeSet<>();
    extracts.forEach(extract -> names.add(extract.eventType()));
    return StoreFailures.translate(types.refs(names))
        .compose(
            refs -> {
              Tuple wanted = wanted(extracts, refs);
              return StoreFailures.translate(countKnown(wanted))
                  .compose(
                      known ->
                          known == extracts.size()
                              ? Future.succeededFuture()
                              : database.inTransaction(connection -> add(connection, wanted)));
            });
  }

  private static Tuple wanted(SortedSet<Extract> extracts, Map<String, Integer> refs) {
    List<Extract> list = List.copyOf(extracts);
    return Columns.tuple(
        Columns.of(list, Integer[]::new, extract -> refs.get(extract.eventType())),
        Columns.of(list, String[]::new, Extract::property));
  }

  private Future<Integer> countKnown(Tuple wanted) {
    return database
        .reads()
        .preparedQuery(COUNT_KNOWN)
        .execute(wanted)
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  private static Future<Void> add(SqlConnection connection, Tuple wanted) {
    Future<Void> ready = Future.succeededFuture();
    for (String setting : UNHURRIED) {
      ready = ready.compose(before -> connection.query(setting).execute().mapEmpty());
    }
    return ready
        .compose(set -> Extracts.lockAlone(connection))
        .compose(locked -> connection.preparedQuery(ADD).execute(wanted))
        .compose(
            rows -> {
              List<Integer> added = new ArrayList<>();
              for (Row row : rows) {
                added.add(row.getInteger(0));
              }
              Tuple refs = Columns.tuple((Object) added.toArray(Integer[]::new));
              return connection
                  .preparedQuery(BRING_IN_READINGS)
                  .execute(refs)
                  .compose(read -> connection.preparedQuery(BRING_IN_VALUES).execute(refs));
            })
        .compose(brought -> IntakeCount.add(connection, Instant.EPOCH));
  }
}
