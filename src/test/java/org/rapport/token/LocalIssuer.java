package org.rapport.token;

import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An OpenID Connect issuer on this machine: it tells its public keys and signs tokens. */
public final class LocalIssuer implements AutoCloseable {
  /** What its tokens are meant for. */
  public static final String AUDIENCE = "rapport";

  private static final int RSA_BITS = 2_048;

  private final ConcurrentSkipListMap<String, JsonObject> keys = new ConcurrentSkipListMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final Vertx vertx;
  private final int port;
  private HttpServer server;

  /** An issuer that listens, and has no key yet. */
  public LocalIssuer(Vertx vertx) {
    this.vertx = vertx;
    this.server = listen(0);
    this.port = server.actualPort();
  }

  private HttpServer listen(int wanted) {
    return await(
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  JsonObject answer;
                  if (request.path().equals("/.well-known/openid-configuration")) {
                    answer =
                        new JsonObject().put("issuer", name()).put("jwks_uri", name() + "/keys");
                  } else {
                    asked.incrementAndGet();
                    answer =
                        new JsonObject()
                            .put("keys", new JsonArray(keys.values().stream().toList()));
                  }
                  request.response().end(answer.encode());
                })
            .listen(wanted, "127.0.0.1"));
  }

  /** Its name. */
  public String name() {
    return "http://127.0.0.1:" + port;
  }

  /** Takes its tokens, roles by our own words in the claim {@code roles}. */
  public TokenSettings settings() {
    return new TokenSettings(
        URI.create(name()), AUDIENCE, Optional.empty(), "roles", new TreeMap<>(), Optional.empty());
  }

  /** How often its keys were asked for. */
  int asked() {
    return asked.get();
  }

  /** Listens no more. */
  public void goAway() {
    await(server.close().map(""));
  }

  /** Listens again. */
  public void comeBack() {
    server = listen(port);
  }

  /** Makes a key and tells its public half under this name. */
  public KeyPair add(String id, String algorithm) {
    KeyPair pair = pair(algorithm, RSA_BITS);
    keys.put(id, json(pair.getPublic()).put("kid", id).put("alg", algorithm).put("use", "sig"));
    return pair;
  }

  /** Tells a key as it is given. */
  void tell(String id, JsonObject key) {
    keys.put(id, key);
  }

  /** Takes a key back. */
  void remove(String id) {
    keys.remove(id);
  }

  static KeyPair pair(String algorithm, int rsaBits) {
    try {
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance(
              algorithm.startsWith("ES") ? "EC" : algorithm.equals("EdDSA") ? "Ed25519" : "RSA");
      if (algorithm.equals("ES256")) {
        generator.initialize(new ECGenParameterSpec("secp256r1"));
      } else if (!algorithm.equals("EdDSA")) {
        generator.initialize(rsaBits);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A public key as RFC 7517 writes it. */
  static JsonObject json(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return new JsonObject()
          .put("kty", "RSA")
          .put("n", number(rsa.getModulus(), 0))
          .put("e", number(rsa.getPublicExponent(), 0));
    }
    if (key instanceof ECPublicKey ec) {
      return new JsonObject()
          .put("kty", "EC")
          .put("crv", "P-256")
          .put("x", number(ec.getW().getAffineX(), 32))
          .put("y", number(ec.getW().getAffineY(), 32));
    }
    byte[] encoded = key.getEncoded();
    return new JsonObject()
        .put("kty", "OKP")
        .put("crv", "Ed25519")
        .put("x", base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
  }

  private static String number(BigInteger number, int length) {
    byte[] bytes = number.toByteArray();
    int digits = bytes[0] == 0 ? bytes.length - 1 : bytes.length;
    byte[] padded = new byte[Math.max(length, digits)];
    System.arraycopy(bytes, bytes.length - digits, padded, padded.length - digits, digits);
    return base64(padded);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The claims of somebody's token that is right for five minutes. */
  public JsonObject claims(String subject, Instant now, String... roles) {
    return new JsonObject()
        .put("iss", name())
        .put("aud", AUDIENCE)
        .put("sub", subject)
        .put("iat", now.getEpochSecond())
        .put("exp", now.plusSeconds(300).getEpochSecond())
        .put("roles", new JsonArray(Arrays.asList(roles)));
  }

  /** A signed token. */
  public static String sign(JsonObject claims, String keyId, String algorithm, KeyPair pair) {
    return sign(new JsonObject().put("alg", algorithm).put("kid", keyId), claims, pair);
  }

  static String sign(JsonObject header, JsonObject claims, KeyPair pair) {
    String text = unsigned(header, claims);
    try {
      String algorithm = header.getString("alg");
      Signature signature =
          Signature.getInstance(
              switch (algorithm) {
                case "ES256" -> "SHA256withECDSAinP1363Format";
                case "EdDSA" -> "Ed25519";
                case "PS256" -> "RSASSA-PSS";
                default -> "SHA256withRSA";
              });
      if (algorithm.equals("PS256")) {
        signature.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      }
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return text + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same signed with a shared secret. */
  static String signWithSecret(JsonObject header, JsonObject claims, byte[] secret) {
    String text = unsigned(header, claims);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return text + "." + base64(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String unsigned(JsonObject header, JsonObject claims) {
    return base64(header.encode().getBytes(StandardCharsets.UTF_8))
        + "."
        + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    await(server.close().otherwiseEmpty().map(""));
  }
}
