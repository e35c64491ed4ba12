package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Outcome;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.Subject;
import org.rapport.model.Value;
import org.rapport.population.Campaign;
import org.rapport.population.Distribution;
import org.rapport.population.Distribution.Kind;
import org.rapport.population.Moves;
import org.rapport.population.Usage;
import org.rapport.statistics.Difference;

class PopulationReadingTest {
  private static final Instant LATE = Instant.parse("2026-03-01T00:00:00Z");

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static House house;

  @BeforeAll
  static void build() {
    house = new House();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void empty() {
    house.empty();
  }

  private static Distribution asked(
      Instant asOf, @Nullable String by, @Nullable String customerId) {
    return await(house.population.distribution(null, asOf, by, customerId, done -> {}));
  }

  @Test
  void nobodyIsAPopulationToo() {
    Distribution found = asked(LATE, "plan", null);
    assertThat(found.whole().customers()).isZero();
    assertThat(found.whole().rawMean()).isNull();
    assertThat(Objects.requireNonNull(found.by()).groups()).hasSize(2);
  }

  /** About now an answer may be a minute old, and says as of when; as of an instant it may not. */
  @Test
  void aboutNowIsAnsweredFromAMomentAgo_andSaysSo() {
    AtomicReference<Instant> now = new AtomicReference<>(House.NOW);
    PopulationReading population =
        new PopulationReading(house.rulebases, house.stores, house.pool, now::get);
    house.learner("a", "monthly", 5);
    Distribution first = await(population.distribution(null, null, "plan", null, done -> {}));
    assertThat(first.asOf()).isEqualTo(House.NOW);
    assertThat(first.whole().customers()).isEqualTo(1);

    house.learner("b", "yearly", 5);
    now.set(House.NOW.plusSeconds(60));
    Distribution kept = await(population.distribution(null, null, "plan", null, done -> {}));
    assertThat(kept.asOf()).isEqualTo(House.NOW);
    assertThat(kept.whole().customers()).isEqualTo(1);
    Usage usage = await(population.usage(null, null, null, done -> {}));
    assertThat(usage.asOf()).isEqualTo(House.NOW);
    Distribution named = await(population.distribution(null, House.NOW, "plan", null, done -> {}));
    assertThat(named.whole().customers()).isEqualTo(2);

    now.set(House.NOW.plusSeconds(61));
    Distribution anew = await(population.distribution(null, null, "plan", null, done -> {}));
    assertThat(anew.asOf()).isEqualTo(now.get());
    assertThat(anew.whole().customers()).isEqualTo(2);
  }

  @Test
  void countsWhatEachDecisionSaysAndWritesNone() {
    house.learner("a", "monthly", 28);
    house.learner("b", "yearly", 10);
    house.learner("c", "yearly", 1);

    Distribution found = asked(LATE, "plan", "b");

    assertThat(house.count("decision")).isZero();
    assertThat(found.whole().customers()).isEqualTo(3);
    Map<String, Long> bands = new TreeMap<>();
    Map<String, Long> atRisk = new TreeMap<>();
    long raw = 0;
    long rawOfB = 0;
    for (String id : List.of("a", "b", "c")) {
      // Decided after the counting, on record, without earlier segments: the same facts.
      Outcome outcome =
          Objects.requireNonNull(house.decide(House.asking(id, LATE)).decision()).outcome();
      var analysis = ((Outcome.Decided) outcome).analysis();
      bands.merge(String.valueOf(analysis.score().band()), 1L, Long::sum);
      raw += analysis.score().rawMillionths();
      rawOfB = id.equals("b") ? analysis.score().rawMillionths() : rawOfB;
      analysis
          .segments()
          .forEach(each -> atRisk.merge(each.segment().level().word(), 1L, Long::sum));
    }
    assertThat(found.whole().bands()).isEqualTo(bands);
    assertThat(found.whole().segments().get(Segment.CHURN_RISK.word())).isEqualTo(atRisk);
    assertThat(atRisk).containsEntry(Level.HIGH.word(), 2L);
    assertThat(found.whole().rawMean()).isEqualTo(Math.round(raw / 3.0));
    assertThat(found.whole().raw().quantile(0.5)).isEqualTo((double) rawOfB);
    Distribution.Place place = Objects.requireNonNull(found.place());
    assertThat(place.percentile()).isEqualTo(50.0);
  }

  @Test
  void tellsByTheAttributeAsItWasThenAndShowsTheMissing() {
    house.learner("a", "monthly", 5);
    house.learner("b", "yearly", 5);
    house.learner("c", "yearly", 5);
    await(
        house.intake.accept(
            new EventBatch(
                House.NOW,
                List.of(House.event("d", "Signed Up", "2026-01-05T10:00:00Z", Map.of())),
                List.of())));

    Distribution late = asked(LATE, "plan", null);
    List<Distribution.Group> groups = Objects.requireNonNull(late.by()).groups();
    assertThat(groups)
        .extracting(Distribution.Group::kind)
        .containsExactly(Kind.VALUE, Kind.VALUE, Kind.OTHER, Kind.MISSING);
    assertThat(groups.get(0).value()).isEqualTo(new Value.Text("yearly"));
    assertThat(groups)
        .extracting(group -> group.figures().customers())
        .containsExactly(2L, 1L, 0L, 1L);

    // Before anybody bought a plan, nobody has one.
    Distribution early = asked(Instant.parse("2026-01-10T00:00:00Z"), "plan", null);
    Distribution.ByAttribute none = Objects.requireNonNull(early.by());
    assertThat(none.values()).isZero();
    assertThat(none.groups().get(1).figures().customers()).isEqualTo(4);
  }

  @Test
  void keepsWhatItWorkedOutUntilSomethingNewIsKnownOfTheTimeBefore() {
    house.learner("a", "monthly", 5);
    assertThat(asked(LATE, null, null).whole().customers()).isEqualTo(1);
    long sets = house.count("standing_set");

    assertThat(asked(LATE, null, null).whole().customers()).isEqualTo(1);
    assertThat(house.count("standing_set")).isEqualTo(sets);

    // What occurred on as-of's day or later changes nothing as of it.
    accept("b", "2026-03-01T00:00:00Z");
    assertThat(asked(LATE, null, null).whole().customers()).isEqualTo(1);
    assertThat(house.count("standing_set")).isEqualTo(sets);

    // A late event does, also when it is about a customer known already.
    double before = asked(LATE, null, "a").whole().raw().quantile(1);
    accept("a", "2026-02-27T23:59:59Z");
    assertThat(asked(LATE, null, "a").whole().raw().quantile(1)).isGreaterThan(before);
    assertThat(house.count("standing_set")).isEqualTo(sets + 1);

    // A repeat adds nothing.
    accept("a", "2026-02-27T23:59:59Z");
    asked(LATE, null, null);
    assertThat(house.count("standing_set")).isEqualTo(sets + 1);
  }

  private static void accept(String customerId, String at) {
    await(
        house.intake.accept(
            new EventBatch(
                House.NOW,
                List.of(
                    House.event(
                        customerId,
                        "Lesson Watched",
                        at,
                        Map.of("minutes", new Value.Numeric(12_500_000)))),
                List.of())));
  }

  @Test
  void aSetThatWasBrokenOffIsNeverRead() {
    house.learner("a", "monthly", 5);
    asked(LATE, null, null);
    house.database.execute("UPDATE rapport.standing_set SET pages = NULL");
    assertThat(asked(LATE, null, null).whole().customers()).isEqualTo(1);
    assertThat(house.count("standing_set")).isEqualTo(2);
  }

  @Test
  void severalWhoAskAtOnceWaitForOneMaking() {
    house.learner("a", "monthly", 5);
    await(
        Future.all(
            house.population.distribution(null, LATE, null, null, done -> {}),
            house.population.distribution(null, LATE, "plan", null, done -> {}),
            house.population.distribution(null, LATE, null, "a", done -> {})));
    assertThat(house.count("standing_set")).isEqualTo(1);
  }

  @Test
  void saysWhatDoesNotFit() {
    house.learner("a", "monthly", 5);
    assertThatThrownBy(() -> asked(LATE, "plam", null))
        .isInstanceOf(UnfitQuestionException.class)
        .hasMessageContaining("no attribute \"plam\"")
        .hasMessageContaining("plan");
    assertThatThrownBy(() -> asked(LATE, null, "nobody"))
        .isInstanceOf(UnfitQuestionException.class)
        .hasMessageContaining("\"nobody\"");
    assertThatThrownBy(
            () -> await(house.population.distribution("none", LATE, null, null, done -> {})))
        .isInstanceOf(UnknownRulebaseException.class);
  }

  @Test
  void movesAddUpAndSayWhy() {
    house.learner("a", "monthly", 28);
    house.learner("b", "yearly", 5);
    house.learner("c", "yearly", 20);
    accept("d", "2026-02-25T10:00:00Z");
    Instant from = Instant.parse("2026-02-12T00:00:00Z");

    Moves moves =
        await(
            house.population.moves(
                new PopulationReading.MovesQuestion(
                    null,
                    from,
                    LATE,
                    10,
                    new PopulationReading.CellAsked(
                        Moves.BANDS, Moves.NOT_YET_THERE, "fading", null, 10)),
                done -> {}));

    assertThat(moves.both()).isEqualTo(3);
    assertThat(moves.arrived()).isEqualTo(1);
    for (Moves.Matrix matrix : moves.matrices()) {
      Map<String, Long> rows = new TreeMap<>();
      Map<String, Long> columns = new TreeMap<>();
      matrix
          .cells()
          .forEach(
              (was, row) ->
                  row.forEach(
                      (is, count) -> {
                        rows.merge(was, count, Long::sum);
                        columns.merge(is, count, Long::sum);
                      }));
      assertThat(rows.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(4);
      assertThat(columns.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(4);
      if (matrix.of().equals(Moves.BANDS)) {
        rows.remove(Moves.NOT_YET_THERE);
        assertThat(rows).isEqualTo(asked(from, null, null).whole().bands());
        assertThat(columns).isEqualTo(asked(LATE, null, null).whole().bands());
      }
    }
    assertThat(moves.rose())
        .extracting(mover -> mover.move().customerId())
        .containsExactly("a", "c");
    assertThat(moves.fell()).extracting(mover -> mover.move().customerId()).containsExactly("b");
    for (Moves.Mover mover : Stream.concat(moves.rose().stream(), moves.fell().stream()).toList()) {
      assertThat(mover.behaviour() + mover.passingOfTime()).isEqualTo(mover.move().difference());
      // Time alone only takes: points fade.
      assertThat(mover.passingOfTime()).isNegative();
    }
    // Who did nothing more has no behaviour to show.
    assertThat(moves.fell().get(0).behaviour()).isZero();
    assertThat(Objects.requireNonNull(moves.cell()).customers())
        .extracting(Moves.Move::customerId)
        .containsExactly("d");
  }

  @Test
  void aCellIsListedPageByPage() {
    for (String id : List.of("a", "b", "c", "ä", "\ud83d\ude00", "\uff5e")) {
      accept(id, "2026-02-25T10:00:00Z");
    }
    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      Moves moves =
          await(
              house.population.moves(
                  new PopulationReading.MovesQuestion(
                      null,
                      Instant.parse("2026-02-01T00:00:00Z"),
                      LATE,
                      0,
                      new PopulationReading.CellAsked(
                          Moves.BANDS, Moves.NOT_YET_THERE, "fading", cursor, 4)),
                  done -> {}));
      Objects.requireNonNull(moves.cell()).customers().forEach(move -> ids.add(move.customerId()));
      cursor = PopulationReading.nextCursor(moves);
    } while (cursor != null);
    assertThat(ids).containsExactly("a", "b", "c", "ä", "\uff5e", "\ud83d\ude00");
  }

  @Test
  void anIdThatBecamePartOfAnotherIsMerged() {
    accept("a", "2026-02-02T10:00:00Z");
    accept("b", "2026-02-03T10:00:00Z");
    await(
        house.intake.accept(
            new EventBatch(
                House.NOW,
                List.of(
                    new Event(
                        0,
                        "alias",
                        "",
                        Subject.customer("a"),
                        null,
                        Instant.parse("2026-02-20T00:00:00Z"),
                        null,
                        new Event.Link(List.of(Subject.customer("b"))))),
                List.of())));
    Moves moves =
        await(
            house.population.moves(
                new PopulationReading.MovesQuestion(
                    null, Instant.parse("2026-02-10T00:00:00Z"), LATE, 3, null),
                done -> {}));
    assertThat(moves.both()).isEqualTo(1);
    assertThat(moves.merged()).isEqualTo(1);
    assertThat(moves.matrices().get(0).cells().get("fading")).containsEntry(Moves.MERGED, 1L);
  }

  @Test
  void tellsWhoUsesWhatAndWhoDroppedIt() {
    house.learner("a", "monthly", 28); // lessons on every day of February
    house.learner("b", "yearly", 5); // until the 5th
    accept("c", "2026-02-25T10:00:00Z"); // took it up
    Usage usage =
        await(house.population.usage(null, LocalDate.parse("2026-02-15"), LATE, done -> {}));
    assertThat(usage.customers()).isEqualTo(3);
    Usage.TypeUsage lessons = usage.eventTypes().get(0);
    assertThat(lessons.eventType()).isEqualTo("Lesson Watched");
    assertThat(lessons.usersEver()).isEqualTo(3);
    assertThat(lessons.occurrencesEver()).isEqualTo(28 + 5 + 1);
    assertThat(lessons.users()).isEqualTo(2);
    assertThat(lessons.occurrences()).isEqualTo(14 + 1);
    assertThat(lessons.takenUp()).isEqualTo(1);
    assertThat(lessons.dropped()).isEqualTo(1);
    assertThat(lessons.bands().values().stream().mapToLong(Usage.UsedBy::customers).sum())
        .isEqualTo(3);
    // a and b paid as of the 15th and pay still; a and b did something in the two weeks before.
    assertThat(usage.leaving())
        .extracting(Usage.Leaving::meaning)
        .containsExactly(Usage.Meaning.LAPSED, Usage.Meaning.SILENT);
    assertThat(usage.leaving().get(0).stayed()).isEqualTo(2);
    assertThat(usage.leaving().get(1).stayed()).isEqualTo(1);
    assertThat(usage.leaving().get(1).left()).isEqualTo(1);
    assertThat(usage.leaving().get(1).eventTypes().get(0).difference()).isNull();
  }

  @Test
  void comparesThoseTouchedWithTheOthers() {
    for (int i = 0; i < 6; i++) {
      house.learner("touched" + i, "monthly", 10);
      house.learner("other" + i, "yearly", 10);
      accept("touched" + i, "2026-02-20T10:00:0" + i + "Z");
    }
    Instant from = Instant.parse("2026-02-15T00:00:00Z");
    CampaignQuestion.Members listed =
        new CampaignQuestion.Listed(
            "ids", Set.of("touched0", "touched1", "touched2", "touched3", "touched4", "touched5"));
    for (CampaignQuestion.Members touched :
        List.of(
            new CampaignQuestion.Did("Lesson Watched"),
            listed,
            new CampaignQuestion.Having("plan", "monthly"))) {
      Campaign campaign =
          await(
              house.population.campaign(
                  new CampaignQuestion(null, from, LATE, touched, null, "Lesson Watched"),
                  done -> {}));
      assertThat(campaign.touched()).isEqualTo(6);
      assertThat(campaign.others()).isEqualTo(6);
      assertThat(campaign.label()).isEqualTo(Campaign.Label.NOT_CAUSAL);
      Difference raw = Objects.requireNonNull(campaign.measures().get(0).difference());
      assertThat(raw.estimate()).isPositive();
      Difference outcome = Objects.requireNonNull(campaign.measures().get(2).difference());
      assertThat(outcome.estimate()).isEqualTo(1);
    }
    Campaign controlled =
        await(
            house.population.campaign(
                new CampaignQuestion(
                    null, from, LATE, listed, new CampaignQuestion.Having("plan", "yearly"), null),
                done -> {}));
    assertThat(controlled.label()).isEqualTo(Campaign.Label.EFFECT);
    assertThat(controlled.measures()).hasSize(2);
  }

  @Test
  void refusesWhatHasNoOrder() {
    assertThatThrownBy(
            () -> await(house.population.usage(null, LocalDate.parse("2026-03-01"), LATE, d -> {})))
        .isInstanceOf(UnfitQuestionException.class);
    assertThatThrownBy(
            () ->
                await(
                    house.population.campaign(
                        new CampaignQuestion(
                            null, LATE, LATE, new CampaignQuestion.Did("x"), null, null),
                        d -> {})))
        .isInstanceOf(UnfitQuestionException.class)
        .hasMessageContaining("the wrong way round");
    assertThatThrownBy(() -> await(house.population.satisfaction(null, LATE, "plan", 10, d -> {})))
        .isInstanceOf(UnfitQuestionException.class)
        .hasMessageContaining("is no number");
  }
}
