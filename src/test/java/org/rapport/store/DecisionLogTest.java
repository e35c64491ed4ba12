package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;
import static org.rapport.store.TestDecisions.bytes;
import static org.rapport.store.TestDecisions.decision;
import static org.rapport.store.TestDecisions.keyed;
import static org.rapport.store.TestDecisions.summary;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapport.store.DecisionLog.Appended;

class DecisionLogTest {
  private static TestDatabase test;
  private DecisionLog log;

  @BeforeAll
  static void open() {
    test = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    test.close();
  }

  @BeforeEach
  void empty() {
    test.clear();
    log = new DecisionLog(test.database());
  }

  @Test
  void aDecisionIsReadBackByteForByte() {
    DecisionRecord record = decision(1, "c1", "2026-06-30T00:00:00.123456Z", 40);
    assertThat(await(log.append(record))).isInstanceOf(Appended.New.class);
    DecisionLog.Stored stored = await(log.find(record.header().decisionId())).orElseThrow();
    assertThat(stored.header()).isEqualTo(record.header());
    assertThat(stored.customerId()).isEqualTo("c1");
    assertThat(stored.answer()).isEqualTo(record.answer());
    assertThat(stored.body()).isEqualTo(record.body());
    assertThat(await(log.find(new UUID(0, 0)))).isEmpty();
  }

  @Test
  void aFallbackIsOnRecordButInNoList() {
    DecisionRecord record =
        decision(1, "c1", "2026-06-30T00:00:00Z", "2026-06-30T00:00:00Z", null, null);
    await(log.append(record));
    assertThat(await(log.find(record.header().decisionId()))).isPresent();
    assertThat(test.query("SELECT count(*) FROM rapport.latest_decision")).isEqualTo("0");
    assertThat(test.query("SELECT count(*) FROM rapport.decision_summary")).isEqualTo("0");
  }

  @Test
  void aKeyStandsForOneRequestAndOneDecision() {
    await(log.append(keyed(1, "c1", "k1", "request")));
    Appended repeat = await(log.append(keyed(2, "c1", "k1", "request")));
    assertThat(repeat)
        .isInstanceOfSatisfying(
            Appended.Repeat.class,
            again -> assertThat(again.earlier().answer()).isEqualTo(bytes("answer 1")));
    assertThat(await(log.append(keyed(3, "c1", "k1", "another request"))))
        .isInstanceOf(Appended.KeyReused.class);
    assertThat(test.query("SELECT count(*) FROM rapport.decision")).isEqualTo("1");
    assertThat(await(log.find(new UUID(7, 2)))).isEmpty();
  }

  @Test
  void aKeyReadAheadAndDestroyedSinceSealsNothing() {
    await(log.append(decision(1, "c1", "2026-06-30T00:00:00Z", 40)));
    DecisionLog.Ahead ahead = log.ahead("c1");
    await(ahead.read());
    erase("c1", "2026-06-30T11:59:59Z");
    await(log.append(decision(2, "c1", "2026-06-30T00:00:00Z", 40), ahead));
    assertThat(await(log.find(new UUID(7, 2))).orElseThrow().answer()).isEqualTo(bytes("answer 2"));
    assertThatThrownBy(() -> await(log.find(new UUID(7, 1)))).isInstanceOf(ErasedException.class);
  }

  @Test
  void aDecisionInTheMakingWhileItsCustomerWasErasedIsNotRecorded() {
    await(log.append(decision(1, "c1", "2026-06-30T00:00:00Z", 40)));
    DecisionLog.Ahead ahead = log.ahead("c1");
    await(ahead.read());
    erase("c1", "2026-06-30T12:00:01Z");
    assertThatThrownBy(
            () -> await(log.append(decision(2, "c1", "2026-06-30T00:00:00Z", 40), ahead)))
        .isInstanceOf(ErasedException.class);
    assertThat(await(log.find(new UUID(7, 2)))).isEmpty();
  }

  private static void erase(String customerId, String at) {
    assertThat(
            await(
                new ErasureStore(test.database()).erase(customerId, "auditor", Instant.parse(at))))
        .isPresent();
  }

  @Test
  void aKeyIsLookedUpBeforeDeciding() {
    await(log.append(keyed(1, "c1", "k1", "request")));
    assertThat(
            await(log.findByKey("backend", new DecisionRecord.Idempotency("k1", bytes("request")))))
        .get()
        .isInstanceOf(Appended.Repeat.class);
    assertThat(
            await(log.findByKey("backend", new DecisionRecord.Idempotency("k1", bytes("other")))))
        .get()
        .isInstanceOf(Appended.KeyReused.class);
    assertThat(
            await(log.findByKey("another", new DecisionRecord.Idempotency("k1", bytes("request")))))
        .isEmpty();
  }

  @Test
  void ofManyAtOnceWithOneKeyOneIsRecorded() {
    DecisionLog otherNode = new DecisionLog(test.database());
    List<Future<Appended>> running = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      DecisionRecord record = keyed(i, "c1", "k" + i % 3, "request");
      running.add((i % 2 == 0 ? log : otherNode).append(record));
    }
    List<Appended> answers = running.stream().map(TestDatabase::await).toList();
    assertThat(answers).filteredOn(answer -> answer instanceof Appended.New).hasSize(3);
    assertThat(answers).filteredOn(answer -> answer instanceof Appended.Repeat).hasSize(297);
    assertThat(test.query("SELECT count(*) FROM rapport.decision")).isEqualTo("3");
    List<byte[]> standing = new ArrayList<>();
    for (int key = 0; key < 3; key++) {
      standing.add(await(log.find(decisionIdOf("k" + key))).orElseThrow().answer());
    }
    for (int i = 0; i < 300; i++) {
      if (answers.get(i) instanceof Appended.Repeat repeat) {
        assertThat(repeat.earlier().answer()).isEqualTo(standing.get(i % 3));
      }
    }
  }

  private static UUID decisionIdOf(String key) {
    return UUID.fromString(
        test.query(
            "SELECT decision_id FROM rapport.idempotency WHERE key = '%s'"
                .formatted(
                    TestDatabase.SECRETS
                        .hidden(new DecisionRecord.Idempotency(key, new byte[0]))
                        .key())));
  }

  @Test
  void oneBadDecisionDoesNotSpoilTheOthers() {
    List<Future<Appended>> running = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      running.add(
          log.append(decision(i, i == 333 ? "c\u0000" : "c" + i, "2026-06-30T00:00:00Z", 40)));
    }
    for (int i = 0; i < 500; i++) {
      Future<Appended> each = running.get(i);
      if (i == 333) {
        assertThatThrownBy(() -> await(each)).isNotInstanceOf(StoreUnavailableException.class);
      } else {
        assertThat(await(each)).isInstanceOf(Appended.New.class);
      }
    }
    assertThat(test.query("SELECT count(*) FROM rapport.decision")).isEqualTo("499");
  }

  @Test
  void moreThanTheQueueHoldsIsTurnedAwayAtOnce() {
    DatabaseSettings nobody = new DatabaseSettings("127.0.0.1", 1, "rapport", "rapport", "secret");
    Vertx vertx = Vertx.vertx();
    Database away = Database.connect(vertx, nobody, TestDatabase.SECRETS);
    DecisionLog stuck = new DecisionLog(away);
    List<Future<Appended>> running = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      running.add(stuck.append(decision(i, "c1", "2026-06-30T00:00:00Z", 40)));
    }
    for (Future<Appended> each : running) {
      assertThatThrownBy(() -> await(each)).isInstanceOf(StoreUnavailableException.class);
    }
    await(away.close());
    await(vertx.close());
  }

  @Test
  void theAnswerComesOnTheThreadThatAsked() {
    List<Boolean> same = new ArrayList<>();
    Future<Void> asked =
        Future.future(
            done ->
                test.vertx()
                    .runOnContext(
                        started -> {
                          Thread asking = Thread.currentThread();
                          log.append(decision(1, "c1", "2026-06-30T00:00:00Z", 40))
                              .onComplete(
                                  told -> {
                                    same.add(Thread.currentThread() == asking);
                                    done.complete();
                                  });
                        }));
    await(asked);
    assertThat(same).containsExactly(true);
  }

  @Test
  void aSummaryMayHaveNoBandAndNoAction() {
    DecisionRecord.Summary bare =
        new DecisionRecord.Summary(1, -5, null, "PROSPECT", "none", List.of(), null);
    await(
        log.append(decision(1, "c1", "2026-06-30T00:00:00Z", "2026-06-30T00:00:00Z", bare, null)));
    assertThat(bare).isNotEqualTo(summary(1));
    LatestDecisions latest = new LatestDecisions(test.database());
    assertThat(
            await(
                latest.list(
                    new LatestDecisions.Filter(
                        "subscription",
                        null,
                        null,
                        null,
                        null,
                        LatestDecisions.Sort.CUSTOMER_ID,
                        null,
                        10))))
        .extracting(LatestDecisions.Latest::summary)
        .containsExactly(bare);
  }
}
