package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapport.audit.BundleVerifier;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.TreeHash;
import org.rapport.tree.TreeProofs;
import org.rapport.tree.VerifierKey;

/** What proves a decision, and what is left when its customer is erased. */
class ErasureTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static final String CUSTOMER = "grace.hopper@navy.example";
  private static final String ANONYMOUS = "device-77-of-grace";
  private static final String IDEMPOTENCY_KEY = "mail-to-grace.hopper@navy.example-about-it";

  /** Twenty texts that tell who it is, wherever a text can stand. */
  private static final List<String> PLANTED = planted();

  private HttpHouse house;
  private TestServer server;

  private static List<String> planted() {
    List<String> all = new ArrayList<>(List.of(CUSTOMER, ANONYMOUS, IDEMPOTENCY_KEY));
    IntStream.rangeClosed(4, 20)
        .forEach(number -> all.add("planted-secret-%02d-of-grace".formatted(number)));
    return all;
  }

  @BeforeEach
  void open() {
    house = new HttpHouse();
    server = house.server();
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static JsonObject json(HttpResponse<byte[]> response) {
    return new JsonObject(new String(response.body(), StandardCharsets.UTF_8));
  }

  private JsonObject ok(String operation, HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(200);
    assertThat(CONTRACT.findings(operation, response)).as(text).isEmpty();
    return json(response);
  }

  private void refused(String operation, HttpResponse<byte[]> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(CONTRACT.findings(operation, response)).isEmpty();
    assertThat(json(response).getString("code")).isEqualTo(code);
  }

  private HttpResponse<byte[]> decide(String customerId, String key) {
    return server.send(
        server
            .request("/v1/decisions")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(
                BodyPublishers.ofString(
                    new JsonObject()
                        .put("customerId", customerId)
                        .put("timeoutMs", 5000)
                        .put("explain", "full")
                        .put(
                            "context",
                            new JsonObject()
                                .put(
                                    "page", customerId.equals(CUSTOMER) ? PLANTED.get(10) : "home"))
                        .encode())));
  }

  private HttpResponse<byte[]> events() {
    JsonArray batch = new JsonArray();
    for (int i = 3; i < 9; i++) {
      batch.add(
          new JsonObject()
              .put("type", "track")
              .put("messageId", PLANTED.get(i) + "-message")
              .put(i % 2 == 0 ? "userId" : "anonymousId", i % 2 == 0 ? CUSTOMER : ANONYMOUS)
              .put("event", i == 4 ? "Plan Bought" : "Lesson Watched")
              .put("timestamp", "2026-02-0" + i + "T10:00:00Z")
              .put(
                  "properties",
                  new JsonObject().put("plan", PLANTED.get(i)).put("note", PLANTED.get(i + 6))));
    }
    batch.add(
        new JsonObject()
            .put("type", "identify")
            .put("messageId", PLANTED.get(15))
            .put("userId", CUSTOMER)
            .put("anonymousId", ANONYMOUS)
            .put("timestamp", "2026-02-01T10:00:00Z")
            .put(
                "traits",
                new JsonObject().put("email", PLANTED.get(16)).put("plan", PLANTED.get(17))));
    batch.add(
        new JsonObject()
            .put("type", "group")
            .put("messageId", PLANTED.get(18))
            .put("userId", CUSTOMER)
            .put("groupId", PLANTED.get(19))
            .put("timestamp", "2026-02-01T11:00:00Z"));
    return server.post("/v1/batch", new JsonObject().put("batch", batch).encode());
  }

  private void lives() {
    assertThat(ok("batch", events()).getInteger("accepted")).isEqualTo(8);
    ok(
        "batch",
        server.post(
            "/v1/batch",
            "{\"batch\":[{\"type\":\"track\",\"messageId\":\"o1\",\"userId\":\"another\",\"event\":\"Lesson Watched\",\"timestamp\":\"2026-02-03T10:00:00Z\"}]}"));
  }

  @Test
  void aDecisionIsProvenByWhatIsServed() {
    lives();
    String first = ok("decide", decide(CUSTOMER, "k1")).getString("decisionId");
    refused(
        "getProof", server.get("/v1/decisions/%s/proof".formatted(first)), 404, "proof-not-found");
    refused("getCheckpoint", server.get("/v1/audit/checkpoint"), 404, "proof-not-found");
    house.sequence();
    String earlier = new String(server.get("/v1/audit/checkpoint").body(), StandardCharsets.UTF_8);
    for (int i = 0; i < 4; i++) {
      ok("decide", decide("another", "more" + i));
    }
    house.sequence();

    JsonObject proof = ok("getProof", server.get("/v1/decisions/%s/proof".formatted(first)));
    VerifierKey key = VerifierKey.parse(proof.getString("key"));
    Checkpoint checkpoint = Checkpoint.read(proof.getString("checkpoint"), key);
    byte[] leaf = proof.getString("leaf").getBytes(StandardCharsets.UTF_8);
    assertThat(new JsonObject(proof.getString("leaf")).getString("decisionId")).isEqualTo(first);
    assertThat(checkpoint.size()).isEqualTo(5);
    assertThat(
            TreeProofs.includes(
                TreeHash.leaf(leaf),
                proof.getLong("position"),
                checkpoint.size(),
                hashes(proof),
                checkpoint.root()))
        .isTrue();
    JsonObject consistency = ok("getConsistency", server.get("/v1/audit/consistency?from=1&to=5"));
    assertThat(
            TreeProofs.goesOn(
                1, Checkpoint.read(earlier, key).root(), 5, checkpoint.root(), hashes(consistency)))
        .isTrue();
    refused(
        "getConsistency", server.get("/v1/audit/consistency?from=1&to=9"), 404, "proof-not-found");
    refused("getConsistency", server.get("/v1/audit/consistency?from=5"), 400, "invalid-request");
    assertThat(verified(true)).isEmpty();
    JsonObject change = new JsonObject(lines("?tree=changes&opened=false").get(0));
    assertThat(change.getString("code")).as("no key was made yet").isEqualTo("proof-not-found");
    server.post("/v1/keys", "{\"name\":\"auditor\",\"owner\":\"eve\",\"roles\":[\"audit\"]}");
    house.sequence();
    assertThat(String.join("\n", lines("?tree=changes"))).contains("key-created", "\"end\"");
  }

  private static List<byte[]> hashes(JsonObject proof) {
    return proof.getJsonArray("proof").stream()
        .map(hash -> Base64.getDecoder().decode(String.valueOf(hash)))
        .toList();
  }

  private List<String> lines(String query) {
    return List.of(
        new String(server.get("/v1/audit/export" + query).body(), StandardCharsets.UTF_8)
            .split("\n"));
  }

  private List<BundleVerifier.Finding> verified(boolean opened) {
    List<String> lines = lines("?opened=" + opened);
    BundleVerifier verifier =
        new BundleVerifier(
            VerifierKey.parse(new JsonObject(lines.get(0)).getString("key")), List.of());
    lines.forEach(line -> verifier.line(line.getBytes(StandardCharsets.UTF_8)));
    return verifier.result().findings();
  }

  @Test
  void nothingPersonalIsLeftAndTheLogStillVerifies() throws Exception {
    lives();
    String decision = ok("decide", decide(CUSTOMER, IDEMPOTENCY_KEY)).getString("decisionId");
    String another = ok("decide", decide("another", "k2")).getString("decisionId");
    int before = population();
    house.sequence();
    assertThat(found(dump())).as("the scan finds what is there").hasSizeGreaterThan(10);

    JsonObject erased = ok("eraseCustomer", erase());

    assertThat(erased.getLong("events")).isEqualTo(6);
    assertThat(erased.getJsonArray("subjects")).hasSize(1);
    house.sequence();
    assertThat(population()).as("at once").isEqualTo(before - 1);
    String served = "/v1/decisions/" + decision;
    refused("getDecision", server.get(served), 410, "customer-erased");
    refused("getExplanation", server.get(served + "/explanation"), 410, "customer-erased");
    refused("getDossier", server.get(served + "/dossier"), 410, "customer-erased");
    refused("getWhyNot", server.get(served + "/why-not?segment=upsell"), 410, "customer-erased");
    refused("replay", server.post(served + "/replay", "{}"), 410, "customer-erased");
    refused("decide", decide(CUSTOMER, IDEMPOTENCY_KEY), 410, "customer-erased");
    ok("getProof", server.get("/v1/decisions/%s/proof".formatted(decision)));
    ok("getDecision", server.get("/v1/decisions/" + another));
    refused("getCustomer", server.get("/v1/customers/" + CUSTOMER), 404, "customer-not-found");
    refused("eraseCustomer", erase(), 404, "customer-not-found");
    assertThat(verified(true)).isEmpty();
    assertThat(verified(false)).isEmpty();

    String dump = dump();
    assertThat(found(dump)).isEmpty();
    assertThat(found(String.join("\n", lines("?opened=true")))).isEmpty();
    assertThat(guessed(dump)).isEmpty();
    assertThat(ok("batch", events()).getInteger("duplicates")).as("sent again").isEqualTo(8);
    assertThat(found(dump())).isEmpty();
  }

  private int population() {
    HttpResponse<byte[]> response = server.get("/v1/population?asOf=2026-03-01T00:00:00Z");
    return ok("getPopulation", response).getInteger("customers");
  }

  private HttpResponse<byte[]> erase() {
    return server.send(server.request("/v1/customers/" + CUSTOMER).DELETE());
  }

  @Test
  void aHoldIsInTheWay() {
    lives();
    HttpResponse<byte[]> held =
        server.send(
            server
                .request("/v1/customers/" + CUSTOMER + "/hold")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"reason\":\"case 17\"}")));
    assertThat(ok("putHold", held).getString("reason")).isEqualTo("case 17");
    HttpResponse<byte[]> refused = erase();
    refused("eraseCustomer", refused, 409, "legal-hold");
    assertThat(json(refused).getString("detail")).contains("case 17");
    ok("getCustomer", server.get("/v1/customers/" + CUSTOMER));
    ok("deleteHold", server.send(server.request("/v1/customers/" + CUSTOMER + "/hold").DELETE()));
    ok("eraseCustomer", erase());
  }

  /** Every row of every table, as text. */
  private String dump() {
    StringBuilder all = new StringBuilder();
    String tables =
        house.query(
            "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
                + " WHERE relnamespace = 'rapport'::regnamespace AND relkind = 'r'");
    for (String table : List.of(tables.split(",", -1))) {
      String rows =
          house.query(
              "SELECT string_agg(row::text, chr(10)) FROM rapport.%s AS row".formatted(table));
      all.append(table).append('\n').append(rows).append('\n');
    }
    return all.toString();
  }

  private static List<String> found(String text) {
    return PLANTED.stream()
        .filter(
            planted ->
                text.contains(planted)
                    || text.contains(
                        HexFormat.of().formatHex(planted.getBytes(StandardCharsets.UTF_8))))
        .toList();
  }

  /** What somebody who has the dump, and guesses rightly, can recognise in it. */
  private static List<String> guessed(String dump) throws Exception {
    String hexes = dump.replace("-", "");
    List<byte[]> keys = new ArrayList<>();
    for (String word : Pattern.compile("[^0-9a-f-]+").splitAsStream(dump).toList()) {
      String hex = word.replace("-", "");
      if (hex.length() >= 16 && hex.length() <= 512 && hex.length() % 2 == 0) {
        keys.add(HexFormat.of().parseHex(hex));
      }
    }
    assertThat(keys).isNotEmpty();
    List<String> guessed = new ArrayList<>();
    for (String planted : PLANTED) {
      for (String form : List.of(planted, "customer\0" + planted, planted + "-message")) {
        byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
        for (String algorithm : List.of("SHA-256", "SHA-1", "MD5")) {
          recognise(hexes, MessageDigest.getInstance(algorithm).digest(bytes), planted, guessed);
        }
        for (byte[] key : keys) {
          Mac mac = Mac.getInstance("HmacSHA256");
          mac.init(new SecretKeySpec(key, "HmacSHA256"));
          recognise(hexes, mac.doFinal(bytes), planted, guessed);
        }
      }
    }
    return guessed;
  }

  private static void recognise(String hexes, byte[] hash, String planted, List<String> guessed) {
    String hex = HexFormat.of().formatHex(hash, 0, 8);
    if (hexes.contains(hex)) {
      guessed.add(Objects.requireNonNull(planted));
    }
  }
}
