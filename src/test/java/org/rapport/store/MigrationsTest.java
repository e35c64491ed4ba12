package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import java.time.Instant;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rapport.model.RulebaseRef;

/** Data that an earlier version wrote is there after the migration. */
class MigrationsTest {
  private final TestDatabase test = TestDatabase.create();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void decisionsFromBeforeTheirTextsWerePackedAreReadByteForByte() {
    test.execute("DROP SCHEMA rapport CASCADE");
    migrateTo("3");
    test.execute(
        """
        INSERT INTO rapport.decision VALUES
          ('00000000-0000-0007-0000-000000000001', 'backend', '2026-06-30T00:00:00Z',
            '2026-06-30T12:00:00Z', '2026-06-30T12:00:01Z', 'subscription', 'sha256:v1',
            'sha256:b1', false),
          ('00000000-0000-0007-0000-000000000002', 'backend', '2026-06-30T00:00:00Z',
            '2026-06-30T12:00:00Z', '2026-06-30T12:00:01Z', 'subscription', 'sha256:v2',
            'sha256:b2', true);
        INSERT INTO rapport.decision_body VALUES
          ('00000000-0000-0007-0000-000000000001', 'c1', 'the answer', 'a body'),
          ('00000000-0000-0007-0000-000000000002', 'c2', '', 'another body')
        """);

    String unused = Migrations.run(test.settings(), test.service(), TestDatabase.SECRETS);

    DecisionLog log = new DecisionLog(test.database());
    DecisionLog.Stored first = await(log.find(new UUID(7, 1))).orElseThrow();
    assertThat(first.header())
        .isEqualTo(
            new DecisionRecord.Header(
                new UUID(7, 1),
                "backend",
                Instant.parse("2026-06-30T00:00:00Z"),
                Instant.parse("2026-06-30T12:00:00Z"),
                Instant.parse("2026-06-30T12:00:01Z"),
                new RulebaseRef("subscription", "sha256:v1", "sha256:b1"),
                false));
    assertThat(first.customerId()).isEqualTo("c1");
    assertThat(first.answer()).asString().isEqualTo("the answer");
    assertThat(first.body()).asString().isEqualTo("a body");
    DecisionLog.Stored second = await(log.find(new UUID(7, 2))).orElseThrow();
    assertThat(second.header().rulebase().version()).isEqualTo("sha256:v2");
    assertThat(second.header().fallback()).isTrue();
    assertThat(second.answer()).isEmpty();
    assertThat(second.body()).asString().isEqualTo("another body");
  }

  private void migrateTo(String version) {
    DatabaseSettings settings = test.settings();
    Flyway.configure()
        .loggers("slf4j")
        .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
        .locations("classpath:db/migration")
        .defaultSchema(Database.SCHEMA)
        .createSchemas(true)
        .target(version)
        .load()
        .migrate();
  }
}
