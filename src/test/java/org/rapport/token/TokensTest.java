package org.rapport.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.rapport.store.TestDatabase.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.model.Caller;
import org.rapport.model.Role;

/** Only a token that this issuer signed, for this service, for now, opens anything. */
class TokensTest {
  private static final Instant START = Instant.parse("2026-03-01T09:30:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private Vertx vertx;
  private LocalIssuer issuer;
  private KeyPair pair;
  private Tokens tokens;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    issuer = new LocalIssuer(vertx);
    pair = issuer.add("one", "RS256");
    tokens = started(issuer.settings());
  }

  @AfterEach
  void close() {
    issuer.close();
    await(vertx.close().map(""));
  }

  private Tokens started(TokenSettings settings) {
    Tokens made = new Tokens(vertx, settings, now::get);
    await(made.start().map(""));
    return made;
  }

  private JsonObject claims(String... roles) {
    return issuer.claims("ada", Objects.requireNonNull(now.get()), roles);
  }

  private String signed(JsonObject claims) {
    return LocalIssuer.sign(claims, "one", "RS256", pair);
  }

  private void refused(String token, String why) {
    refused(token, TokenRefusedException.Reason.NOT_RIGHT, why);
  }

  private void refused(String token, TokenRefusedException.Reason reason, String why) {
    assertThatThrownBy(() -> await(tokens.find(token)))
        .hasMessageContaining(why)
        .isInstanceOfSatisfying(
            TokenRefusedException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
  void aRightTokenTellsWhoItIs(String algorithm) {
    KeyPair own = issuer.add("own", algorithm);
    tokens = started(issuer.settings());
    Caller caller =
        await(
            tokens.find(
                LocalIssuer.sign(claims("read", "decide", "other"), "own", algorithm, own)));
    assertThat(caller.name()).isEqualTo(issuer.name() + "#ada");
    assertThat(caller.owner()).isEqualTo(issuer.name() + "#ada");
    assertThat(caller.roles()).containsExactly(Role.DECIDE, Role.READ);
    assertThat(caller.hasToken()).isTrue();
  }

  @Test
  void aTokenThatWasChangedIsRefused() {
    String[] parts = signed(claims("read")).split("\\.", -1);
    String more =
        LocalIssuer.unsigned(new JsonObject(), claims("read", "admin")).split("\\.", -1)[1];
    refused(parts[0] + "." + more + "." + parts[2], "signature is not that");
    refused(parts[0] + "." + parts[1] + ".", "signature is not that");
  }

  @Test
  void aTokenOfAnotherKeyUnderTheSameNameIsRefused() {
    KeyPair other = LocalIssuer.pair("RS256", 2_048);
    refused(LocalIssuer.sign(claims("admin"), "one", "RS256", other), "signature is not that");
  }

  @Test
  void aKeyThatTheTokenBringsAlongIsNotBelieved() {
    KeyPair other = LocalIssuer.pair("RS256", 2_048);
    JsonObject header =
        new JsonObject()
            .put("alg", "RS256")
            .put("kid", "one")
            .put("jwk", LocalIssuer.json(other.getPublic()))
            .put("jku", issuer.name() + "/mine")
            .put("x5c", new JsonArray().add("AAAA"));
    refused(LocalIssuer.sign(header, claims("admin"), other), "signature is not that");
  }

  @Test
  void aTokenThatNobodySignedIsRefused() {
    for (String none : List.of("none", "None", "NONE", "")) {
      JsonObject header = new JsonObject().put("alg", none).put("kid", "one");
      refused(LocalIssuer.unsigned(header, claims("admin")) + ".", "is signed with \"" + none);
    }
    JsonObject header = new JsonObject().put("kid", "one");
    refused(LocalIssuer.unsigned(header, claims("admin")) + ".", "only RS256");
  }

  Stream<byte[]> secrets() {
    byte[] encoded = pair.getPublic().getEncoded();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded)
            + "\n-----END PUBLIC KEY-----\n";
    JsonObject json = LocalIssuer.json(pair.getPublic());
    return Stream.of(
        encoded,
        pem.getBytes(StandardCharsets.UTF_8),
        json.encode().getBytes(StandardCharsets.UTF_8),
        Base64.getUrlDecoder().decode(json.getString("n")));
  }

  @Test
  void aTokenSignedWithThePublicKeyAsASharedSecretIsRefused() {
    JsonObject header = new JsonObject().put("alg", "HS256").put("kid", "one");
    secrets()
        .forEach(
            secret ->
                refused(
                    LocalIssuer.signWithSecret(header, claims("admin"), secret),
                    "is signed with \"HS256\""));
    // And a secret that the issuer tells among its keys is none.
    issuer.tell(
        "shared", new JsonObject().put("kty", "oct").put("kid", "shared").put("k", "AAAAAAAA"));
    tokens = started(issuer.settings());
    refused(
        LocalIssuer.sign(
            new JsonObject().put("alg", "RS256").put("kid", "shared"), claims("admin"), pair),
        "which " + issuer.name() + " does not have");
  }

  @Test
  void aKeyVerifiesOnlyWhatItsOwnKindCanSign() {
    KeyPair curve = issuer.add("curve", "ES256");
    tokens = started(issuer.settings());
    refused(LocalIssuer.sign(claims("read"), "one", "ES256", curve), "signature is not that");
    refused(LocalIssuer.sign(claims("read"), "curve", "RS256", pair), "signature is not that");
    KeyPair weak = LocalIssuer.pair("RS256", 1_024);
    issuer.tell("weak", LocalIssuer.json(weak.getPublic()).put("kid", "weak"));
    issuer.tell(
        "sealing", LocalIssuer.json(pair.getPublic()).put("kid", "sealing").put("use", "enc"));
    tokens = started(issuer.settings());
    refused(LocalIssuer.sign(claims("read"), "weak", "RS256", weak), "does not have");
    refused(LocalIssuer.sign(claims("read"), "sealing", "RS256", pair), "does not have");
  }

  @Test
  void aTokenForOthersOrOfOthersIsRefused() {
    refused(signed(claims("read").put("aud", "mail")), "meant for \"mail\", and not for \"rapport");
    refused(signed(claims("read").put("aud", new JsonArray().add("mail"))), "meant for");
    JsonObject nobody = claims("read");
    nobody.remove("aud");
    refused(signed(nobody), "meant for \"null\"");
    refused(signed(claims("read").put("iss", issuer.name() + "/")), "is of the issuer");
    JsonArray several = new JsonArray().add("mail").add(LocalIssuer.AUDIENCE);
    assertThat(await(tokens.find(signed(claims("read").put("aud", several)))).roles())
        .containsExactly(Role.READ);
  }

  @Test
  void aTokenCountsInItsTimeAndALittleMore() {
    String token = signed(claims("read"));
    now.set(START.plusSeconds(300).plusSeconds(29));
    assertThat(await(tokens.find(token)).roles()).containsExactly(Role.READ);
    now.set(START.plusSeconds(300).plusSeconds(30));
    refused(token, "expired at 2026-03-01T09:35:00Z");
    now.set(START);
    String later = signed(claims("read").put("nbf", START.plusSeconds(31).getEpochSecond()));
    refused(later, "counts from 2026-03-01T09:30:31Z on");
    now.set(START.plusSeconds(1));
    assertThat(await(tokens.find(later)).roles()).containsExactly(Role.READ);
    JsonObject endless = claims("read");
    endless.remove("exp");
    refused(signed(endless), "exp is missing");
    refused(signed(claims("read").put("exp", "tomorrow")), "exp is \"tomorrow\", and no time");
  }

  @Test
  void whatIsRememberedEndsInTimeToo() {
    JsonObject brief = claims("read").put("exp", START.plusSeconds(5).getEpochSecond());
    String token = signed(brief);
    assertThat(await(tokens.find(token)).roles()).containsExactly(Role.READ);
    now.set(START.plusSeconds(34));
    assertThat(await(tokens.find(token)).roles()).as("remembered").containsExactly(Role.READ);
    now.set(START.plusSeconds(35));
    refused(token, "expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb"})
  void aTokenThatDoesNotSayWhoseItIsIsRefused(String subject) {
    refused(signed(claims("read").put("sub", subject)), "does not say whose it is");
  }

  @Test
  void wordsOfTheIssuerBecomeRoles() {
    TokenSettings plain = issuer.settings();
    TokenSettings mapped =
        new TokenSettings(
            plain.issuer(),
            plain.audience(),
            Optional.of(URI.create(issuer.name() + "/keys")),
            "realm_access.roles",
            TokenSettings.roles("/staff/support=read, /staff/analysts = read+audit"),
            Optional.of("email"));
    tokens = started(mapped);
    JsonObject claims =
        claims("admin")
            .put("email", "ada@house.example")
            .put(
                "realm_access",
                new JsonObject()
                    .put("roles", new JsonArray().add("/staff/analysts").add("admin").add(7)));
    Caller caller = await(tokens.find(signed(claims)));
    assertThat(caller.roles()).containsExactly(Role.READ, Role.AUDIT);
    assertThat(caller.owner()).isEqualTo("ada@house.example");
    assertThat(caller.name()).isEqualTo(issuer.name() + "#ada");
    claims.remove("email");
    refused(signed(claims), "email is \"null\"");
    tokens =
        started(
            new TokenSettings(
                plain.issuer(),
                plain.audience(),
                Optional.empty(),
                "scope",
                new TreeMap<>(),
                Optional.empty()));
    assertThat(await(tokens.find(signed(claims().put("scope", "openid read events")))).roles())
        .containsExactly(Role.EVENTS, Role.READ);
    assertThat(await(tokens.find(signed(claims().put("scope", "openid")))).roles()).isEmpty();
  }

  @Test
  void anUnknownKeyIsLookedForOnceAMinuteHoweverManyTokensNameOne() {
    assertThat(issuer.asked()).isEqualTo(1);
    for (int i = 0; i < 50; i++) {
      refused(LocalIssuer.sign(claims("read"), "lost-" + i, "RS256", pair), "does not have");
    }
    assertThat(issuer.asked()).isEqualTo(2);
    now.set(START.plusSeconds(60));
    refused(LocalIssuer.sign(claims("read"), "lost", "RS256", pair), "does not have");
    assertThat(issuer.asked()).isEqualTo(3);
    assertThat(await(tokens.find(signed(claims("read")))).roles()).containsExactly(Role.READ);
  }

  @Test
  void aNewKeyIsFoundAndOneTakenBackIsForgotten() {
    String old = signed(claims("read"));
    issuer.remove("one");
    KeyPair next = issuer.add("two", "ES256");
    assertThat(await(tokens.find(LocalIssuer.sign(claims("read"), "two", "ES256", next))).roles())
        .containsExactly(Role.READ);
    refused(old, "which " + issuer.name() + " does not have");
    issuer.remove("two");
    now.set(START.plusSeconds(3_600));
    await(tokens.start().map(""));
    assertThat(tokens.notes()).singleElement().asString().contains("no key that a token");
    now.set(START.plusSeconds(86_400));
    refused(
        LocalIssuer.sign(claims("read"), "two", "ES256", next),
        TokenRefusedException.Reason.ISSUER_AWAY,
        "cannot be had");
  }

  @Test
  void whileTheIssuerIsAwayThatIsSaid() {
    assertThat(tokens.notes()).isEmpty();
    issuer.goAway();
    assertThat(await(tokens.find(signed(claims("read")))).roles())
        .as("its keys are here")
        .containsExactly(Role.READ);
    tokens = started(issuer.settings());
    assertThat(tokens.notes())
        .singleElement()
        .asString()
        .contains(issuer.name(), "its tokens are refused");
    refused(signed(claims("read")), TokenRefusedException.Reason.ISSUER_AWAY, "use an API key");
    issuer.comeBack();
    now.set(START.plusSeconds(60));
    assertThat(await(tokens.find(signed(claims("read")))).roles()).containsExactly(Role.READ);
    assertThat(tokens.notes()).isEmpty();
  }

  @Test
  void keysAreFetchedOnlyWhereNobodyCanChangeThemOnTheWay() {
    for (String address :
        List.of("http://id.example", "ftp://127.0.0.1", "id.example", "http://127.0.0.1.example")) {
      assertThatThrownBy(() -> TokenSettings.check(URI.create(address)))
          .hasMessageContaining("must be an address that begins with https://");
    }
    assertThat(TokenSettings.check(URI.create("https://id.example/realm"))).isNotNull();
  }

  static Stream<String> broken() {
    return Stream.of(
        "eyJ..", "eyJhbGciOiJSUzI1NiJ9..", "eyJ!.eyJ!.x", "eyJhbGciOiJSUzI1NiJ9.bm8.x");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void whatIsNoTokenIsToldSo(String shown) {
    assertThat(Tokens.isOne(shown)).isTrue();
    refused(shown, "cannot be read");
    refused("eyJ" + "a".repeat(20_000) + "..", "20005 characters");
  }
}
