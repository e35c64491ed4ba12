package org.rapport.decision;

import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Explain;
import org.rapport.model.Subject;
import org.rapport.model.Value;
import org.rapport.rules.Rulebase;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.BuildStore;
import org.rapport.store.CustomerStore;
import org.rapport.store.DatabaseSettings;
import org.rapport.store.DecisionLog;
import org.rapport.store.EventStore;
import org.rapport.store.LatestDecisions;
import org.rapport.store.StandingStore;
import org.rapport.store.TestDatabase;

/** All use cases wired up on a real database and a real rulebase, at a fixed time. */
final class House implements AutoCloseable {

  static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
  static final int MUCH_TIME_MS = 10_000;
  static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");

  final TestDatabase database = TestDatabase.create();
  final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  final RulesPool pool = new RulesPool(database.vertx(), 2);
  final Stores stores =
      new Stores(
          new EventStore(database.database()),
          new CustomerStore(database.database()),
          new DecisionLog(database.database()),
          new LatestDecisions(database.database()),
          new StandingStore(database.database()));
  final Workshop workshop = workshop();
  final LiveRulebases rulebases = await(start().start(List.of(SmallRulebase.source()), "small"));
  final Decider decider = new Decider(rulebases, stores, pool, clock);
  final Reading reading = new Reading(rulebases, stores, pool, clock);
  final Understanding understanding =
      new Understanding(
          new RecordedRules(rulebases, this::files, new BuildStore(database.database()), pool),
          Approvals.AS_SHIPPED,
          stores,
          pool);
  final PopulationReading population = new PopulationReading(rulebases, stores, pool, clock);
  final Intake intake = new Intake(stores.events(), pool);
  final BulkDeciding bulk = new BulkDeciding(rulebases, stores, decider, pool);

  Workshop workshop() {
    return Workshop.of(database.vertx(), database.database(), stores.events(), clock, false);
  }

  /** Other rules, deciding beside those that are live. */
  LiveRulebases deciding(RulebaseSource source) {
    return new LiveRulebases(
        new TreeMap<>(Map.of(source.name(), await(workshop.tryOut(source)))), source.name());
  }

  RulebaseStart start() {
    return workshop.start();
  }

  /** The files of versions that are not live any more, by version. */
  final Map<String, RulebaseSource> kept = new TreeMap<>();

  private Future<Optional<RulebaseSource>> files(String rulebase, String version) {
    return Future.succeededFuture(Optional.ofNullable(kept.get(version)));
  }

  Rulebase rulebase() {
    return rulebases.get("small");
  }

  /** A request with all the time in the world: a busy machine must not make it a fallback. */
  static DecisionRequest asking(String customerId, Instant asOf) {
    return asking(customerId, asOf, Explain.FULL, MUCH_TIME_MS, null);
  }

  static DecisionRequest asking(
      String customerId,
      @Nullable Instant asOf,
      Explain explain,
      int timeoutMs,
      @Nullable String key) {
    return new DecisionRequest(
        customerId,
        null,
        asOf,
        null,
        null,
        new TreeMap<>(Map.of("page", new Value.Text("pricing"))),
        1,
        explain,
        timeoutMs,
        key);
  }

  Answer decide(DecisionRequest request) {
    return await(decider.decide(request, "tests"));
  }

  /** Forgets every customer, event and decision. */
  void empty() {
    database.execute(
        "TRUNCATE rapport.customer, rapport.message_key, rapport.event, rapport.activity,"
            + " rapport.activity_value, rapport.attribute, rapport.identity_link,"
            + " rapport.account_membership, rapport.decision, rapport.decision_body,"
            + " rapport.idempotency, rapport.decision_summary, rapport.latest_decision,"
            + " rapport.standing_set, rapport.standing_page");
  }

  long count(String table) {
    return Long.parseLong(database.query("SELECT count(*) FROM rapport." + table));
  }

  /** A customer who signed up, bought a plan and watched a lesson a day for a month. */
  void learner(String customerId, String plan, int lessonsUntilDay) {
    List<Event> events = new ArrayList<>();
    events.add(event(customerId, "Signed Up", "2026-01-02T10:00:00Z", Map.of()));
    events.add(
        event(
            customerId,
            "Plan Bought",
            "2026-01-20T11:00:00Z",
            Map.of("plan", new Value.Text(plan))));
    for (int day = 1; day <= lessonsUntilDay; day++) {
      events.add(
          event(
              customerId,
              "Lesson Watched",
              "2026-02-%02dT12:30:00Z".formatted(day),
              Map.of("minutes", new Value.Numeric(12_500_000))));
    }
    await(intake.accept(new EventBatch(NOW, events, List.of())));
  }

  static Event event(String customerId, String type, String at, Map<String, Value> properties) {
    return new Event(
        0,
        customerId + type + at,
        "",
        Subject.customer(customerId),
        "acme",
        Instant.parse(at),
        null,
        new Event.Occurrence(type, true, json(properties), new TreeMap<>(properties)));
  }

  private static String json(Map<String, Value> properties) {
    if (properties.get("plan") instanceof Value.Text plan) {
      return "{\"plan\":\"%s\"}".formatted(plan.text());
    }
    return properties.isEmpty() ? "{}" : "{\"minutes\":12.50}";
  }

  /** A connection past the stores. */
  Connection connect() throws SQLException {
    DatabaseSettings settings = database.settings();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s"
            .formatted(settings.host(), settings.port(), settings.database()),
        settings.user(),
        settings.password());
  }

  @Override
  public void close() {
    database.close();
  }
}
