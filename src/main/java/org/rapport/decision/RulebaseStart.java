package org.rapport.decision;

import io.vertx.core.Future;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.rapport.json.FilesJson;
import org.rapport.rules.Rulebase;
import org.rapport.rules.check.CheckedRulebase;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.VersionStore.Publication;

/**
 * Brings to life what is to decide at the start: the versions that are live in the database, and
 * for a rulebase that never was, its files, as a publication on record.
 */
public final class RulebaseStart {

  private final RulesPool pool;
  private final VersionLoading loading;
  private final Publishing publishing;

  /** A start; nothing decides by it yet. */
  public RulebaseStart(RulesPool pool, VersionLoading loading, Publishing publishing) {
    this.pool = pool;
    this.loading = loading;
    this.publishing = publishing;
  }

  /**
   * Starts.
   *
   * @param sources the files of rulebases, which count only for those that were never live
   * @param defaultName which rulebase decides when a caller names none
   * @return fails with {@link RulebaseFindingsException} for the first files with errors, {@link
   *     UnknownRulebaseException} when the default is not among them, or {@link
   *     org.rapport.store.StoreUnavailableException}
   */
  public Future<LiveRulebases> start(List<RulebaseSource> sources, String defaultName) {
    SortedMap<String, Rulebase> byName = new TreeMap<>();
    return pool.toldHere(
        publishing
            .live()
            .compose(
                live -> {
                  List<String> known = live.stream().map(Publication::rulebase).toList();
                  return each(
                      sources.stream().filter(source -> !known.contains(source.name())).toList(),
                      source -> first(source, byName));
                })
            .compose(done -> publishing.live())
            .compose(live -> each(live, wanted -> load(wanted, byName)))
            .map(done -> new LiveRulebases(byName, defaultName)));
  }

  /**
   * Brings one rulebase to life, for work that needs no other.
   *
   * @param sources as for {@link #start}
   * @return fails as {@link #start} does
   */
  public Future<Rulebase> only(String name, List<RulebaseSource> sources) {
    SortedMap<String, Rulebase> byName = new TreeMap<>();
    return pool.toldHere(
        publishing
            .live()
            .compose(
                live -> {
                  TreeSet<String> names = new TreeSet<>();
                  live.forEach(each -> names.add(each.rulebase()));
                  boolean known = names.contains(name);
                  sources.forEach(source -> names.add(source.name()));
                  return !names.contains(name)
                      ? Future.failedFuture(new UnknownRulebaseException(name, names))
                      : each(
                          sources.stream()
                              .filter(source -> !known && source.name().equals(name))
                              .toList(),
                          source -> first(source, byName));
                })
            .compose(done -> publishing.live())
            .compose(
                live ->
                    each(
                        live.stream().filter(each -> each.rulebase().equals(name)).toList(),
                        wanted -> load(wanted, byName)))
            .map(done -> byName.get(name)));
  }

  private static <T> Future<Void> each(List<T> items, Function<T, Future<Void>> work) {
    Future<Void> all = Future.succeededFuture();
    for (T item : items) {
      all = all.compose(before -> work.apply(item));
    }
    return all;
  }

  private Future<Void> first(RulebaseSource source, SortedMap<String, Rulebase> byName) {
    return loading.checked(source).compose(checked -> first(checked, source, byName));
  }

  private Future<Void> first(
      CheckedRulebase checked, RulebaseSource source, SortedMap<String, Rulebase> byName) {
    return loading
        .loaded(checked)
        .compose(loading::ready)
        .onSuccess(rulebase -> byName.put(checked.name(), rulebase))
        .compose(
            rulebase ->
                publishing.bootstrap(
                    checked.name(), checked.version(), FilesJson.text(source.files())))
        .mapEmpty();
  }

  private Future<Void> load(Publication wanted, SortedMap<String, Rulebase> byName) {
    Rulebase loaded = byName.get(wanted.rulebase());
    if (loaded != null && loaded.ref().version().equals(wanted.version())) {
      return Future.succeededFuture();
    }
    return publishing
        .files(wanted.rulebase(), wanted.version())
        .compose(files -> loading.version(wanted.rulebase(), wanted.version(), files))
        .onSuccess(rulebase -> byName.put(wanted.rulebase(), rulebase))
        .mapEmpty();
  }
}
