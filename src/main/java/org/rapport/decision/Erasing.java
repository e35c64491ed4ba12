package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.rapport.json.ErasureJson;
import org.rapport.store.ErasureStore;

/** Erases customers, and holds back where the law does; answers JSON ready to serve. */
public final class Erasing {
  /** The longest reason of a hold, in characters. */
  public static final int MAX_REASON_LENGTH = 1_000;

  private final ErasureStore store;
  private final InstantSource clock;

  /** Erases from this store. */
  public Erasing(ErasureStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Erases a customer; empty when nothing is known of any.
   *
   * @param by the name of the key
   * @return fails with {@link org.rapport.store.LegalHoldException}
   */
  public Future<Optional<byte[]>> erase(String customerId, String by) {
    return store
        .erase(customerId, by, now())
        .map(
            erased ->
                erased.map(
                    all ->
                        ErasureJson.erased(
                            all.erasureId().toString(),
                            all.erasedAt(),
                            all.events(),
                            all.subjects().stream().map(UUID::toString).toList())));
  }

  /** From now on the customer must not be erased. */
  public Future<byte[]> hold(String customerId, String reason, String by) {
    return store.hold(customerId, reason, by, now()).map(held -> ErasureJson.hold(reason));
  }

  /** The customer may be erased again; empty when that was so before. */
  public Future<Optional<byte[]>> release(String customerId) {
    return store.release(customerId).map(reason -> reason.map(ErasureJson::hold));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
