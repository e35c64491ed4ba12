package org.rapport.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Where the rules that decide stand on record; puts them there when they come for the first time.
 */
final class RulesRefs {
  /** How many are remembered: no more rulebases are in use at one time. */
  private static final int MAX_REMEMBERED = 1_000;

  private final Database database;

  /** By digest: the rules themselves, and what hangs on them, are not to be held. */
  private final Map<String, Integer> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
              return size() > MAX_REMEMBERED;
            }
          });

  RulesRefs(Database database) {
    this.database = database;
  }

  /** The places of the rules of all these decisions. */
  Future<Function<DecisionRecord, Integer>> of(List<DecisionRecord> records) {
    Map<RulesOnRecord, Integer> known = Collections.synchronizedMap(new LinkedHashMap<>());
    Set<RulesOnRecord> unknown = new LinkedHashSet<>();
    for (DecisionRecord record : records) {
      Integer ref = remembered.get(record.rules().digestText());
      if (ref == null) {
        unknown.add(record.rules());
      } else {
        known.put(record.rules(), ref);
      }
    }
    List<Future<?>> kept = new ArrayList<>();
    for (RulesOnRecord rules : unknown) {
      kept.add(keep(rules).onSuccess(ref -> known.put(rules, ref)));
    }
    return Future.all(kept).map(all -> record -> place(known, record));
  }

  private static Integer place(Map<RulesOnRecord, Integer> known, DecisionRecord record) {
    Integer ref = known.get(record.rules());
    if (ref == null) {
      throw new IllegalStateException("The rules of every decision were kept");
    }
    return ref;
  }

  private Future<Integer> keep(RulesOnRecord rules) {
    Buffer digest = Buffer.buffer(rules.digest());
    return database
        .reads()
        .preparedQuery(DecisionSql.KEEP_RULES)
        .execute(
            Columns.tuple(
                digest,
                rules.rulebase().name(),
                rules.rulebase().version(),
                rules.rulebase().build(),
                Buffer.buffer(rules.cards()),
                Buffer.buffer(rules.dictionary())))
        .compose(
            kept ->
                database
                    .reads()
                    .preparedQuery(DecisionSql.FIND_RULES)
                    .execute(Columns.tuple(digest)))
        .map(rows -> rows.iterator().next().getInteger(0))
        .onSuccess(ref -> remembered.put(rules.digestText(), ref));
  }
}
