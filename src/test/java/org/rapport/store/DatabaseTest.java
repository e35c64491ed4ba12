package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static TestDatabase test;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @Test
  void answersAPing() {
    assertThat(TestDatabase.await(test.database().ping().map("answered"))).isEqualTo("answered");
  }

  @Test
  void migratingAgainChangesNothing() {
    String before = test.query("SELECT count(*) FROM rapport.flyway_schema_history");
    String unused = Migrations.run(test.settings(), test.service(), TestDatabase.SECRETS);
    assertThat(test.query("SELECT count(*) FROM rapport.flyway_schema_history")).isEqualTo(before);
  }

  @Test
  void aDatabaseThatCannotBeMigratedSaysWhy() {
    DatabaseSettings nobody = new DatabaseSettings("127.0.0.1", 1, "rapport", "rapport", "secret");
    assertThatThrownBy(() -> Migrations.run(nobody, nobody, TestDatabase.SECRETS))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("postgresql://rapport@127.0.0.1:1/rapport")
        .hasMessageContaining("Maybe it does not run")
        .hasMessageNotContaining("secret");
  }

  @Test
  void itGoesOnWhenItsConnectionsWereCut() {
    TestDatabase.await(test.database().ping().map(""));
    test.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    boolean answered = false;
    for (int attempt = 0; attempt < 100 && !answered; attempt++) {
      answered =
          TestDatabase.await(
              test.database().ping().map(true).recover(cut -> Future.succeededFuture(false)));
    }
    assertThat(answered).isTrue();
  }

  @Test
  void aDatabaseThatIsNotThereIsUnavailable() {
    DatabaseSettings nobody = new DatabaseSettings("127.0.0.1", 1, "rapport", "rapport", "secret");
    Vertx vertx = Vertx.vertx();
    Database database = Database.connect(vertx, nobody, TestDatabase.SECRETS);
    assertThatThrownBy(() -> TestDatabase.await(database.ping()))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("The database does not answer");
    TestDatabase.await(database.close());
    TestDatabase.await(vertx.close());
  }
}
