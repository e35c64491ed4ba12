package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.store.KeyStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out who calls, by the key shown. */
public final class Callers {
  /** How many keys are remembered, the last used; more than an installation has. */
  static final int MAX_REMEMBERED = 1_000;

  /**
   * How long a key is remembered. A node hears at once when one is revoked; this is how long it
   * opens doors at most when that was not heard.
   */
  static final Duration REMEMBERED_FOR = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

  private final KeyStore keys;
  private final InstantSource clock;
  private final @Nullable KeyHash firstKey;
  private final Map<KeyHash, Known> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyHash, Known> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  /** How often everybody was forgotten; written by who has the lock. */
  private volatile long forgotten;

  private record Known(Caller caller, Instant until) {}

  /**
   * Callers with keys in this store.
   *
   * @param firstKey a key from outside that has every role and cannot be revoked, or null
   */
  public Callers(KeyStore keys, InstantSource clock, @Nullable String firstKey) {
    this.keys = keys;
    this.clock = clock;
    this.firstKey = firstKey == null ? null : KeyHash.of(firstKey);
  }

  /**
   * Whose key this is; empty when it is nobody's, or was revoked.
   *
   * @return complete at once when the key was seen a moment ago; may fail with {@link
   *     org.rapport.store.StoreUnavailableException}
   */
  public Future<Optional<Caller>> find(String key) {
    KeyHash hash = KeyHash.of(key);
    if (hash.equals(firstKey)) {
      return Future.succeededFuture(Optional.of(Caller.firstKey()));
    }
    Caller known = known(hash);
    long asked = forgotten;
    return known != null
        ? Future.succeededFuture(Optional.of(known))
        : keys.find(hash.toBytes(), clock.instant())
            .onSuccess(found -> found.ifPresent(kept -> remember(hash, kept, asked)))
            .map(found -> found.map(KeyStore.Kept::caller));
  }

  private synchronized @Nullable Caller known(KeyHash hash) {
    Known known = remembered.get(hash);
    return known == null || !clock.instant().isBefore(known.until()) ? null : known.caller();
  }

  private void remember(KeyHash hash, KeyStore.Kept kept, long asked) {
    Instant now = clock.instant();
    Instant until = now.plus(REMEMBERED_FOR);
    Instant expires = kept.expiresAt();
    synchronized (this) {
      // What was read before keys were changed may be what was changed.
      if (asked == forgotten) {
        remembered.put(
            hash,
            new Known(kept.caller(), expires == null || expires.isAfter(until) ? until : expires));
      }
    }
    keys.used(kept.caller().name(), now)
        .onFailure(failure -> LOG.debug("A use was not noted: {}", failure.getMessage()));
  }

  /** Remembers nobody: keys were changed. */
  public synchronized void forget() {
    forgotten++;
    remembered.clear();
  }
}
