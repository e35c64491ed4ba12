package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.store.KeyStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All keys that open something, as they were read last. A key that is not among them is nobody's:
 * so that wrong keys, however many come, ask the database once a second together and are not
 * remembered, and right ones are found as fast as ever.
 */
final class KeyRing {
  /** How many keys are held; more than an installation has. Of more, each is asked for. */
  static final int MAX_KEYS = 10_000;

  /**
   * How long what was read counts. A node hears at once when a key is revoked; this is how long it
   * opens doors at most when that was not heard.
   */
  static final Duration BELIEVED_FOR = Duration.ofSeconds(10);

  /** How long a key that is not there is nobody's, in case that its making was not heard of. */
  static final Duration UNKNOWN_FOR = Duration.ofSeconds(1);

  /** To the minute is enough to see which keys are no longer used. */
  private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

  private final KeyStore store;
  private final InstantSource clock;
  private final Map<String, Instant> noted = new HashMap<>();
  private @Nullable Ring ring;
  private @Nullable Future<Ring> reading;

  /** How often all was forgotten. */
  private long forgotten;

  /**
   * What was read.
   *
   * @param whole whether there are no more keys than these
   */
  private record Ring(Map<KeyHash, KeyStore.Kept> keys, boolean whole, Instant at) {
    boolean isYounger(Duration age, Instant now) {
      return now.isBefore(at.plus(age));
    }
  }

  KeyRing(KeyStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Whose key has this hash; empty when nobody's, or it was revoked or has expired. */
  Future<Optional<Caller>> find(KeyHash hash) {
    Ring known = known();
    Instant now = clock.instant();
    if (known != null) {
      boolean told = known.keys().containsKey(hash) || !known.whole();
      if (known.isYounger(told ? BELIEVED_FOR : UNKNOWN_FOR, now)) {
        return find(hash, known);
      }
    }
    return read().compose(ring -> find(hash, ring));
  }

  private Future<Optional<Caller>> find(KeyHash hash, Ring ring) {
    KeyStore.Kept kept = ring.keys().get(hash);
    return kept != null || ring.whole()
        ? Future.succeededFuture(caller(kept, clock.instant()))
        : store
            .find(hash.toBytes(), clock.instant())
            .map(found -> caller(found.orElse(null), clock.instant()));
  }

  private Optional<Caller> caller(KeyStore.@Nullable Kept kept, Instant now) {
    if (kept == null || (kept.expiresAt() != null && !now.isBefore(kept.expiresAt()))) {
      return Optional.empty();
    }
    note(kept.caller().name(), now);
    return Optional.of(kept.caller());
  }

  private void note(String name, Instant now) {
    synchronized (this) {
      Instant before = noted.get(name);
      if (before != null && now.isBefore(before.plus(NOTED_EVERY))) {
        return;
      }
      if (noted.size() >= MAX_KEYS) {
        noted.clear();
      }
      noted.put(name, now);
    }
    store
        .used(name, now)
        .onFailure(failure -> LOG.debug("A use was not noted: {}", failure.getMessage()));
  }

  private synchronized @Nullable Ring known() {
    return ring;
  }

  /** Reads all keys; whoever asks meanwhile waits for the same answer. */
  private synchronized Future<Ring> read() {
    Future<Ring> running = reading;
    if (running != null) {
      return running;
    }
    long asked = forgotten;
    Instant at = clock.instant();
    Future<Ring> read = store.open(at, MAX_KEYS + 1).map(kept -> ring(kept, at));
    reading = read;
    read.onComplete(done -> end(asked, done.succeeded() ? done.result() : null));
    return read;
  }

  private static Ring ring(List<KeyStore.Hashed> all, Instant at) {
    Map<KeyHash, KeyStore.Kept> keys = new HashMap<>();
    all.stream().limit(MAX_KEYS).forEach(each -> keys.put(KeyHash.of(each.hash()), each.kept()));
    return new Ring(keys, all.size() <= MAX_KEYS, at);
  }

  private synchronized void end(long asked, @Nullable Ring read) {
    // What was read before keys were changed may be what was changed.
    if (asked == forgotten) {
      reading = null;
      ring = read == null ? ring : read;
    }
  }

  /** Reads anew when asked next: keys were changed. */
  synchronized void forget() {
    forgotten++;
    ring = null;
    reading = null;
  }
}
