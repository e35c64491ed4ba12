package org.rapport.http;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who calls, by the key shown. */
final class Caller {
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  private final ApiKeys keys;

  Caller(ApiKeys keys) {
    this.keys = keys;
  }

  /**
   * The caller's name.
   *
   * @throws ProblemException when there is no key, or a wrong one
   */
  String of(HttpServerRequest request) {
    return named(authorization(request.getHeader("Authorization")).orElseThrow(Caller::missing));
  }

  /** No key was shown. */
  static ProblemException missing() {
    return new ProblemException(
        ProblemCode.KEY_MISSING,
        "No API key came with the request.%nMaybe add the header Authorization: Bearer <api key>."
            .formatted());
  }

  /** The name of whose key this is. */
  String named(String key) {
    return keys.caller(key)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemCode.KEY_UNKNOWN,
                    "The API key that came with the request is not known.%nMaybe it was mistyped or is of another installation."
                        .formatted()));
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
