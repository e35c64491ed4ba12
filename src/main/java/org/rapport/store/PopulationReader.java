package org.rapport.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.store.LatestDecisions.Population;

/** Puts a population's counts together from the rows of {@link LatestSql#POPULATION}. */
final class PopulationReader {
  private PopulationReader() {}

  static Population read(RowSet<Row> rows) {
    long customers = 0;
    Instant oldest = null;
    Instant newest = null;
    SortedMap<Integer, Long> scores = new TreeMap<>();
    SortedMap<String, Long> bands = new TreeMap<>();
    SortedMap<String, Long> phases = new TreeMap<>();
    SortedMap<String, Long> evidence = new TreeMap<>();
    SortedMap<String, SortedMap<String, Long>> segments = new TreeMap<>();
    SortedMap<String, Long> actions = new TreeMap<>();
    for (Row row : rows) {
      String word = row.getString(1);
      long count = row.getLong(3);
      switch (row.getString(0)) {
        case "customers" -> {
          customers = count;
          oldest = instant(row.getOffsetDateTime(4));
          newest = instant(row.getOffsetDateTime(5));
        }
        case "score" -> scores.put(Integer.valueOf(word), count);
        case "band" -> bands.put(word, count);
        case "phase" -> phases.put(word, count);
        case "evidence" -> evidence.put(word, count);
        case "segment" ->
            segments.computeIfAbsent(word, segment -> new TreeMap<>()).put(row.getString(2), count);
        default -> actions.put(word, count);
      }
    }
    return new Population(
        customers, scores, bands, phases, evidence, segments, actions, oldest, newest);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
