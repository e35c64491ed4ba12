package org.rapport.http;

import static org.rapport.store.TestDatabase.await;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.rapport.audit.Auditing;
import org.rapport.audit.Export;
import org.rapport.audit.Proofs;
import org.rapport.audit.Sequencing;
import org.rapport.audit.Witness;
import org.rapport.decision.Callers;
import org.rapport.decision.Decider;
import org.rapport.decision.Erasing;
import org.rapport.decision.Intake;
import org.rapport.decision.Keys;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.PopulationReading;
import org.rapport.decision.PublishedVersions;
import org.rapport.decision.Reading;
import org.rapport.decision.RecordedRules;
import org.rapport.decision.RulebaseChecking;
import org.rapport.decision.RulesPool;
import org.rapport.decision.Shadows;
import org.rapport.decision.SmallRulebase;
import org.rapport.decision.Stores;
import org.rapport.decision.Understanding;
import org.rapport.decision.Workshop;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.store.BuildStore;
import org.rapport.store.CustomerStore;
import org.rapport.store.Database;
import org.rapport.store.DatabaseSettings;
import org.rapport.store.DecisionLog;
import org.rapport.store.ErasureStore;
import org.rapport.store.EventStore;
import org.rapport.store.KeyStore;
import org.rapport.store.LatestDecisions;
import org.rapport.store.StandingStore;
import org.rapport.store.TestDatabase;
import org.rapport.store.TreeReader;
import org.rapport.store.TreeWriter;
import org.rapport.token.Tokens;
import org.rapport.tree.SignerKey;

/** The whole service on a real database and a small real rulebase, at a fixed time. */
final class HttpHouse implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

  private static final SignerKey KEY =
      new SignerKey("rapport/test", HexFormat.of().parseHex(TestDatabase.MASTER_KEY));

  private final TestDatabase database;
  private final Sequencing sequencing;
  private final Database connections;
  private final TestServer server;
  private final Workshop workshop;

  HttpHouse() {
    this(TestDatabase.create(), settings -> settings);
  }

  /** That takes tokens as well as keys. */
  HttpHouse(Tokens tokens) {
    this(TestDatabase.create(), settings -> settings, tokens);
  }

  /** With connections that go another way than straight to the database. */
  HttpHouse(TestDatabase database, UnaryOperator<DatabaseSettings> way) {
    this(database, way, null);
  }

  private HttpHouse(
      TestDatabase database, UnaryOperator<DatabaseSettings> way, @Nullable Tokens tokens) {
    this.database = database;
    this.connections =
        Database.connect(database.vertx(), way.apply(database.service()), TestDatabase.SECRETS);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    Stores stores =
        new Stores(
            new EventStore(connections),
            new CustomerStore(connections),
            new DecisionLog(connections),
            new LatestDecisions(connections),
            new StandingStore(connections));
    RulesPool pool = new RulesPool(database.vertx(), 2);
    PublishedVersions versions = new PublishedVersions(connections);
    TreeReader trees = new TreeReader(connections);
    sequencing =
        new Sequencing(database.vertx(), new TreeWriter(connections, KEY, clock), Witness.none());
    workshop = Workshop.of(database.vertx(), connections, stores.events(), clock, false);
    LiveRulebases rulebases =
        await(workshop.start().start(List.of(SmallRulebase.source()), "small"));
    workshop.publishing().into(rulebases);
    Decider decider = new Decider(rulebases, stores, pool, clock);
    Shadows shadows = workshop.shadows(database.vertx(), connections, rulebases, clock);
    decider.beside(shadows);
    KeyStore keys = new KeyStore(connections);
    Callers callers = new Callers(keys, clock, TestServer.KEY, tokens);
    server =
        new TestServer(
            database.vertx(),
            new UseCases(
                new Intake(stores.events(), pool),
                decider,
                new Reading(rulebases, stores, pool, clock),
                new PopulationReading(rulebases, stores, pool, clock),
                rulebases,
                new RulebaseChecking(pool, new RulebaseChecker(), stores.events()),
                callers,
                new Keys(keys, callers, clock),
                new Understanding(
                    new RecordedRules(rulebases, versions, new BuildStore(connections), pool),
                    versions,
                    stores,
                    pool),
                new Auditing(new Proofs(trees, KEY.verifier()), new Export(trees, KEY.verifier())),
                new Erasing(new ErasureStore(connections), clock, shadows::follow),
                workshop.drafts(),
                workshop.publishing(),
                workshop.impacts(database.vertx(), connections, stores, rulebases, clock),
                shadows),
            new TreeMap<>(Map.of("database", connections::ping)),
            clock);
  }

  /** The first column of the first row that a statement past the service answers. */
  String query(String sql) {
    return database.query(sql);
  }

  /** Brings what is on record into the tree. */
  void sequence() {
    await(sequencing.all().map(""));
  }

  TestServer server() {
    return server;
  }

  Workshop workshop() {
    return workshop;
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
