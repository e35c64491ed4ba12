package org.rapport.token;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Caller;
import org.rapport.model.Printable;
import org.rapport.model.Role;
import org.rapport.token.TokenRefusedException.Reason;

/** Finds out who calls, by the token of an OpenID Connect issuer that was shown. */
public final class Tokens {
  /** How far the issuer's clock may lie from ours. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  /** How many tokens are remembered, the last used. */
  static final int MAX_REMEMBERED = 1_000;

  /** How long a token is remembered; no longer than a key that the issuer took back may open. */
  static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

  /** How many wait to be verified at one time. */
  static final int MAX_WAITING = 256;

  /** The longest name of a person or issuer, in characters. */
  private static final int MAX_NAME_LENGTH = 255;

  private static final int MAX_WORDS = 1_000;
  private static final double MAX_SECONDS = 1e11;
  private static final long TICK_MS = 60_000;

  private final Vertx vertx;
  private final TokenSettings settings;
  private final InstantSource clock;
  private final IssuerKeys keys;
  private final WorkerExecutor workers;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<String, Known> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private record Known(Caller caller, Instant until) {}

  /** Tokens of this issuer. */
  public Tokens(Vertx vertx, TokenSettings settings, InstantSource clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.keys = new IssuerKeys(vertx, settings, clock);
    this.workers = vertx.createSharedWorkerExecutor("rapport-tokens", 1);
  }

  /** Fetches the issuer's keys, now and from time to time; done when tried, and never fails. */
  public Future<Void> start() {
    vertx.setPeriodic(TICK_MS, tick -> keys.keepFresh());
    return keys.keepFresh();
  }

  /** What whoever looks after the service should know, in words. */
  public List<String> notes() {
    return keys.note().stream().toList();
  }

  /** Whether something that was shown is a token, and no key. */
  public static boolean isOne(String shown) {
    return Token.isOne(shown);
  }

  /**
   * Whose token it is, with the roles that it gives; they may be none.
   *
   * @return fails with {@link TokenRefusedException}
   */
  public Future<Caller> find(String shown) {
    Instant now = clock.instant();
    String hash = hash(shown);
    Caller known = known(hash, now);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    Token token;
    try {
      token = Token.read(shown);
      issuer(token);
      times(token, now);
    } catch (TokenRefusedException refused) {
      return Future.failedFuture(refused);
    }
    return keys.having(token.keyId())
        .compose(set -> verified(set, token))
        .map(
            right -> {
              if (!right) {
                throw wronglySigned();
              }
              return caller(token);
            })
        .onSuccess(caller -> remember(hash, caller, now, ends(token)));
  }

  private Future<Boolean> verified(KeySet set, Token token) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(
          new TokenRefusedException(
              Reason.TOO_MANY,
              "%d tokens wait to be verified, and no more may.%nMaybe try again in a second."
                  .formatted(MAX_WAITING)));
    }
    return workers
        .executeBlocking(() -> set.verifies(token), false)
        .compose(answer -> answer)
        .onComplete(done -> waiting.decrementAndGet());
  }

  private static TokenRefusedException wronglySigned() {
    return TokenRefusedException.notRight(
        "The token's signature is not that of the key it names.%nMaybe it was changed on the way, or is of another issuer: get a new one."
            .formatted());
  }

  private void issuer(Token token) {
    String issuer = token.text("iss");
    if (!settings.issuer().toString().equals(issuer)) {
      throw TokenRefusedException.notRight(
          "The token is of the issuer %s, and only those of %s are taken."
              .formatted(quoted(issuer), settings.issuer()));
    }
    Object audience = token.claims().getValue("aud");
    boolean meant =
        audience instanceof JsonArray all
            ? all.getList().contains(settings.audience())
            : settings.audience().equals(audience);
    if (!meant) {
      throw TokenRefusedException.notRight(
          "The token is meant for %s, and not for \"%s\".%nMaybe ask the issuer for one with this audience."
              .formatted(quoted(audience), settings.audience()));
    }
  }

  private static void times(Token token, Instant now) {
    Instant ends = ends(token);
    if (!now.isBefore(ends.plus(LEEWAY))) {
      throw TokenRefusedException.notRight(
          "The token expired at %s.%nMaybe get a new one.".formatted(ends));
    }
    Instant begins = time(token, "nbf");
    if (begins != null && now.plus(LEEWAY).isBefore(begins)) {
      throw TokenRefusedException.notRight(
          "The token counts from %s on, and it is %s.".formatted(begins, now));
    }
  }

  private static Instant ends(Token token) {
    Instant ends = time(token, "exp");
    if (ends == null) {
      throw TokenRefusedException.notRight("The token does not say when it ends: exp is missing.");
    }
    return ends;
  }

  private static @Nullable Instant time(Token token, String claim) {
    Object value = token.claims().getValue(claim);
    if (value == null) {
      return null;
    }
    if (value instanceof Number seconds && Math.abs(seconds.doubleValue()) < MAX_SECONDS) {
      return Instant.ofEpochSecond(seconds.longValue());
    }
    throw TokenRefusedException.notRight(
        "The token's %s is %s, and no time.".formatted(claim, quoted(value)));
  }

  private Caller caller(Token token) {
    String subject = name(token, "sub");
    String name = settings.issuer() + Caller.OF_ISSUER + subject;
    String owner = settings.ownerClaim().map(claim -> name(token, claim)).orElse(name);
    return new Caller(name, owner, roles(token));
  }

  private static String name(Token token, String claim) {
    String name = token.text(claim);
    if (name == null
        || name.isBlank()
        || name.length() > MAX_NAME_LENGTH
        || !Printable.of(name).equals(name)) {
      throw TokenRefusedException.notRight(
          "The token does not say whose it is: %s is %s."
              .formatted(claim, quoted(token.claims().getValue(claim))));
    }
    return name;
  }

  private SortedSet<Role> roles(Token token) {
    Object at = token.claims();
    for (String step : settings.rolesClaim().split("\\.", -1)) {
      at = at instanceof JsonObject object ? object.getValue(step) : null;
    }
    // A claim whose name has dots itself, as an address has.
    Object claim = at == null ? token.claims().getValue(settings.rolesClaim()) : at;
    List<String> words = new ArrayList<>();
    if (claim instanceof JsonArray all) {
      all.stream().limit(MAX_WORDS).forEach(word -> words.add(String.valueOf(word)));
    } else if (claim instanceof String text) {
      words.addAll(List.of(text.split(" ", MAX_WORDS)));
    }
    SortedSet<Role> roles = new TreeSet<>();
    words.forEach(word -> roles.addAll(settings.rolesOf(word)));
    return roles;
  }

  private static String quoted(@Nullable Object value) {
    String text = String.valueOf(value);
    return "\"%s\""
        .formatted(
            Printable.of(
                text.length() > MAX_NAME_LENGTH ? text.substring(0, MAX_NAME_LENGTH) : text));
  }

  private synchronized @Nullable Caller known(String hash, Instant now) {
    Known known = remembered.get(hash);
    return known == null || !now.isBefore(known.until()) ? null : known.caller();
  }

  private synchronized void remember(String hash, Caller caller, Instant now, Instant ends) {
    Instant until = now.plus(REMEMBERED_FOR);
    Instant last = ends.plus(LEEWAY);
    remembered.put(hash, new Known(caller, last.isBefore(until) ? last : until));
  }

  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }
}
