package org.rapport.decision;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rapport.json.ErasureJson;
import org.rapport.model.Caller;
import org.rapport.model.RecordedStep;
import org.rapport.store.ErasureStore;
import org.rapport.store.StepLog;

/** Erases customers, and holds back where the law does; answers JSON ready to serve. */
public final class Erasing {
  /** The longest reason of a hold, in characters. */
  public static final int MAX_REASON_LENGTH = 1_000;

  private final ErasureStore store;
  private final InstantSource clock;
  private final Supplier<Future<Void>> forgetting;

  /**
   * Erases from this store.
   *
   * @param forgetting lets this node forget at once what it holds in memory; the others are told
   */
  public Erasing(ErasureStore store, InstantSource clock, Supplier<Future<Void>> forgetting) {
    this.store = store;
    this.clock = clock;
    this.forgetting = forgetting;
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
        .compose(erased -> forgetting.get().otherwiseEmpty().map(erased))
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

  /**
   * From now on the customer must not be erased; who held when and why stays on record for good.
   *
   * @param reason names a case and not the customer: see {@link #names}
   */
  public Future<byte[]> hold(String customerId, String reason, Caller by) {
    Instant at = now();
    return store
        .hold(
            customerId,
            reason,
            by.name(),
            at,
            step("hold-set", customerId, at, by, reason, Map.of()))
        .map(held -> ErasureJson.hold(reason));
  }

  /**
   * The customer may be erased again; empty when that was so before.
   *
   * @param why as for holding, or null
   */
  public Future<Optional<byte[]>> release(String customerId, @Nullable String why, Caller by) {
    Instant at = now();
    return store
        .release(
            customerId,
            reason -> step("hold-lifted", customerId, at, by, why, Map.of("held-for", reason)))
        .map(reason -> reason.map(ErasureJson::hold));
  }

  private StepLog.Entry step(
      String step,
      String customerId,
      Instant at,
      Caller by,
      @Nullable String why,
      Map<String, String> details) {
    String subject = "customer:" + store.standsFor(customerId);
    return StepEntries.of(
        new RecordedStep(step, at, by, subject, null, why, new TreeMap<>(details)));
  }

  /** Whether a text names the customer, as a word of its own. */
  public static boolean names(String customerId, String text) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}])" + Pattern.quote(customerId) + "(?![\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(text)
        .find();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
