package org.rapport.decision;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.population.Impact;
import org.rapport.population.Impact.Stratum;

/**
 * Which customers an impact is measured on: all, or a sample that is stratified by the band of the
 * latest decision. The same customers each time, since a hash of the id chooses.
 */
final class ImpactSample {
  /** Up to so many customers everybody is decided about when nothing is said. */
  static final int ALL_UP_TO = 200_000;

  /** How many are decided about when there are more and nothing is said. */
  static final int USUAL_SAMPLE = 50_000;

  /** From a stratum at least so many are drawn, or all that it has. */
  static final int LEAST_OF_STRATUM = 200;

  /** Those without a decision, or in no band. */
  private static final String NO_BAND = "no band";

  private static final long MILLION = 1_000_000;

  private final Stores stores;
  private final String rulebase;
  private final long population;
  private final @Nullable Integer size;
  private final SortedMap<String, Long> strata;
  private final SortedMap<String, Long> drawn = new TreeMap<>();

  private ImpactSample(
      Stores stores,
      String rulebase,
      long population,
      @Nullable Integer size,
      SortedMap<String, Long> strata) {
    this.stores = stores;
    this.rulebase = rulebase;
    this.population = population;
    this.size = size;
    this.strata = strata;
  }

  /** The sample that a question asks for. */
  static Future<ImpactSample> of(Stores stores, ImpactMeasuring.Question question) {
    String rulebase = question.live().ref().name();
    return stores
        .customers()
        .count(question.asOf())
        .compose(
            population -> {
              Integer asked = question.sample();
              long size =
                  asked != null ? asked : population > ALL_UP_TO ? USUAL_SAMPLE : population;
              if (size >= population) {
                return Future.succeededFuture(
                    new ImpactSample(stores, rulebase, population, null, new TreeMap<>()));
              }
              return stores
                  .latest()
                  .population(rulebase)
                  .map(
                      counted -> {
                        SortedMap<String, Long> strata = new TreeMap<>(counted.bands());
                        long banded = strata.values().stream().mapToLong(Long::longValue).sum();
                        strata.put(NO_BAND, Math.max(0, population - banded));
                        return new ImpactSample(stores, rulebase, population, (int) size, strata);
                      });
            });
  }

  /** How many customers there are. */
  long population() {
    return population;
  }

  /** About how many will be drawn. */
  long expected() {
    return size == null ? population : strata.keySet().stream().mapToLong(this::wanted).sum();
  }

  private long wanted(String stratum) {
    long customers = strata.getOrDefault(stratum, 0L);
    long even = size == null ? customers : customers * size / Math.max(1, population);
    return Math.min(customers, Math.max(even, LEAST_OF_STRATUM));
  }

  /** Which of these ids are drawn, in their order. */
  Future<List<String>> choose(List<String> ids) {
    return size == null
        ? Future.succeededFuture(ids)
        : stores.latest().bands(rulebase, ids).map(bands -> chosen(ids, bands));
  }

  private synchronized List<String> chosen(List<String> ids, Map<String, String> bands) {
    List<String> chosen = new ArrayList<>();
    for (String id : ids) {
      String band = bands.getOrDefault(id, NO_BAND);
      String stratum = strata.containsKey(band) ? band : NO_BAND;
      long customers = Math.max(1, strata.getOrDefault(stratum, 0L));
      if (CustomerHash.millionth(id) < MILLION * wanted(stratum) / customers) {
        chosen.add(id);
        drawn.merge(stratum, 1L, Long::sum);
      }
    }
    return chosen;
  }

  /** What was drawn from what. */
  synchronized List<Stratum> strata(long decided) {
    if (size == null) {
      return List.of(new Stratum(Impact.EVERYBODY, population, decided));
    }
    return strata.entrySet().stream()
        .map(
            each ->
                new Stratum(each.getKey(), each.getValue(), drawn.getOrDefault(each.getKey(), 0L)))
        .toList();
  }
}
