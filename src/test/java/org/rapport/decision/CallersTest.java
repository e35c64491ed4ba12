package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rapport.model.Caller;
import org.rapport.model.Role;
import org.rapport.store.KeyChannel;
import org.rapport.store.KeyStore;
import org.rapport.store.TestDatabase;

/** Keys end: by time, and on every node at once when they are revoked. */
class CallersTest {
  private static final Instant START = Instant.parse("2026-03-01T09:30:00Z");

  private final TestDatabase database = TestDatabase.create();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final KeyStore store = new KeyStore(database.database());

  @AfterEach
  void close() {
    database.close();
  }

  private static Caller reader(String name) {
    return new Caller(name, "ada", new TreeSet<>(EnumSet.of(Role.READ)));
  }

  @Test
  void aKeyOpensNothingFromTheInstantOnThatItExpires() {
    Callers callers = new Callers(store, clock, null);
    Keys keys = new Keys(store, callers, clock);
    String key = await(keys.create(reader("short"), START.plusSeconds(5), Caller.firstKey())).key();
    assertThat(await(callers.find(key))).contains(reader("short"));
    now.set(START.plusMillis(4_999));
    assertThat(await(callers.find(key))).as("remembered").isPresent();
    now.set(START.plusSeconds(5));
    assertThat(await(callers.find(key))).isEmpty();
    assertThat(await(keys.list()))
        .singleElement()
        .satisfies(kept -> assertThat(kept.expiresAt()).isEqualTo(START.plusSeconds(5)));
  }

  @Test
  void anotherNodeHearsThatAKeyWasRevoked() throws InterruptedException {
    Callers here = new Callers(store, clock, null);
    Callers there = new Callers(store, clock, null);
    CountDownLatch told = new CountDownLatch(3);
    KeyChannel channel =
        await(
            KeyChannel.listen(
                database.vertx(),
                database.service(),
                () -> {
                  there.forget();
                  told.countDown();
                }));
    Keys keys = new Keys(store, here, clock);
    String key = await(keys.create(reader("shared"), Caller.firstKey())).key();
    assertThat(await(there.find(key))).isPresent();
    assertThat(await(keys.revoke("shared", Caller.firstKey()))).isPresent();
    // When it began to listen, when the key was made, and when it was revoked.
    assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(await(there.find(key))).isEmpty();
    await(channel.close().map(""));
  }

  @Test
  void whenAKeyWasLastShownIsKnownToTheMinute() {
    Callers callers = new Callers(store, clock, null);
    Keys keys = new Keys(store, callers, clock);
    String key = await(keys.create(reader("used"), Caller.firstKey())).key();
    assertThat(await(keys.list()).get(0).lastUsedAt()).isNull();
    await(store.used("used", START).map(""));
    await(store.used("used", START.plusSeconds(30)).map(""));
    assertThat(await(keys.list()).get(0).lastUsedAt()).isEqualTo(START);
    await(store.used("used", START.plusSeconds(61)).map(""));
    assertThat(await(keys.list()).get(0).lastUsedAt()).isEqualTo(START.plusSeconds(61));
    assertThat(await(callers.find(key))).isPresent();
  }

  @Test
  void tenThousandWrongKeysAskTheDatabaseNothing() {
    Callers callers = new Callers(store, clock, null);
    Keys keys = new Keys(store, callers, clock);
    String key = await(keys.create(reader("right"), Caller.firstKey())).key();
    assertThat(await(callers.find("wrong"))).isEmpty();
    // From now on every question fails.
    database.execute("ALTER TABLE rapport.api_key RENAME TO api_key_away");
    for (int i = 0; i < 10_000; i++) {
      String wrong =
          i % 2 == 0 ? "wrong-" + i : key.substring(0, key.length() - 1) + (char) ('g' + i % 7);
      Future<Optional<Caller>> answer = callers.find(wrong);
      assertThat(answer.succeeded()).as("at once").isTrue();
      assertThat(answer.result()).isEmpty();
    }
    assertThat(callers.find(key).result()).contains(reader("right"));
    now.set(START.plusSeconds(2));
    assertThat(callers.find(key).result()).contains(reader("right"));
    assertThatThrownBy(() -> await(callers.find("wrong")))
        .as("asks once more after a second")
        .hasMessageContaining("api_key");
    database.execute("ALTER TABLE rapport.api_key_away RENAME TO api_key");
    assertThat(await(callers.find("wrong"))).isEmpty();
  }

  @Test
  void whoAsksAtOneTimeIsToldByOneQuestion() {
    Callers callers = new Callers(store, clock, null);
    Keys keys = new Keys(store, callers, clock);
    String key = await(keys.create(reader("right"), Caller.firstKey())).key();
    // Each question takes a moment, and of 2,000 none would end in time.
    database.execute(
        """
        ALTER TABLE rapport.api_key RENAME TO api_key_there;
        CREATE VIEW rapport.api_key AS
          SELECT api_key_there.* FROM rapport.api_key_there, pg_sleep(0.2);
        GRANT SELECT, UPDATE ON rapport.api_key TO PUBLIC
        """);
    List<Future<Optional<Caller>>> answers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      answers.add(callers.find(i == 1_000 ? key : "wrong-" + i));
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat(await(answers.get(i)).isPresent()).as("key %d", i).isEqualTo(i == 1_000);
    }
  }

  @Test
  void aKeyMadeElsewhereIsFoundWithinASecondThoughNobodyTold() {
    Callers callers = new Callers(store, clock, null);
    assertThat(await(callers.find("wrong"))).isEmpty();
    String key =
        await(
                new Keys(store, new Callers(store, clock, null), clock)
                    .create(reader("elsewhere"), Caller.firstKey()))
            .key();
    now.set(START.plusSeconds(1));
    assertThat(await(callers.find(key))).contains(reader("elsewhere"));
  }
}
