package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.store.TestDatabase.await;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
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
}
