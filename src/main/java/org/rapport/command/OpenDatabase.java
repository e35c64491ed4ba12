package org.rapport.command;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.http.Metrics;
import org.rapport.store.Database;
import org.rapport.store.DatabaseSettings;
import org.rapport.store.EmbeddedPostgres;
import org.rapport.store.KeyRotation;
import org.rapport.store.Migrations;
import org.rapport.store.Secrets;
import org.rapport.tree.SignerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database that the settings name, started where it is embedded, migrated and connected. */
final class OpenDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenDatabase.class);

  private final Vertx vertx;
  private final Metrics metrics;
  private final @Nullable EmbeddedPostgres embedded;
  private final DatabaseSettings settings;
  private final DatabaseSettings owner;
  private final Secrets secrets;
  private final Database database;
  private final SignerKey signer;

  private OpenDatabase(
      Vertx vertx,
      Metrics metrics,
      @Nullable EmbeddedPostgres embedded,
      DatabaseSettings settings,
      DatabaseSettings owner,
      Secrets secrets,
      SignerKey signer) {
    this.vertx = vertx;
    this.metrics = metrics;
    this.embedded = embedded;
    this.settings = settings;
    this.owner = owner;
    this.secrets = secrets;
    this.database = Database.connect(vertx, settings, secrets);
    this.signer = signer;
  }

  /** Opens it for this process alone. Blocks for seconds. */
  static OpenDatabase alone(Settings settings) {
    return open(settings, EmbeddedPostgres::start);
  }

  /** Opens it for a command that may run beside a service on the same data folder. */
  static OpenDatabase beside(Settings settings) {
    return open(settings, EmbeddedPostgres::startOrJoin);
  }

  private static OpenDatabase open(Settings settings, Function<Path, EmbeddedPostgres> server) {
    EmbeddedPostgres embedded =
        settings.database().isPresent() ? null : server.apply(settings.dataDir());
    DatabaseSettings service =
        embedded == null ? settings.database().orElseThrow() : embedded.service();
    DatabaseSettings owner =
        embedded == null ? settings.databaseOwner().orElse(service) : embedded.settings();
    Metrics metrics = new Metrics();
    Vertx vertx = metrics.vertx();
    try {
      Secrets secrets = new Secrets(key(settings.masterKey(), settings, "master.key"));
      String installation = Migrations.run(owner, service, secrets);
      secrets = Migrations.secrets(owner, secrets);
      SignerKey signer =
          new SignerKey(installation, key(settings.auditKey(), settings, "audit.key"));
      Migrations.register(owner, signer.verifier());
      if (owner.user().equals(service.user())) {
        LOG.warn(
            "The service's database role {} owns the tables, and so could change the log. Maybe give the owner a role of its own: RAPPORT_DATABASE_OWNER_URL",
            owner.user());
      }
      return new OpenDatabase(vertx, metrics, embedded, service, owner, secrets, signer);
    } catch (RuntimeException e) {
      Node.await(vertx.close());
      if (embedded != null) {
        embedded.close();
      }
      throw e;
    }
  }

  private static byte[] key(Optional<String> given, Settings settings, String file) {
    return given
        .map(HexFormat.of()::parseHex)
        .orElseGet(() -> KeyFile.read(settings.dataDir().resolve(file)));
  }

  /** Puts other keys in the place of those in use, by a connection that is closed then. */
  <T> T rotating(Function<KeyRotation, Future<T>> work) {
    Database owned = Database.connect(vertx, owner, secrets);
    try {
      return Node.awaitLongWork(work.apply(new KeyRotation(owned)));
    } finally {
      Node.await(owned.close());
    }
  }

  /** What follows from the master key. */
  Secrets secrets() {
    return secrets;
  }

  /** What checkpoints are signed with. */
  SignerKey signer() {
    return signer;
  }

  /** The event loops and timers. */
  Vertx vertx() {
    return vertx;
  }

  /** What is counted and measured. */
  Metrics metrics() {
    return metrics;
  }

  /** Where it is. */
  DatabaseSettings settings() {
    return settings;
  }

  /** The connections. */
  Database database() {
    return database;
  }

  /**
   * Its owner closes it when the process is told to stop: until then the database stays, also while
   * the JVM goes down, so that what is under way can end.
   */
  void closedByOwner() {
    if (embedded != null) {
      embedded.stopOnlyWhenClosed();
    }
  }

  @Override
  public void close() {
    try {
      Node.await(database.close());
      Node.await(vertx.close());
    } finally {
      if (embedded != null) {
        embedded.close();
      }
    }
  }
}
