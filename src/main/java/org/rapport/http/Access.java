package org.rapport.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Callers;
import org.rapport.model.Caller;
import org.rapport.model.Role;
import org.rapport.token.Tokens;

/** Finds out who calls, by the key or token shown, and whether that allows what is asked. */
final class Access {
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  /** Where the name of the caller's key stands in a request's context, for the log. */
  static final String CALLER = "rapport.caller";

  private final Callers callers;
  private final RateLimits limits;

  Access(Callers callers, RateLimits limits) {
    this.callers = callers;
    this.limits = limits;
  }

  /** Access to one operation, for callers with one of its roles. */
  record Door(Access access, Set<Role> roles) {

    /** Whoever shows a key in the header; see {@link #named}. */
    Future<Caller> caller(RoutingContext context) {
      return authorization(context.request().getHeader("Authorization"))
          .map(key -> named(key, context))
          .orElseGet(() -> Future.failedFuture(missing()));
    }

    /**
     * Whoever shows this key.
     *
     * @return fails with a {@link ProblemException} when it is nobody's key, or one that does not
     *     allow this
     */
    Future<Caller> named(String key, RoutingContext context) {
      return access
          .find(key, context)
          .map(
              found -> {
                Caller caller = found.orElseThrow(Access::unknown);
                context.put(CALLER, caller.name());
                access.limits.count(caller.name());
                return allowed(caller);
              });
    }

    private Caller allowed(Caller caller) {
      if (caller.hasOneOf(roles)) {
        return caller;
      }
      throw new ProblemException(
          ProblemCode.ROLE_MISSING,
          "The %s %s has %s; this needs %s.%nMaybe use another key, or ask whoever makes keys%s."
              .formatted(
                  caller.hasToken() ? "token of" : "key",
                  Words.quoted(caller.name()),
                  caller.roles().isEmpty()
                      ? "no role here"
                      : "the role "
                          + String.join(", ", caller.roles().stream().map(Role::word).toList()),
                  Words.either(roles.stream().sorted().map(Role::word)),
                  caller.hasToken() ? " or gives roles" : ""));
    }
  }

  /** Whose key it is; while that is looked up, nothing of the request is lost. */
  private Future<Optional<Caller>> find(String key, RoutingContext context) {
    if (Tokens.isOne(key)) {
      context.put(CALLER, "token");
    }
    Future<Optional<Caller>> found = callers.find(key);
    if (found.isComplete()) {
      return found;
    }
    HttpServerRequest request = context.request();
    request.pause();
    Context here = context.vertx().getOrCreateContext();
    Promise<Optional<Caller>> told = Promise.promise();
    found.onComplete(
        result ->
            here.runOnContext(
                now -> {
                  // Whoever waits sets the handlers for the body now, before it goes on coming.
                  told.handle(result);
                  request.resume();
                }));
    return told.future();
  }

  /** No key was shown. */
  static ProblemException missing() {
    return new ProblemException(
        ProblemCode.KEY_MISSING,
        "No API key came with the request.%nMaybe add the header Authorization: Bearer <api key>."
            .formatted());
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemCode.KEY_UNKNOWN,
        "The API key that came with the request is not known, was revoked, or has expired.%nMaybe it was mistyped or is of another installation."
            .formatted());
  }

  /** The key of an Authorization header: the bearer token, or the user name of Basic. */
  static Optional<String> authorization(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String value = header.trim();
    if (value.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.of(value.substring(BEARER.length()).trim());
    }
    if (value.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return basic(value.substring(BASIC.length()).trim());
    }
    return Optional.empty();
  }

  private static Optional<String> basic(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      // Segment's documentation allows the colon to be left out.
      int colon = pair.indexOf(':');
      return Optional.of(colon < 0 ? pair : pair.substring(0, colon));
    } catch (IllegalArgumentException e) {
      return Optional.of("");
    }
  }
}
