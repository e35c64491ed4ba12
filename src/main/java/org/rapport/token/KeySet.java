package org.rapport.token;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's public keys (RFC 7517). Each verifies only what its own kind can sign: a token cannot
 * choose that a public key be taken for a shared secret.
 */
final class KeySet {
  /** How many keys of an issuer are looked at; issuers have two or three. */
  static final int MAX_KEYS = 100;

  private static final int MIN_RSA_BITS = 2_048;

  private static final List<String> RSA =
      List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");

  private static final Map<String, String> BY_CURVE =
      Map.of("P-256", "ES256", "P-384", "ES384", "P-521", "ES512", "Ed25519", "EdDSA");

  /** How a token may be signed. */
  static final List<String> ALGORITHMS =
      List.of(
          "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

  /** What stands for the id of a key that has none. */
  private static final String NO_ID = "";

  /** What verifies, by id and by way of signing. */
  private final Map<String, Map<String, JWTAuth>> keys = new HashMap<>();

  /**
   * The keys of a JWK Set; those that are not for signing, too weak or of another kind are passed
   * over.
   *
   * @throws IllegalArgumentException when no key is left
   */
  KeySet(Vertx vertx, JsonObject set) {
    JsonArray all = set.getValue("keys") instanceof JsonArray array ? array : new JsonArray();
    for (int i = 0; i < Math.min(all.size(), MAX_KEYS); i++) {
      if (all.getValue(i) instanceof JsonObject key && isForSigning(key)) {
        String id = key.getValue("kid") instanceof String text ? text : NO_ID;
        for (String algorithm : algorithms(key)) {
          JWTAuth verifier = verifier(vertx, key, algorithm);
          if (verifier != null) {
            keys.computeIfAbsent(id, none -> new HashMap<>()).putIfAbsent(algorithm, verifier);
          }
        }
      }
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("It has no key that a token may be signed with.");
    }
  }

  private static boolean isForSigning(JsonObject key) {
    Object use = key.getValue("use");
    return use == null || use.equals("sig");
  }

  private static List<String> algorithms(JsonObject key) {
    List<String> possible =
        switch (String.valueOf(key.getValue("kty"))) {
          case "RSA" -> bits(key) < MIN_RSA_BITS ? List.<String>of() : RSA;
          case "EC", "OKP" -> {
            String only = BY_CURVE.get(String.valueOf(key.getValue("crv")));
            yield only == null ? List.of() : List.of(only);
          }
          default -> List.of();
        };
    Object said = key.getValue("alg");
    return said == null ? possible : possible.stream().filter(said::equals).toList();
  }

  private static int bits(JsonObject key) {
    try {
      String modulus = String.valueOf(key.getValue("n"));
      return new BigInteger(1, Base64.getUrlDecoder().decode(modulus)).bitLength();
    } catch (IllegalArgumentException notBase64) {
      return 0;
    }
  }

  /** What verifies with this key alone; null when the key is broken. */
  private static @Nullable JWTAuth verifier(Vertx vertx, JsonObject key, String algorithm) {
    JsonObject plain = new JsonObject().put("alg", algorithm).put("use", "sig");
    for (String part : List.of("kty", "kid", "n", "e", "crv", "x", "y")) {
      if (key.getValue(part) instanceof String text) {
        plain.put(part, text);
      }
    }
    try {
      return JWTAuth.create(
          vertx,
          new JWTAuthOptions()
              .setJwks(List.of(plain))
              // Times are looked at by our own clock.
              .setJWTOptions(new JWTOptions().setIgnoreExpiration(true)));
    } catch (RuntimeException broken) {
      return null;
    }
  }

  /** Whether the key is here that a token names; one that names none means the only one. */
  boolean has(@Nullable String keyId) {
    return ofId(keyId) != null;
  }

  private @Nullable Map<String, JWTAuth> ofId(@Nullable String keyId) {
    return keyId == null && keys.size() == 1
        ? keys.values().iterator().next()
        : keys.get(keyId == null ? NO_ID : keyId);
  }

  /** Whether the token is signed with its key; takes up to a millisecond of computing. */
  Future<Boolean> verifies(Token token) {
    Map<String, JWTAuth> verifiers = ofId(token.keyId());
    JWTAuth verifier = verifiers == null ? null : verifiers.get(token.algorithm());
    return verifier == null
        ? Future.succeededFuture(false)
        : verifier.authenticate(new TokenCredentials(token.text())).map(true).otherwise(false);
  }
}
