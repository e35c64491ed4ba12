package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rapport.audit.BundleVerifier;
import org.rapport.decision.SmallRulebase;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.TreeHash;
import org.rapport.tree.TreeProofs;
import org.rapport.tree.VerifierKey;
import org.slf4j.LoggerFactory;

/** What proves a decision, and what is left when its customer is erased. */
class ErasureTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static final String CUSTOMER = "grace.hopper@navy.example";
  private static final String ANONYMOUS = "device-77-of-grace";
  private static final String IDEMPOTENCY_KEY = "mail-to-grace.hopper@navy.example-about-it";

  private static final String SHADOW = "/v1/rulebases/small/shadow";

  /** What is served about all. */
  private static final List<String> FIGURES =
      List.of(
          "/v1/customers",
          "/v1/population",
          "/v1/population/moves?from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z",
          "/v1/population/activity",
          "/v1/keys",
          "/v1/rulebases/small/drafts");

  /** Twenty texts that tell who it is, wherever a text can stand. */
  private static final List<String> PLANTED = planted();

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
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
    log.start();
    logger().addAppender(log);
    logger().setLevel(Level.DEBUG);
    logger().setAdditive(false);
    house = new HttpHouse();
    server = house.server();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("org.rapport");
  }

  @AfterEach
  void close() {
    logger().setLevel(null);
    logger().setAdditive(true);
    logger().detachAppender(log);
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
    JsonObject tooFar = new JsonObject(lines("?after=0&size=999").get(0));
    assertThat(tooFar.getString("code")).isEqualTo("proof-not-found");
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
    return verified(lines("?opened=" + opened));
  }

  private static List<BundleVerifier.Finding> verified(List<String> lines) {
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
    String draft = measured();
    house.sequence();
    assertThat(found(dump())).as("the scan finds what is there").hasSizeGreaterThan(10);
    for (String path : List.of(impact(draft), SHADOW)) {
      assertThat(found(text(server.get(path)))).as(path).containsExactly(CUSTOMER);
    }

    JsonObject erased = ok("eraseCustomer", erase());

    assertThat(erased.getLong("events")).isEqualTo(6);
    assertThat(erased.getJsonArray("subjects")).hasSize(1);
    house.sequence();
    assertThat(population()).as("at once").isEqualTo(before - 1);
    for (String path : FIGURES) {
      HttpResponse<byte[]> figure = server.get(path);
      assertThat(figure.statusCode()).as(path).isEqualTo(200);
      assertThat(found(text(figure))).as(path).isEmpty();
    }
    assertThat(ok("getPopulation", server.get("/v1/population")).getInteger("customers"))
        .as("about now, too")
        .isEqualTo(before - 1);
    refused("getImpact", server.get(impact(draft)), 404, "not-started");
    HttpResponse<byte[]> shadow = server.get(SHADOW);
    ok("getShadow", shadow);
    assertThat(found(text(shadow))).as("it keeps counting, and names nobody").isEmpty();
    String served = "/v1/decisions/" + decision;
    refused("getDecision", server.get(served), 410, "customer-erased");
    refused("getExplanation", server.get(served + "/explanation"), 410, "customer-erased");
    refused("getDossier", server.get(served + "/dossier"), 410, "customer-erased");
    golden("erased.explanation.json", served + "/explanation", decision);
    golden("erased.dossier.json", served + "/dossier", decision);
    refused("getWhyNot", server.get(served + "/why-not?segment=upsell"), 410, "customer-erased");
    refused("replay", server.post(served + "/replay", "{}"), 410, "customer-erased");
    refused("decide", decide(CUSTOMER, IDEMPOTENCY_KEY), 410, "customer-erased");
    ok("getProof", server.get("/v1/decisions/%s/proof".formatted(decision)));
    ok("getDecision", server.get("/v1/decisions/" + another));
    refused("getCustomer", server.get("/v1/customers/" + CUSTOMER), 404, "customer-not-found");
    refused("eraseCustomer", erase(), 404, "customer-not-found");
    HttpResponse<byte[]> turnedAway =
        server.send(
            server
                .keyless("/v1/customers/" + CUSTOMER)
                .header("Authorization", "Bearer " + PLANTED.get(5)));
    refused("getCustomer", turnedAway, 401, "key-unknown");
    assertThat(verified(true)).isEmpty();
    assertThat(verified(false)).isEmpty();

    String dump = dump();
    assertThat(found(dump)).isEmpty();
    assertThat(found(String.join("\n", lines("?opened=true")))).isEmpty();
    assertThat(guessed(dump)).isEmpty();
    assertThat(ok("batch", events()).getInteger("duplicates")).as("sent again").isEqualTo(8);
    assertThat(found(dump())).isEmpty();
    List<String> logged = log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    assertThat(logged)
        .anyMatch(
            line -> line.startsWith("refused GET /v1/customers/{customerId} 401 key unknown"));
    assertThat(found(String.join("\n", logged))).as("what was logged meanwhile").isEmpty();
  }

  /** Measures a draft, and lets it decide beside what is live: both tell of the customer. */
  private String measured() {
    JsonObject made =
        json(
            server.post(
                "/v1/rulebases/small/drafts",
                new JsonObject()
                    .put("title", "T")
                    .put("files", new JsonObject(new TreeMap<>(SmallRulebase.weighing(7).files())))
                    .encode()));
    String draft = made.getString("id");
    ok("testDraft", server.post("/v1/rulebases/small/drafts/" + draft + "/test", "{}"));
    ok(
        "startShadow",
        server.send(
            server
                .request(SHADOW)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(new JsonObject().put("draft", draft).encode()))));
    ok("decide", decide(CUSTOMER, "beside"));
    String path = impact(draft);
    JsonObject told = json(server.post(path, "{}"));
    for (int look = 0; look < 2_000 && told.getString("status").equals("running"); look++) {
      told = ok("getImpact", server.get(path));
    }
    assertThat(told.getString("status")).as(told.encode()).isEqualTo("done");
    for (int look = 0; look < 2_000; look++) {
      if (ok("getShadow", server.get(SHADOW)).getInteger("decisions") > 0) {
        break;
      }
    }
    return draft;
  }

  /** Reads as it did; written anew with {@code -Drapport.golden.write=true}. */
  private void golden(String name, String path, String decision) throws IOException {
    String text =
        json(server.get(path))
                .put("instance", "urn:uuid:00000000-0000-0000-0000-000000000000")
                .encodePrettily()
                .replace(decision, "00000000-0000-0000-0000-000000000000")
            + "\n";
    Path file = Path.of("fixtures", "dossiers", name);
    if (Boolean.getBoolean("rapport.golden.write")) {
      Files.writeString(file, text);
    }
    assertThat(text).as(name).isEqualTo(Files.readString(file));
  }

  private static String impact(String draft) {
    return "/v1/rulebases/small/drafts/" + draft + "/impact";
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private int population() {
    HttpResponse<byte[]> response = server.get("/v1/population?asOf=2026-03-01T00:00:00Z");
    return ok("getPopulation", response).getInteger("customers");
  }

  private HttpResponse<byte[]> erase() {
    return server.send(server.request("/v1/customers/" + CUSTOMER).DELETE());
  }

  @Test
  void aHoldIsInTheWay() throws IOException {
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
    String lift = "/v1/customers/" + CUSTOMER + "/hold?why=case+17+is+over";
    ok("deleteHold", server.send(server.request(lift).DELETE()));
    refused("deleteHold", server.send(server.request(lift).DELETE()), 404, "customer-not-found");
    ok("eraseCustomer", erase());

    house.sequence();
    List<String> changes = lines("?tree=changes");
    assertThat(verified(changes)).isEmpty();
    assertThat(
            changes.stream()
                .map(JsonObject::new)
                .filter(line -> line.getString("type").equals("entry"))
                .map(line -> new JsonObject(line.getString("leaf")))
                .filter(step -> step.getString("step").startsWith("hold-"))
                .map(
                    step ->
                        "%s %s %s %s %s"
                            .formatted(
                                step.getString("step"),
                                step.getString("at"),
                                step.getString("caller"),
                                step.getString("owner"),
                                step.getString("why"))))
        .containsExactly(
            "hold-set 2026-03-01T09:30:00Z first-key operator case 17",
            "hold-lifted 2026-03-01T09:30:00Z first-key operator case 17 is over");
    assertThat(found(dump())).isEmpty();
    if (Boolean.getBoolean("rapport.golden.write")) {
      Path fixtures = Path.of("fixtures", "audit");
      Files.write(fixtures.resolve("changes.jsonl"), changes);
      String key = new JsonObject(changes.get(0)).getString("key");
      Files.writeString(fixtures.resolve("changes-key.txt"), key + "\n");
    }
    List<String> changed = new ArrayList<>(changes);
    changed.replaceAll(line -> line.replace("case 17 is over", "case 18 is over"));
    assertThat(verified(changed))
        .anyMatch(finding -> finding.toString().contains("hold-lifted: the row was changed"));
  }

  @Test
  void aReasonThatStaysNamesNobody() {
    lives();
    HttpResponse<byte[]> refused =
        server.send(
            server
                .request("/v1/customers/" + CUSTOMER + "/hold")
                .header("Content-Type", "application/json")
                .PUT(
                    BodyPublishers.ofString("{\"reason\":\"Suit of Grace.Hopper@navy.example\"}")));
    refused("putHold", refused, 400, "invalid-request");
    assertThat(json(refused).getJsonArray("errors").getJsonObject(0).getString("code"))
        .isEqualTo("personal");
  }

  @Test
  void aPublishedTextThatWasSwappedIsNamed() {
    house.sequence();
    List<String> lines = lines("?tree=changes");
    assertThat(verified(lines)).isEmpty();
    String version =
        house.query("SELECT version FROM rapport.rulebase_version WHERE rulebase = 'small'");
    String named = "the text of small " + version;
    List<String> onTheWay = new ArrayList<>(lines);
    onTheWay.replaceAll(
        line -> line.startsWith("{\"type\":\"text\"") ? line.replace("then", "than") : line);
    assertThat(verified(onTheWay))
        .anyMatch(finding -> finding.what().startsWith(named + " was swapped"));
    house
        .database()
        .execute("UPDATE rapport.rulebase_version SET files = replace(files, 'then', 'than')");
    assertThat(verified(lines("?tree=changes")))
        .anyMatch(
            finding ->
                finding.row().endsWith("bootstrapped")
                    && finding.what().startsWith(named + " was swapped"));
    house.database().execute("DELETE FROM rapport.rulebase_version");
    assertThat(verified(lines("?tree=changes")))
        .anyMatch(
            finding -> finding.what().startsWith(named + ", which it brought into force, is"));
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
