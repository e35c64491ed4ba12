package org.rapport.decision;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.model.RecordedStep;
import org.rapport.model.Role;
import org.rapport.store.KeyStore;
import org.rapport.store.StepLog;

/** Makes, lists and revokes the keys that callers show. */
public final class Keys {
  /** How many keys are listed. */
  public static final int MAX_LISTED = 10_000;

  /** The longest name of a key or of its owner, in characters. */
  public static final int MAX_NAME_LENGTH = 100;

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]*");

  private static final Set<String> TAKEN =
      Set.of(Caller.FIRST_KEY, Caller.COMMAND_LINE, Caller.SERVICE);

  /** 192 random bits: beyond guessing, so that a plain hash is enough. */
  private static final int KEY_BYTES = 24;

  /** What every key begins with, so that one that leaked can be found. */
  private static final String PREFIX = "rapport-";

  private final KeyStore store;
  private final Callers callers;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  /** Keys in this store; the callers are told when they change. */
  public Keys(KeyStore store, Callers callers, InstantSource clock) {
    this.store = store;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * A key that was just made.
   *
   * @param key what its owner is to show; told this once and kept nowhere
   */
  public record Made(KeyStore.Kept kept, String key) {
    @Override
    public String toString() {
      return kept.toString();
    }
  }

  /** What a name of a key may be, in words. */
  public static String nameRule() {
    return "1 to %d small letters, digits and . _ @ -, a letter or digit first"
        .formatted(MAX_NAME_LENGTH);
  }

  /** Whether a key may have this name, or an owner. */
  public static boolean mayBeNamed(String name) {
    return name.length() <= MAX_NAME_LENGTH && NAME.matcher(name).matches();
  }

  /**
   * Makes a key for an owner.
   *
   * @param wanted its name, owner and roles; {@link #mayBeNamed} holds for the names, and there is
   *     at least one role
   * @param by who asks
   * @return fails with {@link KeyNameTakenException}, also for the name of a revoked key
   */
  public Future<Made> create(Caller wanted, Caller by) {
    return create(wanted, null, by);
  }

  /**
   * The same for a key that opens nothing from some instant on.
   *
   * @param expiresAt that instant, or null
   */
  public Future<Made> create(Caller wanted, @Nullable Instant expiresAt, Caller by) {
    if (!mayBeNamed(wanted.name()) || !mayBeNamed(wanted.owner()) || wanted.roles().isEmpty()) {
      throw new IllegalArgumentException("No such key may be made: " + wanted);
    }
    if (TAKEN.contains(wanted.name())) {
      return Future.failedFuture(new KeyNameTakenException(wanted.name()));
    }
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    String key = PREFIX + HexFormat.of().formatHex(secret);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    String roles = wanted.roles().stream().map(Role::word).collect(Collectors.joining(","));
    Instant expires = expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MICROS);
    Map<String, String> details = new TreeMap<>(Map.of("for", wanted.owner(), "roles", roles));
    if (expires != null) {
      details.put("expires", expires.toString());
    }
    StepLog.Entry step = entry("key-created", now, by, wanted.name(), details);
    return store
        .create(wanted, KeyHash.of(key).toBytes(), now, expires, step)
        .onSuccess(created -> callers.forget())
        .compose(
            created ->
                created
                    ? Future.succeededFuture(
                        new Made(new KeyStore.Kept(wanted, now, null, expires, null), key))
                    : Future.failedFuture(new KeyNameTakenException(wanted.name())));
  }

  /**
   * Revokes a key; it stays on record. One that was revoked before stays as it was.
   *
   * @return the key as it is now, or empty when there is none of this name
   */
  public Future<Optional<KeyStore.Kept>> revoke(String name, Caller by) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return store
        .revoke(name, now, entry("key-revoked", now, by, name, Map.of()))
        .onSuccess(revoked -> callers.forget())
        .compose(revoked -> store.named(name));
  }

  private static StepLog.Entry entry(
      String step, Instant at, Caller by, String name, Map<String, String> details) {
    String subject = "key:" + name;
    return StepEntries.of(RecordedStep.of(step, at, by, subject, details));
  }

  /** All keys by name, revoked ones too. */
  public Future<List<KeyStore.Kept>> list() {
    return store.all(MAX_LISTED);
  }
}
