package org.rapport.decision;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.store.KeyStore;
import org.rapport.token.Tokens;

/** Finds out who calls, by the key or the token shown. */
public final class Callers {
  private final KeyRing keys;
  private final @Nullable KeyHash firstKey;
  private final @Nullable Tokens tokens;

  /**
   * Callers with keys in this store.
   *
   * @param firstKey a key from outside that has every role and cannot be revoked, or null
   */
  public Callers(KeyStore keys, InstantSource clock, @Nullable String firstKey) {
    this(keys, clock, firstKey, null);
  }

  /**
   * The same, or with a token.
   *
   * @param tokens the issuer's whose tokens are taken, or null
   */
  public Callers(
      KeyStore keys, InstantSource clock, @Nullable String firstKey, @Nullable Tokens tokens) {
    this.keys = new KeyRing(keys, clock);
    this.firstKey = firstKey == null ? null : KeyHash.of(firstKey);
    this.tokens = tokens;
  }

  /**
   * Whose key or token this is; empty when it is nobody's key, or one that was revoked or has
   * expired.
   *
   * @return complete at once when the keys were read a moment ago; may fail with {@link
   *     org.rapport.store.StoreUnavailableException}, or with {@link
   *     org.rapport.token.TokenRefusedException} for a token
   */
  public Future<Optional<Caller>> find(String shown) {
    KeyHash hash = KeyHash.of(shown);
    if (hash.equals(firstKey)) {
      return Future.succeededFuture(Optional.of(Caller.firstKey()));
    }
    return tokens != null && Tokens.isOne(shown)
        ? tokens.find(shown).map(Optional::of)
        : keys.find(hash);
  }

  /** Remembers nobody: keys were changed. */
  public void forget() {
    keys.forget();
  }

  /** What whoever looks after the service should know about who may call, in words. */
  public List<String> notes() {
    return tokens == null ? List.of() : tokens.notes();
  }
}
