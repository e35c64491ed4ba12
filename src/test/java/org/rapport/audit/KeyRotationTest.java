package org.rapport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapport.store.Database;
import org.rapport.store.DecisionLog;
import org.rapport.store.KeyRotation;
import org.rapport.store.LogTree;
import org.rapport.store.Migrations;
import org.rapport.store.Secrets;
import org.rapport.store.StepLog;
import org.rapport.store.StoreUnavailableException;
import org.rapport.store.TestDatabase;
import org.rapport.store.TreeReader;
import org.rapport.store.TreeWriter;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.KeyChange;
import org.rapport.tree.SignerKey;
import org.rapport.tree.VerifierKey;

/** Keys are replaced, and what was said and signed with those before stays readable and proven. */
class KeyRotationTest {
  private static final SignerKey SECOND =
      new SignerKey("rapport/test", HexFormat.of().parseHex("15".repeat(32)));
  private static final SignerKey THIRD =
      new SignerKey("rapport/test", HexFormat.of().parseHex("25".repeat(32)));
  private static final StepLog.Entry STEP =
      new StepLog.Entry("audit-key", "{\"step\":\"s\"}".getBytes(StandardCharsets.UTF_8));

  private LoggedHouse house;
  private Database owned;

  @BeforeEach
  void open() {
    house = new LoggedHouse();
    owned =
        Database.connect(house.database.vertx(), house.database.settings(), TestDatabase.SECRETS);
    house.database.execute("UPDATE rapport.installation SET verifier_key = NULL");
    Migrations.register(house.database.settings(), LoggedHouse.KEY.verifier());
  }

  @AfterEach
  void close() {
    await(owned.close().map(""));
    house.close();
  }

  private void rotate(SignerKey to) {
    assertThat(await(new KeyRotation(owned).audit(house.signer, to, house.now(), STEP))).isTrue();
    house.signer = to;
    house.checkpoint();
  }

  private static List<String> verify(List<String> lines, VerifierKey key) {
    BundleVerifier verifier = new BundleVerifier(key, List.of());
    lines.forEach(line -> verifier.line(line.getBytes(StandardCharsets.UTF_8)));
    return verifier.result().findings().stream().map(Object::toString).toList();
  }

  /** Three decisions by each of three keys. */
  private List<String> rotatedTwice() {
    house.decide(3);
    house.wait(1);
    rotate(SECOND);
    house.wait(1);
    house.decide(3);
    house.wait(1);
    rotate(THIRD);
    house.wait(1);
    house.decide(3);
    return house.export();
  }

  @Test
  void theLogIsProvenByAnyOfItsKeys() throws IOException {
    List<String> lines = rotatedTwice();
    if (Boolean.getBoolean("rapport.golden.write")) {
      Path fixtures = Path.of("fixtures", "audit");
      Files.write(fixtures.resolve("rotated.jsonl"), lines);
      Files.writeString(
          fixtures.resolve("rotated-key.txt"), LoggedHouse.KEY.verifier().toString() + "\n");
    }
    for (SignerKey key : List.of(LoggedHouse.KEY, SECOND, THIRD)) {
      assertThat(verify(lines, key.verifier())).isEmpty();
    }
    SignerKey stranger = new SignerKey("rapport/test", HexFormat.of().parseHex("35".repeat(32)));
    assertThat(verify(lines, stranger.verifier()))
        .anyMatch(found -> found.contains("does not follow from the key that is trusted"))
        .anyMatch(found -> found.contains("is not signed with the key"));
    assertThat(
            BundleVerifier.keys(LoggedHouse.KEY.verifier(), lines.stream())
                .read(house.notes.get(house.notes.size() - 1))
                .size())
        .as("a witness knows the new key by the old one")
        .isEqualTo(11);
  }

  @Test
  void aKeyThatNobodyVouchedForIsFound() {
    List<String> lines = rotatedTwice();
    List<String> without = new ArrayList<>(lines);
    without.removeIf(line -> line.contains("\"key-change\",\"note\""));
    assertThat(without).hasSize(lines.size() - 2);
    assertThat(verify(without, LoggedHouse.KEY.verifier()))
        .anyMatch(found -> found.startsWith("a checkpoint at 4: "));

    SignerKey stranger = new SignerKey("rapport/test", HexFormat.of().parseHex("35".repeat(32)));
    String own = KeyChange.signed(stranger, THIRD, house.now());
    house.database.execute(
        "UPDATE rapport.audit_key_change SET note = '%s' WHERE seq = 2".formatted(own));
    assertThat(verify(house.export(), LoggedHouse.KEY.verifier()))
        .anyMatch(found -> found.contains("does not follow from the key that is trusted"));
  }

  @Test
  void aKeyThatWasReplacedSignsNothingAnyMore() {
    house.decide(3);
    house.wait(1);
    rotate(SECOND);
    house.wait(1);
    await(house.log().append(house.record(50, "customer-50")));
    TreeWriter old =
        new TreeWriter(
            house.database.database(), LoggedHouse.KEY, Clock.fixed(house.now(), ZoneOffset.UTC));
    assertThatThrownBy(() -> await(old.run(LogTree.DECISIONS)))
        .hasMessageContaining("signed with another key now");
    house.checkpoint();
    Checkpoint last = Checkpoint.read(house.notes.get(house.notes.size() - 1), SECOND.verifier());
    house.database.execute(
        "UPDATE rapport.tree_checkpoint SET note = '%s' WHERE size = %d"
            .formatted(last.signed(LoggedHouse.KEY), last.size()));
    assertThat(verify(house.export(), LoggedHouse.KEY.verifier()))
        .anyMatch(found -> found.contains("is signed with a key that signed from the beginning"));
    assertThat(await(new KeyRotation(owned).audit(LoggedHouse.KEY, THIRD, house.now(), STEP)))
        .as("it cannot hand over twice")
        .isFalse();
  }

  @Test
  void whatWasSealedIsReadWithTheNextMasterKey() {
    house.decide(3);
    Secrets next = TestDatabase.SECRETS.rotated(HexFormat.of().parseHex("17".repeat(32)));
    KeyRotation rotation = new KeyRotation(owned);
    assertThat(await(rotation.master(TestDatabase.SECRETS, next, STEP))).isTrue();
    assertThat(await(rotation.master(TestDatabase.SECRETS, next, STEP))).as("once").isFalse();

    // A node that runs with the old key makes nothing that nobody could read.
    assertThatThrownBy(() -> await(house.log().append(house.record(50, "customer-50"))))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("master key was replaced");

    Secrets fresh =
        Migrations.secrets(
            house.database.settings(), new Secrets(HexFormat.of().parseHex("17".repeat(32))));
    Database connections =
        Database.connect(house.database.vertx(), house.database.service(), fresh);
    try {
      DecisionLog log = new DecisionLog(connections);
      assertThat(await(log.find(LoggedHouse.id(2))))
          .hasValueSatisfying(stored -> assertThat(stored.customerId()).isEqualTo("customer-2"));
      await(log.append(house.record(60, "customer-2")));
      house.checkpoint();
      assertThat(house.database.query("SELECT count(DISTINCT subject) FROM rapport.decision"))
          .as("the same customer stays the same")
          .isEqualTo("3");
      assertThat(
              await(new TreeReader(connections).rows().decisions(List.of(LoggedHouse.id(1)), true)))
          .hasEntrySatisfying(LoggedHouse.id(1), logged -> assertThat(logged.opened()).isNotNull());
    } finally {
      await(connections.close().map(""));
    }
  }
}
