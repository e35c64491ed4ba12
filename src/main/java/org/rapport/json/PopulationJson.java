package org.rapport.json;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Millionths;
import org.rapport.model.Segment;

/**
 * The population's latest decisions counted up, with shares of the whole to four places.
 *
 * @param rulebase the rulebase's name
 * @param customers how many customers have a decision
 * @param scores how many at each score, 1 to 100 (absent: none)
 * @param bands by band
 * @param phases by phase
 * @param evidence by evidence level
 * @param segments by segment word, then level word
 * @param actions by action
 * @param oldestAsOf the least as-of among them, null when there are none
 * @param newestAsOf the greatest
 */
public record PopulationJson(
    String rulebase,
    long customers,
    SortedMap<Integer, Long> scores,
    SortedMap<String, Long> bands,
    SortedMap<String, Long> phases,
    SortedMap<String, Long> evidence,
    SortedMap<String, SortedMap<String, Long>> segments,
    SortedMap<String, Long> actions,
    @Nullable Instant oldestAsOf,
    @Nullable Instant newestAsOf) {

  private static final int BIN_WIDTH = 10;
  private static final List<Integer> PERCENTILES = List.of(10, 25, 50, 75, 90);

  /** The answer's bytes. */
  public byte[] bytes() {
    return JsonOut.objectBytes(this::write);
  }

  /** Writes what is counted, and since when. */
  void write(JsonOut out) {
    out.text("rulebase", rulebase)
        .number("customers", customers)
        .instant("oldestAsOf", oldestAsOf)
        .instant("newestAsOf", newestAsOf);
    counts(out);
  }

  /** Writes the counts alone. */
  void counts(JsonOut out) {
    out.object("score", this::score)
        .objects("bands", bands.entrySet(), (fields, entry) -> counted(fields, "band", entry))
        .objects("segments", List.of(Segment.values()), this::segment)
        .objects("phases", phases.entrySet(), (fields, entry) -> counted(fields, "phase", entry))
        .objects(
            "evidence", evidence.entrySet(), (fields, entry) -> counted(fields, "evidence", entry))
        .objects(
            "actions", actions.entrySet(), (fields, entry) -> counted(fields, "action", entry));
  }

  private void score(JsonOut out) {
    List<Integer> bins =
        IntStream.iterate(1, from -> from <= 100, from -> from + BIN_WIDTH).boxed().toList();
    out.objects(
        "distribution",
        bins,
        (fields, from) -> {
          int to = from + BIN_WIDTH - 1;
          long inBin =
              scores.subMap(from, to + 1).values().stream().mapToLong(Long::longValue).sum();
          fields.number("from", from).number("to", to);
          share(fields, inBin);
        });
    out.object(
        "percentiles",
        fields -> PERCENTILES.forEach(each -> fields.number("p" + each, percentile(each))));
    out.decimal("mean", mean());
  }

  private @Nullable Long mean() {
    BigDecimal sum = BigDecimal.ZERO;
    long all = 0;
    for (Map.Entry<Integer, Long> entry : scores.entrySet()) {
      all += entry.getValue();
      sum = sum.add(BigDecimal.valueOf(entry.getKey() * entry.getValue()));
    }
    return all == 0
        ? null
        : Millionths.of(sum.divide(BigDecimal.valueOf(all), 6, RoundingMode.HALF_UP));
  }

  /** The least score that at least so many percent of the customers do not exceed. */
  private @Nullable Integer percentile(int percent) {
    long all = scores.values().stream().mapToLong(Long::longValue).sum();
    long soFar = 0;
    for (Map.Entry<Integer, Long> entry : scores.entrySet()) {
      soFar += entry.getValue();
      if (soFar * 100 >= all * percent) {
        return entry.getKey();
      }
    }
    return null;
  }

  private void segment(JsonOut out, Segment segment) {
    SortedMap<String, Long> levels = segments.get(segment.word());
    out.text("segment", segment.word())
        .objects(
            "levels",
            segment.levels(),
            (fields, level) -> {
              Long count = levels == null ? null : levels.get(level.word());
              fields.text("level", level.word());
              share(fields, count == null ? 0 : count);
            });
  }

  private void counted(JsonOut out, String name, Map.Entry<String, Long> entry) {
    out.text(name, entry.getKey());
    share(out, entry.getValue());
  }

  private void share(JsonOut out, long count) {
    share(out, count, customers);
  }

  /** Writes a number of customers and which share of so many they are, to four places. */
  static void share(JsonOut out, long count, long of) {
    BigDecimal share =
        of == 0
            ? BigDecimal.ZERO
            : BigDecimal.valueOf(count).divide(BigDecimal.valueOf(of), 4, RoundingMode.HALF_UP);
    out.number("customers", count).decimal("share", Millionths.of(share));
  }
}
