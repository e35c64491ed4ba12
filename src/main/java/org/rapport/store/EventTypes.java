package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The dictionary of event types: short numbers for names, those once seen kept at hand. */
final class EventTypes {
  /** So that a sender of ever new names cannot fill the memory; the names then are read again. */
  private static final int MAX_AT_HAND = 10_000;

  private static final String ADD =
      """
      INSERT INTO event_type (name)
      SELECT name FROM unnest($1::text[]) AS wanted (name)
      WHERE NOT EXISTS (SELECT FROM event_type known WHERE known.name = wanted.name)
      ORDER BY name
      ON CONFLICT DO NOTHING
      """;
  private static final String ADD_COME_IN =
      """
      INSERT INTO event_type (name, came_in)
      SELECT name, true FROM unnest($1::text[]) AS wanted (name)
      WHERE NOT EXISTS (
        SELECT FROM event_type known WHERE known.name = wanted.name AND known.came_in)
      ORDER BY name
      ON CONFLICT (name) DO UPDATE SET came_in = true
      """;
  private static final String READ =
      "SELECT name, ref FROM event_type WHERE name = ANY ($1::text[])";

  /** The names of events that came in, as many as are ever told. */
  static final String COME_IN =
      "SELECT name FROM event_type WHERE came_in ORDER BY name LIMIT 10000";

  private final Pool pool;
  private final Map<String, Integer> atHand = new ConcurrentHashMap<>();

  EventTypes(Pool pool) {
    this.pool = pool;
  }

  /** The numbers of these names, only asked about; new names get one, for good. */
  Future<Map<String, Integer>> refs(Set<String> names) {
    return refs(ADD, new TreeSet<>(names));
  }

  /**
   * The numbers of the names of events that come in; new names get one, for good, whatever becomes
   * of the batch.
   */
  Future<Map<String, Integer>> refsOfComing(Set<String> names) {
    Map<String, Integer> found = new ConcurrentHashMap<>();
    SortedSet<String> missing = new TreeSet<>();
    for (String name : names) {
      Integer ref = atHand.get(name);
      if (ref == null) {
        missing.add(name);
      } else {
        found.put(name, ref);
      }
    }
    if (missing.isEmpty()) {
      return Future.succeededFuture(found);
    }
    return refs(ADD_COME_IN, missing)
        .map(
            refs -> {
              if (atHand.size() + refs.size() > MAX_AT_HAND) {
                atHand.clear();
              }
              atHand.putAll(refs);
              found.putAll(refs);
              return found;
            });
  }

  private Future<Map<String, Integer>> refs(String add, SortedSet<String> names) {
    if (names.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    String[] wanted = names.toArray(String[]::new);
    return pool.preparedQuery(add)
        .execute(Columns.tuple((Object) wanted))
        .compose(added -> pool.preparedQuery(READ).execute(Columns.tuple((Object) wanted)))
        .map(
            rows -> {
              Map<String, Integer> found = new HashMap<>();
              for (Row row : rows) {
                found.put(row.getString(0), row.getInteger(1));
              }
              return found;
            });
  }
}
