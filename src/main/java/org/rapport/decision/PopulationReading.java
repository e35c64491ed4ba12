package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Printable;
import org.rapport.population.Campaign;
import org.rapport.population.Distribution;
import org.rapport.population.DistributionGathering;
import org.rapport.population.Moves;
import org.rapport.population.MovesGathering;
import org.rapport.population.MovesGathering.CellWanted;
import org.rapport.population.Satisfaction;
import org.rapport.population.SatisfactionGathering;
import org.rapport.population.Usage;
import org.rapport.rules.Rulebase;
import org.rapport.store.StandingStore.Kept;

/** Reads about all customers together, as of any instants. Writes no decision. */
public final class PopulationReading {
  /** How many days activity is told over when nothing is said. */
  private static final int USUAL_DAYS = 30;

  /** How many such readings may be under way at one time. */
  static final int MAX_IN_FLIGHT = 16;

  private static final int RETRY_AFTER_SECONDS = 5;

  private static final String CELL = "cell";

  private final LiveRulebases rulebases;
  private final Stores stores;
  private final RulesPool pool;
  private final Standings standings;
  private final RecentStandings recent;
  private final Gate gate =
      new Gate(MAX_IN_FLIGHT, "readings of the population", RETRY_AFTER_SECONDS);

  /** A reading of these stores. */
  public PopulationReading(
      LiveRulebases rulebases, Stores stores, RulesPool pool, InstantSource clock) {
    this.rulebases = rulebases;
    this.stores = stores;
    this.pool = pool;
    this.standings = new Standings(stores, pool);
    this.recent = new RecentStandings(standings, clock);
  }

  private <T> Future<T> read(Supplier<Future<T>> reading) {
    return pool.toldHere(gate.pass(reading));
  }

  /**
   * How all customers first seen before an instant stand as of it.
   *
   * @param asOf the instant; null is about now: as of now, or of a moment ago that was asked about
   *     before, which the answer names
   * @param by an attribute of the catalogue to tell customers apart by, or null
   * @param customerId a customer whose percentiles are wanted, or null
   * @param progress told how many customers are decided about, when they must be
   * @return fails with {@link UnknownRulebaseException}, {@link UnfitQuestionException}, {@link
   *     OverloadedException} or {@link org.rapport.store.StoreUnavailableException}
   */
  public Future<Distribution> distribution(
      @Nullable String rulebase,
      @Nullable Instant asOf,
      @Nullable String by,
      @Nullable String customerId,
      LongConsumer progress) {
    return read(
        () -> {
          Rulebase rules = rulebases.get(rulebase);
          if (by != null) {
            Attributes.require(rules.catalogue(), "by", by);
          }
          DistributionGathering gathering =
              new DistributionGathering(by, customerId, rules.normalisation().bands());
          return about(
              rules,
              asOf,
              progress,
              about ->
                  firstReading(about.set(), gathering)
                      .compose(
                          first -> {
                            if (gathering.missesCustomer()) {
                              throw noCustomer(String.valueOf(customerId), about.instant());
                            }
                            return standings.forEach(about.set(), gathering::add);
                          })
                      .compose(
                          all -> pool.run(() -> gathering.done(rules.ref(), about.instant()))));
        });
  }

  /** Reads a set as of an instant, or about now. */
  private <T> Future<T> about(
      Rulebase rules,
      @Nullable Instant asOf,
      LongConsumer progress,
      Function<RecentStandings.AsOf, Future<T>> reading) {
    Instant instant = asOf == null ? null : asOf.truncatedTo(ChronoUnit.MICROS);
    return recent
        .asOf(rules, instant, progress)
        .compose(reading)
        .onFailure(
            failure -> {
              if (instant == null) {
                recent.forget(rules);
              }
            });
  }

  private Future<Void> firstReading(Kept set, DistributionGathering gathering) {
    return gathering.needsFirstReading()
        ? standings.forEach(set, gathering::look).onSuccess(all -> gathering.settleGroups())
        : Future.succeededFuture();
  }

  private static UnfitQuestionException noCustomer(String customerId, Instant asOf) {
    return new UnfitQuestionException(
        "customer",
        "Nothing could be decided about a customer \"%s\" as of %s.%nMaybe the id is written in another way, or the customer was first seen later."
            .formatted(Printable.of(customerId), asOf));
  }

  /**
   * What to tell of moves between two instants.
   *
   * @param movers how many of those who rose and fell most, each, from 0
   * @param cell the cell whose customers to list, or null
   */
  public record MovesQuestion(
      @Nullable String rulebase, Instant from, Instant to, int movers, @Nullable CellAsked cell) {}

  /**
   * A cell whose customers to list.
   *
   * @param of {@link Moves#BANDS} or a segment's word
   * @param was the row's word
   * @param is the column's word
   * @param cursor as an earlier answer gave it, or null
   * @param limit how many at most, from 1
   */
  public record CellAsked(String of, String was, String is, @Nullable String cursor, int limit) {

    private CellWanted wanted() {
      return new CellWanted(
          of, was, is, cursor == null ? null : Cursors.customer(CELL, cursor), limit);
    }
  }

  /** Where the list of a cell goes on, or null at its end. */
  public static @Nullable String nextCursor(Moves moves) {
    Moves.Cell cell = moves.cell();
    return cell == null || !cell.more()
        ? null
        : Cursors.ofCustomer(CELL, cell.customers().get(cell.customers().size() - 1).customerId());
  }

  /**
   * How all customers moved between two instants.
   *
   * @return fails as {@link #distribution} does, or with {@link IllegalArgumentException} when the
   *     cursor is not one of ours
   */
  public Future<Moves> moves(MovesQuestion question, LongConsumer progress) {
    Instant from = question.from().truncatedTo(ChronoUnit.MICROS);
    Instant to = question.to().truncatedTo(ChronoUnit.MICROS);
    return read(
        () -> {
          Rulebase rules = rulebases.get(question.rulebase());
          inOrder(from, to);
          MovesGathering gathering =
              new MovesGathering(
                  question.movers(),
                  question.cell() == null ? null : question.cell().wanted(),
                  rules.normalisation().bands());
          return standings
              .pairs(rules, from, to, progress, gathering::add)
              .compose(all -> explained(rules, from, to, gathering));
        });
  }

  private Future<Moves> explained(
      Rulebase rules, Instant from, Instant to, MovesGathering gathering) {
    MoverExplaining explaining = new MoverExplaining(stores, pool, rules, from, to);
    Future<List<Moves.Mover>> rose = explaining.explain(gathering.rose());
    Future<List<Moves.Mover>> fell = explaining.explain(gathering.fell());
    return Future.all(rose, fell)
        .map(
            both ->
                new Moves(
                    rules.ref(),
                    from,
                    to,
                    gathering.both(),
                    gathering.arrived(),
                    gathering.merged(),
                    gathering.matrices(),
                    rose.result(),
                    fell.result(),
                    gathering.cell()));
  }

  /**
   * Which event types are used by whom, in the days from {@code since} up to {@code asOf}.
   *
   * @param since the first day; 30 days before as-of's own when null
   * @param asOf as for {@link #distribution}
   * @return fails as {@link #distribution} does
   */
  public Future<Usage> usage(
      @Nullable String rulebase,
      @Nullable LocalDate since,
      @Nullable Instant asOf,
      LongConsumer progress) {
    return read(
        () -> {
          Rulebase rules = rulebases.get(rulebase);
          if (asOf != null) {
            firstDay(since, asOf);
          }
          return about(
              rules,
              asOf,
              progress,
              about ->
                  new UsageReading(
                          stores, pool, standings, rules, firstDay(since, about.instant()), about)
                      .read(progress));
        });
  }

  private static LocalDate firstDay(@Nullable LocalDate since, Instant asOf) {
    LocalDate first =
        since == null ? LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(USUAL_DAYS) : since;
    if (!first.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(asOf)) {
      throw new UnfitQuestionException(
          "since",
          "%s does not begin before %s.%nMaybe the two are the wrong way round."
              .formatted(first, asOf));
    }
    return first;
  }

  /**
   * Score beside a numeric attribute.
   *
   * @param asOf as for {@link #distribution}
   * @param limit how many customers of each corner are named, from 1
   * @return fails as {@link #distribution} does
   */
  public Future<Satisfaction> satisfaction(
      @Nullable String rulebase,
      @Nullable Instant asOf,
      String attribute,
      int limit,
      LongConsumer progress) {
    return read(
        () -> {
          Rulebase rules = rulebases.get(rulebase);
          Attributes.requireNumber(rules.catalogue(), "attribute", attribute);
          SatisfactionGathering gathering = new SatisfactionGathering(attribute, limit);
          return about(
              rules,
              asOf,
              progress,
              about ->
                  standings
                      .forEach(about.set(), gathering::look)
                      .onSuccess(looked -> gathering.settle())
                      .compose(looked -> standings.forEach(about.set(), gathering::add))
                      .compose(
                          all -> pool.run(() -> gathering.done(rules.ref(), about.instant()))));
        });
  }

  /**
   * What a campaign moved.
   *
   * @return fails as {@link #distribution} does
   */
  public Future<Campaign> campaign(CampaignQuestion question, LongConsumer progress) {
    CampaignQuestion whole =
        new CampaignQuestion(
            question.rulebase(),
            question.from().truncatedTo(ChronoUnit.MICROS),
            question.to().truncatedTo(ChronoUnit.MICROS),
            question.touched(),
            question.control(),
            question.outcome());
    return read(
        () -> {
          Rulebase rules = rulebases.get(whole.rulebase());
          inOrder(whole.from(), whole.to());
          return new CampaignReading(stores, pool, standings, rules, whole).read(progress);
        });
  }

  private static void inOrder(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new UnfitQuestionException(
          "to", "%s is not after %s.%nMaybe the two are the wrong way round.".formatted(to, from));
    }
  }
}
