package org.rapport.http;

import static org.rapport.store.TestDatabase.await;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.rapport.decision.Callers;
import org.rapport.decision.Decider;
import org.rapport.decision.Intake;
import org.rapport.decision.Keys;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.PopulationReading;
import org.rapport.decision.Reading;
import org.rapport.decision.RulebaseChecking;
import org.rapport.decision.RulebaseStart;
import org.rapport.decision.RulesPool;
import org.rapport.decision.SmallRulebase;
import org.rapport.decision.Stores;
import org.rapport.rules.RulebaseCompiler;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.store.BuildStore;
import org.rapport.store.CustomerStore;
import org.rapport.store.Database;
import org.rapport.store.DatabaseSettings;
import org.rapport.store.DecisionLog;
import org.rapport.store.EventStore;
import org.rapport.store.KeyStore;
import org.rapport.store.LatestDecisions;
import org.rapport.store.StandingStore;
import org.rapport.store.TestDatabase;

/** The whole service on a real database and a small real rulebase, at a fixed time. */
final class HttpHouse implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

  private final TestDatabase database;
  private final Database connections;
  private final TestServer server;

  HttpHouse() {
    this(TestDatabase.create(), settings -> settings);
  }

  /** With connections that go another way than straight to the database. */
  HttpHouse(TestDatabase database, UnaryOperator<DatabaseSettings> way) {
    this.database = database;
    this.connections = Database.connect(database.vertx(), way.apply(database.settings()));
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Stores stores =
        new Stores(
            new EventStore(connections),
            new CustomerStore(connections),
            new DecisionLog(connections),
            new LatestDecisions(connections),
            new StandingStore(connections));
    RulesPool pool = new RulesPool(database.vertx(), 2);
    RulebaseStart start =
        new RulebaseStart(
            pool,
            new BuildStore(connections),
            stores.events(),
            new RulebaseChecker(),
            new RulebaseCompiler(),
            clock);
    LiveRulebases rulebases = await(start.start(List.of(SmallRulebase.source()), "small")).live();
    KeyStore keys = new KeyStore(connections);
    Callers callers = new Callers(keys, clock, TestServer.KEY);
    server =
        new TestServer(
            database.vertx(),
            new UseCases(
                new Intake(stores.events(), pool),
                new Decider(rulebases, stores, pool, clock),
                new Reading(rulebases, stores, pool, clock),
                new PopulationReading(rulebases, stores, pool, clock),
                rulebases,
                new RulebaseChecking(pool, new RulebaseChecker(), stores.events()),
                callers,
                new Keys(keys, callers, clock)),
            new TreeMap<>(Map.of("database", connections::ping)),
            clock);
  }

  TestServer server() {
    return server;
  }

  TestDatabase database() {
    return database;
  }

  @Override
  public void close() {
    server.close();
    await(connections.close());
    database.close();
  }
}
