package org.rapport.token;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys as they were fetched last: at the start, every hour, and when a token names one
 * that is not among them, but for that at most once a minute, however many such tokens come.
 */
final class IssuerKeys {
  /** How often they are fetched unasked. */
  static final Duration FRESH_FOR = Duration.ofHours(1);

  /**
   * How long they are believed when they cannot be fetched again: a key that the issuer took back
   * opens nothing after that.
   */
  static final Duration BELIEVED_FOR = Duration.ofHours(24);

  /** How often they are fetched for tokens that name an unknown key, or while there are none. */
  static final Duration ASKED_EVERY = Duration.ofMinutes(1);

  private static final int MAX_BYTES = 262_144;
  private static final long TIMEOUT_SECONDS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  private final Vertx vertx;
  private final HttpClient client;
  private final TokenSettings settings;
  private final InstantSource clock;
  private @Nullable Fetched fetched;
  private @Nullable Instant asked;
  private @Nullable String failure = "they were not fetched yet";
  private @Nullable Future<KeySet> fetching;

  private record Fetched(KeySet keys, Instant at) {}

  IssuerKeys(Vertx vertx, TokenSettings settings, InstantSource clock) {
    this.vertx = vertx;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS))
                .setIdleTimeout((int) TIMEOUT_SECONDS));
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * The keys, when the one of this id is among them; fetched for it when that may be.
   *
   * @return fails with {@link TokenRefusedException}
   */
  synchronized Future<KeySet> having(@Nullable String keyId) {
    Instant now = clock.instant();
    KeySet known = known(now);
    if (known != null && known.has(keyId)) {
      return Future.succeededFuture(known);
    }
    Instant before = asked;
    if (before != null && now.isBefore(before.plus(ASKED_EVERY)) && fetching == null) {
      return answer(known, keyId);
    }
    if (fetching == null) {
      asked = now;
    }
    return fetch().transform(done -> answer(known(clock.instant()), keyId));
  }

  private synchronized @Nullable KeySet known(Instant now) {
    return fetched == null || !now.isBefore(fetched.at().plus(BELIEVED_FOR))
        ? null
        : fetched.keys();
  }

  private Future<KeySet> answer(@Nullable KeySet known, @Nullable String keyId) {
    if (known == null) {
      return Future.failedFuture(
          new TokenRefusedException(
              TokenRefusedException.Reason.ISSUER_AWAY,
              "Whether the token is right cannot be told: the keys of %s cannot be had.%nMaybe try again in a minute, or use an API key."
                  .formatted(settings.issuer())));
    }
    return known.has(keyId)
        ? Future.succeededFuture(known)
        : Future.failedFuture(
            TokenRefusedException.notRight(
                "The token says that it is signed with the key %s, which %s does not have.%nMaybe the issuer took it back: get a new token."
                    .formatted(
                        keyId == null ? "without a name" : quoted(keyId), settings.issuer())));
  }

  private static String quoted(String keyId) {
    return "\"" + Printable.of(keyId) + "\"";
  }

  /** Fetches when it is time to; never fails. */
  synchronized Future<Void> keepFresh() {
    return fetched != null && clock.instant().isBefore(fetched.at().plus(FRESH_FOR))
        ? Future.succeededFuture()
        : fetch().<Void>mapEmpty().otherwiseEmpty();
  }

  /** Fetches, once at a time. */
  private synchronized Future<KeySet> fetch() {
    Future<KeySet> running = fetching;
    if (running != null) {
      return running;
    }
    Promise<KeySet> promise = Promise.promise();
    fetching = promise.future();
    address()
        .compose(this::get)
        .map(set -> new KeySet(vertx, set))
        .timeout(2 * TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .onComplete(
            keys -> {
              got(keys);
              promise.complete(keys);
            },
            failed -> {
              missed(failed);
              promise.fail(failed);
            });
    return promise.future();
  }

  private synchronized void got(KeySet keys) {
    if (failure != null) {
      LOG.info("Tokens of {} are taken: its keys are here.", settings.issuer());
    }
    fetched = new Fetched(keys, clock.instant());
    failure = null;
    fetching = null;
  }

  private synchronized void missed(Throwable failed) {
    String why = String.valueOf(failed.getMessage());
    if (!why.equals(failure)) {
      LOG.warn("The keys of {} cannot be fetched: {}", settings.issuer(), why);
    }
    failure = why;
    fetching = null;
  }

  /** What is wrong with the issuer now, in words; empty when nothing is. */
  synchronized Optional<String> note() {
    return failure == null
        ? Optional.empty()
        : Optional.of(
            "The keys of %s cannot be fetched (%s): its tokens are %s."
                .formatted(
                    settings.issuer(),
                    failure,
                    fetched == null
                        ? "refused"
                        : "taken by the keys of " + fetched.at() + " for a day"));
  }

  private Future<URI> address() {
    return settings
        .keys()
        .map(Future::succeededFuture)
        .orElseGet(() -> get(settings.discovery()).map(this::told));
  }

  private URI told(JsonObject document) {
    if (!settings.issuer().toString().equals(document.getValue("issuer"))) {
      throw new IllegalArgumentException(
          "%s says that it is of the issuer \"%s\""
              .formatted(settings.discovery(), document.getValue("issuer")));
    }
    URI keys = URI.create(String.valueOf(document.getValue("jwks_uri")));
    try {
      return TokenSettings.check(keys);
    } catch (IllegalArgumentException unfit) {
      throw new IllegalArgumentException("jwks_uri " + unfit.getMessage(), unfit);
    }
  }

  private Future<JsonObject> get(URI address) {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address.toString())
                .putHeader("Accept", "application/json"))
        .compose(request -> request.send().compose(IssuerKeys::body))
        .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .map(body -> new JsonObject(body))
        .recover(
            failed ->
                Future.failedFuture(
                    new IllegalArgumentException(address + ": " + failed.getMessage(), failed)));
  }

  private static Future<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture("the answer is " + response.statusCode());
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response
        .handler(
            part -> {
              if (body.length() + part.length() > MAX_BYTES) {
                response.request().reset();
                whole.tryFail("the answer has more than %d bytes".formatted(MAX_BYTES));
              } else {
                body.appendBuffer(part);
              }
            })
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(body));
    return whole.future();
  }
}
