package org.rapport.command;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.audit.Auditing;
import org.rapport.audit.Export;
import org.rapport.audit.Proofs;
import org.rapport.audit.Sequencing;
import org.rapport.audit.Witness;
import org.rapport.decision.Backtest;
import org.rapport.decision.BulkDeciding;
import org.rapport.decision.BulkReplay;
import org.rapport.decision.Calibration;
import org.rapport.decision.Checking;
import org.rapport.decision.Decider;
import org.rapport.decision.ImpactMeasuring;
import org.rapport.decision.Intake;
import org.rapport.decision.Keys;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.PopulationReading;
import org.rapport.decision.PublishedVersions;
import org.rapport.decision.Reading;
import org.rapport.decision.RecordedRules;
import org.rapport.decision.RulesPool;
import org.rapport.decision.Stores;
import org.rapport.decision.Understanding;
import org.rapport.decision.Workshop;
import org.rapport.model.Role;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.BuildStore;
import org.rapport.store.CustomerStore;
import org.rapport.store.Database;
import org.rapport.store.DecisionLog;
import org.rapport.store.DecisionOrder;
import org.rapport.store.EventStore;
import org.rapport.store.KeyStore;
import org.rapport.store.LatestDecisions;
import org.rapport.store.StandingStore;
import org.rapport.store.TreeReader;
import org.rapport.store.TreeWriter;

/** One running Rapport: database, rulebases and use cases, wired together by hand. */
final class Node implements AutoCloseable {
  /** How long a step of starting or stopping may take before it is called hanging, in seconds. */
  private static final int STEP_TIMEOUT_SECONDS = 300;

  private final OpenDatabase opened;
  private final Vertx vertx;
  private final Database database;
  private final Clock clock;
  private final Stores stores;
  private final Workshop workshop;
  private final List<RulebaseSource> sources;
  private final LiveRulebases rulebases;
  private final Decider decider;
  private final Intake intake;
  private final Reading reading;
  private final PopulationReading population;
  private final BulkDeciding bulk;
  private final Backtest backtest;
  private final Calibration calibration;
  private final Sequencing sequencing;
  private final Auditing auditing;
  private final Understanding understanding;
  private final BulkReplay replay;
  private @Nullable Serving serving;

  private Node(
      OpenDatabase opened,
      Settings settings,
      List<RulebaseSource> sources,
      Checking checking,
      Clock clock,
      Function<Database, DecisionLog> log) {
    this.opened = opened;
    this.vertx = opened.vertx();
    this.database = opened.database();
    this.clock = clock;
    this.stores =
        new Stores(
            new EventStore(database),
            new CustomerStore(database),
            log.apply(database),
            new LatestDecisions(database),
            new StandingStore(database));
    RulesPool pool = new RulesPool(vertx, Runtime.getRuntime().availableProcessors());
    this.workshop =
        Workshop.of(vertx, database, stores.events(), clock, settings.onePerson(), checking);
    this.sources = sources;
    this.rulebases = await(workshop.start().start(sources, settings.defaultRulebase()));
    workshop.publishing().into(rulebases);
    this.decider = new Decider(rulebases, stores, pool, clock);
    this.intake = new Intake(stores.events(), pool);
    this.reading = new Reading(rulebases, stores, pool, clock);
    this.population = new PopulationReading(rulebases, stores, pool, clock);
    this.bulk = new BulkDeciding(rulebases, stores, decider, pool);
    this.backtest = new Backtest(rulebases, stores, pool);
    this.calibration = new Calibration(rulebases, stores, pool);
    PublishedVersions versions = new PublishedVersions(database);
    TreeReader trees = new TreeReader(database);
    Proofs proofs = new Proofs(trees, opened.signer().verifier());
    this.understanding =
        new Understanding(
            new RecordedRules(rulebases, versions, new BuildStore(database), pool),
            versions,
            proofs::inclusion,
            stores,
            pool);
    this.replay = new BulkReplay(new DecisionOrder(database), understanding, pool);
    this.sequencing =
        new Sequencing(
            vertx,
            new TreeWriter(database, opened.signer(), clock),
            settings.witness().map(place -> Witness.at(vertx, place)).orElseGet(Witness::none));
    sequencing.start();
    this.auditing = new Auditing(proofs, new Export(trees, opened.signer().verifier()));
  }

  /** Opens the database, migrates it, and brings the rulebases to life. Blocks for seconds. */
  static Node start(Settings settings, Clock clock) {
    return start(settings, clock, DecisionLog::new);
  }

  /** The same with another log. */
  static Node start(Settings settings, Clock clock, Function<Database, DecisionLog> log) {
    return of(OpenDatabase::alone, settings, clock, log);
  }

  /** The same for a command that may run beside a service on the same data folder. */
  static Node startBeside(Settings settings, Clock clock) {
    return of(OpenDatabase::beside, settings, clock, DecisionLog::new);
  }

  private static Node of(
      Function<Settings, OpenDatabase> open,
      Settings settings,
      Clock clock,
      Function<Database, DecisionLog> log) {
    List<RulebaseSource> sources = RulebaseFiles.all(settings.rulesDir());
    Checking checking = new Checking();
    checking.ahead(sources); // while the database starts; mostly they are what decides
    OpenDatabase opened = open.apply(settings);
    try {
      return new Node(opened, settings, sources, checking, clock, log);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Listens; answers the port.
   *
   * @param firstKey the key that has every role, or null: then those that were made are the only
   *     ones
   */
  int listen(Settings settings, @Nullable String firstKey) {
    Serving begun = new Serving(this, opened, clock);
    serving = begun;
    return begun.listen(settings, sources, firstKey);
  }

  /** Whether some key that was made opens everything that is left to open. */
  Future<Boolean> hasAdminKey() {
    return new KeyStore(database)
        .all(Keys.MAX_LISTED)
        .map(
            all ->
                all.stream()
                    .anyMatch(
                        kept ->
                            kept.revokedAt() == null
                                && (kept.expiresAt() == null
                                    || kept.expiresAt().isAfter(clock.instant()))
                                && kept.caller().roles().contains(Role.ADMIN)));
  }

  /** The event loops and timers. */
  Vertx vertx() {
    return vertx;
  }

  /** Where rulebases are made. */
  Workshop workshop() {
    return workshop;
  }

  /** Measures what other rules would change. */
  ImpactMeasuring measuring() {
    return Workshop.measuring(vertx, stores);
  }

  /** What is stored. */
  Stores stores() {
    return stores;
  }

  /** The rulebases that decide. */
  LiveRulebases rulebases() {
    return rulebases;
  }

  /** Decides about one customer. */
  Decider decider() {
    return decider;
  }

  /** Reads about all customers together. */
  PopulationReading population() {
    return population;
  }

  /** Decides about all. */
  BulkDeciding bulk() {
    return bulk;
  }

  /** Compares past decisions with what happened. */
  Backtest backtest() {
    return backtest;
  }

  /** Proposes references. */
  Calibration calibration() {
    return calibration;
  }

  /** Lets others verify the record. */
  Auditing auditing() {
    return auditing;
  }

  /** Brings what is on record into the trees. */
  Sequencing sequencing() {
    return sequencing;
  }

  /** Decides again what is on record. */
  BulkReplay replay() {
    return replay;
  }

  /** Reads decisions and customers. */
  Reading reading() {
    return reading;
  }

  /** Explains decisions on record. */
  Understanding understanding() {
    return understanding;
  }

  /** Takes events in. */
  Intake intake() {
    return intake;
  }

  /** Waits for the end of a step of starting or stopping; for the command line's own thread. */
  static <T> T await(Future<T> step) {
    try {
      return step.toCompletionStage()
          .toCompletableFuture()
          .get(STEP_TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (TimeoutException e) {
      throw new UsageException(
          "Nothing happened for %d seconds.%nMaybe the database does not answer."
              .formatted(STEP_TIMEOUT_SECONDS));
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /** Waits for work that shows its own progress and may take hours. */
  static <T> T awaitLongWork(Future<T> work) {
    try {
      return work.toCompletionStage().toCompletableFuture().get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  private static UsageException interrupted() {
    Thread.currentThread().interrupt();
    return new UsageException("Interrupted.");
  }

  private static RuntimeException failure(ExecutionException e) {
    return e.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException(e.getCause());
  }

  /**
   * Its owner closes it when the process is told to stop: until then the database stays, also while
   * the JVM goes down, so that what is under way can end.
   */
  void closedByOwner() {
    opened.closedByOwner();
  }

  /** Stops listening, lets what is under way end, and closes the database. */
  @Override
  public void close() {
    try {
      if (serving != null) {
        serving.close();
      }
      await(sequencing.stop());
    } finally {
      opened.close();
    }
  }
}
