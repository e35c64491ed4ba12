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

/** Finds out who calls, by the key shown. */
public final class Callers {
  /** How many keys are remembered, the last used; more than an installation has. */
  static final int MAX_REMEMBERED = 1_000;

  /** How long a key opens doors after another node revoked it, at most. */
  static final Duration REMEMBERED_FOR = Duration.ofSeconds(10);

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
    return known != null
        ? Future.succeededFuture(Optional.of(known))
        : keys.find(hash.toBytes())
            .map(found -> found.map(KeyStore.Kept::caller))
            .onSuccess(found -> found.ifPresent(caller -> remember(hash, caller)));
  }

  private synchronized @Nullable Caller known(KeyHash hash) {
    Known known = remembered.get(hash);
    return known == null || clock.instant().isAfter(known.until()) ? null : known.caller();
  }

  private synchronized void remember(KeyHash hash, Caller caller) {
    remembered.put(hash, new Known(caller, clock.instant().plus(REMEMBERED_FOR)));
  }

  /** Remembers nobody: keys were changed. */
  public synchronized void forget() {
    remembered.clear();
  }
}
