package org.rapport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.store.DatabaseSettings;
import org.rapport.store.LogTree;

/** Whatever is done to the log past the service, the verifier finds it and names the row. */
class TamperingTest {
  private static final String THIRD = LoggedHouse.id(3).toString();
  private static final String WHERE = " WHERE decision_id = '" + THIRD + "'";
  private static final String ROW = "position 2, decision " + THIRD;

  private static LoggedHouse house;

  @BeforeAll
  static void open() {
    house = new LoggedHouse();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void fill() {
    house.clear();
    for (int round = 0; round < 3; round++) {
      // One by one, so that each stands at its place.
      house.decide(1);
      house.decide(1);
      house.wait(1);
    }
    house.decide(20);
  }

  @Test
  void anUntouchedLogIsAsItWasSigned() {
    BundleVerifier.Result result = LoggedHouse.result(house.export(), house.notes);
    assertThat(result.findings()).isEmpty();
    assertThat(result.decisions()).isEqualTo(26);
    assertThat(result.checkpoints()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "caller = caller || 'x'",
        "as_of = as_of + interval '1 microsecond'",
        "received_at = received_at + interval '1 microsecond'",
        "decided_at = decided_at - interval '30 days'",
        "fallback = NOT fallback",
        "subject = gen_random_uuid()",
        "sealed_hash = set_bit(sealed_hash, 9, 1 - get_bit(sealed_hash, 9))",
        "commitment = set_bit(commitment, 9, 1 - get_bit(commitment, 9))",
        "brought_in = NOT brought_in",
      })
  void aChangedHeaderIsFound(String change) {
    assertThat(house.after("UPDATE rapport.decision SET " + change + WHERE))
        .anyMatch(found -> found.startsWith(ROW + ": the row was changed"));
  }

  @Test
  void everyBitOfTheSealedRecordCounts() {
    for (int bit : new int[] {0, 100, 500}) {
      assertThat(
              house.after(
                  "UPDATE rapport.decision_body SET sealed ="
                      + " set_bit(sealed, %d, 1 - get_bit(sealed, %d))".formatted(bit, bit)
                      + WHERE))
          .anyMatch(found -> found.startsWith(ROW + ": its sealed record was changed"));
    }
  }

  @Test
  void aDecisionGivenOtherRulesIsFound() {
    assertThat(
            house.after(
                """
                WITH other AS (
                  INSERT INTO rapport.decided_by
                    (digest, rulebase, version, build, cards, dictionary)
                  SELECT sha256(digest), rulebase, 'sha256:v2', build, cards, dictionary
                  FROM rapport.decided_by RETURNING ref)
                UPDATE rapport.decision SET decided_by = (SELECT ref FROM other)
                """
                    + WHERE))
        .anyMatch(found -> found.startsWith(ROW + ": the row was changed"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cards = cards || ' '",
        "dictionary = set_bit(dictionary, 3, 1 - get_bit(dictionary, 3))",
        "version = 'sha256:v2'",
        "build = 'sha256:b2'",
        "rulebase = 'shop'",
      })
  void aSwappedTextOfTheRulesIsFound(String change) {
    assertThat(house.after("UPDATE rapport.decided_by SET " + change))
        .anyMatch(found -> found.startsWith("rules ") && found.contains("their text was changed"));
  }

  @Test
  void aDeletedRowIsFound() {
    assertThat(house.after("DELETE FROM rapport.decision" + WHERE))
        .contains(ROW + ": the tree has it, but the row was deleted");
  }

  @Test
  void aDeletedBodyIsFound() {
    assertThat(house.after("DELETE FROM rapport.decision_body" + WHERE))
        .contains(ROW + ": its sealed record is gone");
  }

  @Test
  void aDeletedBatchIsFound() {
    assertThat(house.after("DELETE FROM rapport.tree_batch WHERE first_position = 2"))
        .anyMatch(found -> found.startsWith("position 2, ") && found.contains("was deleted"))
        .anyMatch(found -> found.startsWith("decision " + THIRD + ": it is on record, but in no"));
  }

  @Test
  void anInsertedRowIsFound() {
    assertThat(
            house.after(
                """
                INSERT INTO rapport.decision (decision_id, caller, as_of, received_at, decided_at,
                  decided_by, fallback, subject, sealed_hash, commitment, batch_id)
                SELECT '00000000-0000-0007-0000-000000000999', caller, as_of, received_at,
                  decided_at, decided_by, fallback, subject, sealed_hash, commitment, batch_id
                FROM rapport.decision
                """
                    + WHERE))
        .contains(
            "decision 00000000-0000-0007-0000-000000000999: it is on record, but in no tree: it was"
                + " inserted past the service");
  }

  @Test
  void swappedRowsAreFound() {
    assertThat(
            house.after(
                """
                UPDATE rapport.tree_batch SET ids = CASE first_position
                  WHEN 2 THEN (SELECT ids FROM rapport.tree_batch WHERE first_position = 3)
                  ELSE (SELECT ids FROM rapport.tree_batch WHERE first_position = 2) END
                WHERE first_position IN (2, 3)
                """))
        .anyMatch(found -> found.startsWith("position 3, decision " + THIRD + ": the row was"));
  }

  @Test
  void aRowThatWasPutInLateWithAnEarlierTimeIsFound() {
    house.wait(10);
    house.decide(1);
    // Through the service's own door: nothing is forged but the time.
    house.wait(-9);
    org.rapport.store.TestDatabase.await(house.log().append(house.record(900, "customer-900")));
    house.wait(9);
    house.checkpoint();
    assertThat(LoggedHouse.verify(house.export(), house.notes))
        .hasSize(1)
        .allMatch(
            found ->
                found.startsWith("position 27, decision " + LoggedHouse.id(900))
                    && found.contains("it was back-dated"));
  }

  @Test
  void aTruncatedLogIsFound() {
    String allFromTwentyOn =
        "DELETE FROM rapport.tree_checkpoint WHERE size > 6;"
            + "DELETE FROM rapport.decision_body WHERE decision_id > '%s';"
            + "DELETE FROM rapport.decision WHERE decision_id > '%s';"
            + "DELETE FROM rapport.tree_batch WHERE first_position >= 6";
    assertThat(house.after(allFromTwentyOn.replace("%s", LoggedHouse.id(6).toString())))
        .containsExactly(
            "positions 6 to 25: the log was truncated: the witness saw them at " + house.now());
  }

  @Test
  void aForkIsFoundByWhoHasSeenTheOther() {
    List<String> seen = List.copyOf(house.notes);
    house.clear();
    house.decide(3);
    house.wait(3);
    house.decide(23);
    assertThat(LoggedHouse.verify(house.export(), house.notes)).isEmpty();
    assertThat(LoggedHouse.verify(house.export(), seen))
        .anyMatch(found -> found.startsWith("the tree of 26 leaves: the witness saw another one"));
  }

  @Test
  void aTreeThatWasMadeToFitIsFoundByWhatWasSigned() {
    // Who owns the database can change the row and the tree alike, but cannot sign.
    String hash = "sha256('\\x00'::bytea || convert_to('{}', 'UTF8'))";
    assertThat(
            house.after(
                "UPDATE rapport.decision SET caller = 'x'"
                    + WHERE
                    + "; UPDATE rapport.tree_tile SET hashes = overlay(hashes placing "
                    + hash
                    + " from 65) WHERE level = 0"))
        .anyMatch(found -> found.contains("the tree is not the one that was signed"));
  }

  @Test
  void aCheckpointSignedWithAnotherKeyIsFound() {
    List<String> lines = new ArrayList<>(house.export());
    String own = house.notes.get(house.notes.size() - 1);
    house.database.execute(
        "UPDATE rapport.tree_checkpoint SET note = '%s' WHERE size = 26"
            .formatted(house.signedBySomebodyElse()));
    assertThat(lines)
        .anyMatch(line -> line.contains(own.substring(own.length() - 12, own.length() - 2)));
    assertThat(LoggedHouse.verify(house.export(), house.notes))
        .anyMatch(
            found ->
                found.startsWith(
                    "a checkpoint at 26: The checkpoint of 26 leaves is not signed with"));
  }

  @Test
  void aBundleThatWasCutOrChangedOnTheWayIsFound() {
    List<String> lines = house.export();
    assertThat(LoggedHouse.verify(lines.subList(0, lines.size() - 1), List.of()))
        .anyMatch(found -> found.contains("it was cut off"));
    for (int i = 1; i < lines.size() - 1; i++) {
      List<String> without = new ArrayList<>(lines);
      String removed = without.remove(i);
      if (!removed.contains("\"type\":\"checkpoint\"")) {
        assertThat(LoggedHouse.verify(without, List.of())).as(removed).isNotEmpty();
      }
    }
  }

  @Test
  void anyPartOfTheLogIsVerifiedByItself() {
    Export.Question part =
        new Export.Question(
            LogTree.DECISIONS,
            LoggedHouse.START.plus(Duration.ofMinutes(90)),
            LoggedHouse.START.plus(Duration.ofMinutes(110)),
            false,
            null,
            null);
    BundleVerifier.Result result = LoggedHouse.result(house.export(part), house.notes);
    assertThat(result.findings()).isEmpty();
    assertThat(result.start()).isEqualTo(4);
    assertThat(result.size()).isEqualTo(5);
  }

  @Test
  void anExportGoesOnWhereItWasBrokenOff() {
    List<String> whole = house.export();
    int cut = 10;
    long after = 3;
    assertThat(whole.get(cut)).contains("\"position\":" + (after + 1));
    List<String> rest =
        house.export(new Export.Question(LogTree.DECISIONS, null, null, true, after, 26L));
    List<String> both = new ArrayList<>(whole.subList(0, cut));
    both.addAll(rest);
    assertThat(LoggedHouse.verify(both, house.notes)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE decision SET caller = 'x'",
        "DELETE FROM decision",
        "UPDATE decision_body SET sealed = ''",
        "DELETE FROM decision_body",
        "UPDATE decided_by SET cards = ''",
        "DELETE FROM decided_by",
        "UPDATE tree_batch SET first_position = 9",
        "DELETE FROM tree_batch",
        "UPDATE tree_checkpoint SET note = ''",
        "DELETE FROM tree_checkpoint",
        "DELETE FROM log_entry",
        "UPDATE installation SET verifier_key = 'x'",
        "TRUNCATE decision",
        "ALTER TABLE decision ADD COLUMN more text",
        "DROP TABLE decision_body",
        "CREATE TABLE more (x int)",
      })
  void theServicesOwnRoleCannotChangeTheLog(String sql) throws SQLException {
    DatabaseSettings service = house.database.service();
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s?currentSchema=rapport"
                    .formatted(service.host(), service.port(), service.database()),
                service.user(),
                service.password());
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(sql))
          .isInstanceOfSatisfying(
              SQLException.class, refused -> assertThat(refused.getSQLState()).isEqualTo("42501"));
    }
  }
}
