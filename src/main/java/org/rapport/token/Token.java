package org.rapport.token;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A signed token (RFC 7519) as it was shown, taken apart and not yet believed.
 *
 * @param text all of it
 * @param algorithm how it says it is signed
 * @param keyId which of the issuer's keys it says it is signed with, or null
 */
record Token(String text, String algorithm, @Nullable String keyId, JsonObject claims) {
  /** The longest one that is looked at, in characters. */
  static final int MAX_LENGTH = 16_384;

  /** A JSON object in base64 begins so, and no key that was made here does. */
  private static final String BEGINNING = "eyJ";

  private static final int PARTS = 3;

  private static final Map<String, Integer> SIGNATURE_BYTES =
      Map.of("ES256", 64, "ES384", 96, "ES512", 132, "EdDSA", 64);

  /** Whether something that was shown is a token, and no key. */
  static boolean isOne(String shown) {
    return shown.startsWith(BEGINNING)
        && shown.chars().filter(character -> character == '.').count() == PARTS - 1;
  }

  /**
   * Takes a token apart.
   *
   * @throws TokenRefusedException when that is not possible, or when it is signed in a way that
   *     proves nothing
   */
  static Token read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw TokenRefusedException.notRight(
          "The token has %d characters, and %d are the most.".formatted(text.length(), MAX_LENGTH));
    }
    String[] parts = text.split("\\.", -1);
    JsonObject header = json(parts[0], "header");
    String type = text(header, "typ");
    if (type != null && !type.equalsIgnoreCase("JWT") && !type.equalsIgnoreCase("at+jwt")) {
      throw TokenRefusedException.notRight(
          "The token says that it is of the type \"%s\", and only JWT is taken.".formatted(type));
    }
    if (header.containsKey("crit")) {
      throw TokenRefusedException.notRight(
          "The token says that its reader must know %s, which is not known here."
              .formatted(header.getValue("crit")));
    }
    String algorithm = text(header, "alg");
    if (algorithm == null || !KeySet.ALGORITHMS.contains(algorithm)) {
      // "none" is signed by nobody, and who has the public key could sign with HS256.
      throw TokenRefusedException.notRight(
          "The token is signed with \"%s\", and only %s are taken."
              .formatted(algorithm, String.join(", ", KeySet.ALGORITHMS)));
    }
    signature(parts[2], algorithm);
    return new Token(text, algorithm, text(header, "kid"), json(parts[1], "payload"));
  }

  /** One signature has one form: whatever stands behind it would be passed over. */
  private static void signature(String base64, String algorithm) {
    int length = decoded(base64, "signature").length;
    Integer due = SIGNATURE_BYTES.get(algorithm);
    if (due != null && length != due) {
      throw TokenRefusedException.notRight(
          "The token's signature has %d bytes in place of %d.%nMaybe it was cut."
              .formatted(length, due));
    }
  }

  private static byte[] decoded(String base64, String what) {
    try {
      return Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw unreadable(what);
    }
  }

  private static TokenRefusedException unreadable(String what) {
    return TokenRefusedException.notRight(
        "The token's %s cannot be read: it is no base64, or holds no JSON object.%nMaybe it was cut."
            .formatted(what));
  }

  private static JsonObject json(String base64, String what) {
    try {
      return new JsonObject(Buffer.buffer(decoded(base64, what)));
    } catch (DecodeException e) {
      throw unreadable(what);
    }
  }

  private static @Nullable String text(JsonObject object, String name) {
    return object.getValue(name) instanceof String text ? text : null;
  }

  /** A claim that is a text, or null. */
  @Nullable String text(String claim) {
    return text(claims, claim);
  }
}
