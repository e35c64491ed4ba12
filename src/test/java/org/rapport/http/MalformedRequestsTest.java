package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand bad requests of a fixed seed: each is answered with a problem of the 400s, or its bad
 * items are named; never with a fault of ours; and what was good beside the bad is kept.
 */
class MalformedRequestsTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static final String LONG = "x".repeat(10_000);
  private static final String YEAR = "\"+292278994-08-17T07:12:55.807Z\"";

  /** JSON that stands where something else belongs. */
  private static final List<String> JUNK =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "1e999999999",
          "-1e-999999999",
          "9".repeat(900),
          "9".repeat(5_000),
          "\"\"",
          "\"\\u0000\"",
          "\"a\\ud800b\"",
          "\"\\udc00\"",
          "[]",
          "{}",
          "[[[[]]]]",
          "{\"a\":{\"b\":[1]}}",
          "\"" + LONG + "\"",
          YEAR,
          "\"2026-02-30T00:00:00Z\"",
          "\"1969-12-31T23:59:59Z\"",
          "\"\\u0001\\u001f\"",
          "[".repeat(200) + "]".repeat(200),
          "\"10000-01-01T00:00:00Z\"",
          "1.0000000000000000000000001",
          "\"\u202e\uFFFF\"");

  private static final AtomicInteger UNIQUE = new AtomicInteger();

  private static HttpHouse house;
  private static TestServer server;
  private final Random random = new Random(20_260_301);

  @BeforeAll
  static void open() {
    house = new HttpHouse();
    server = house.server();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  private String junk() {
    return JUNK.get(random.nextInt(JUNK.size()));
  }

  /** A template's body; every place ¤ is filled with its good value, but one with junk. */
  private String filled(String template, boolean spoilt) {
    String[] parts = template.split("¤", -1);
    int places = parts.length / 2;
    int bad = spoilt ? random.nextInt(places) : -1;
    StringBuilder body = new StringBuilder(parts[0]);
    for (int place = 0; place < places; place++) {
      body.append(
          place == bad
              ? junk()
              : parts[2 * place + 1].replace("#", "m" + UNIQUE.incrementAndGet()));
      body.append(parts[2 * place + 2]);
    }
    return body.toString();
  }

  private static final String TRACK =
      "{\"type\":¤\"track\"¤,\"messageId\":¤\"#\"¤,\"userId\":¤\"u\"¤,\"event\":¤\"Seen\"¤,"
          + "\"properties\":¤{\"n\":1}¤,\"context\":¤{\"groupId\":\"g\"}¤,"
          + "\"timestamp\":¤\"2026-02-01T00:00:00Z\"¤}";
  private static final String NATIVE =
      "{\"messageId\":¤\"#\"¤,\"customerId\":¤\"c\"¤,\"accountId\":¤\"a\"¤,\"event\":¤\"Seen\"¤,"
          + "\"occurredAt\":¤\"2026-02-01T00:00:00Z\"¤,\"properties\":¤{\"n\":1}¤}";
  private static final String CLOUD =
      "{\"specversion\":¤\"1.0\"¤,\"id\":¤\"#\"¤,\"source\":¤\"/s\"¤,\"type\":¤\"Seen\"¤,"
          + "\"subject\":¤\"c\"¤,\"time\":¤\"2026-02-01T00:00:00Z\"¤,\"data\":¤{\"n\":1}¤}";
  private static final String DECIDE =
      "{\"customerId\":¤\"c\"¤,\"rulebase\":¤\"small\"¤,\"asOf\":¤\"2026-02-01T00:00:00Z\"¤,"
          + "\"placement\":¤\"p\"¤,\"channel\":¤\"w\"¤,\"context\":¤{\"a\":1}¤,\"limit\":¤1¤,"
          + "\"explain\":¤\"none\"¤,\"timeoutMs\":¤500¤}";
  private static final String MANY =
      "{\"customerIds\":¤[\"a\",\"b\"]¤,\"explain\":¤\"none\"¤,\"limit\":¤1¤,\"context\":¤{}¤}";
  private static final String EVALUATE =
      "{\"customer\":¤{\"id\":\"c\"}¤,\"attributes\":¤{\"plan\":\"x\"}¤,"
          + "\"activity\":[{\"event\":¤\"Seen\"¤,\"day\":¤\"2026-02-01\"¤,\"count\":¤2¤,"
          + "\"visits\":¤1¤,\"values\":{\"v\":{\"total\":¤3¤,\"latest\":¤1¤}}}],"
          + "\"contacts\":[{\"action\":¤\"a\"¤,\"outcome\":¤\"o\"¤,\"channel\":¤\"c\"¤,"
          + "\"daysAgo\":¤1¤}],\"wasIn\":{\"upsell\":¤\"ready\"¤},"
          + "\"asOf\":¤\"2026-03-01T00:00:00Z\"¤}";
  private static final String ATTRIBUTES = "{\"attributes\":{\"plan\":¤1¤,\"seats\":¤2¤}}";

  private record Target(String operation, String path, String type, String template) {}

  private static final List<Target> TARGETS =
      List.of(
          new Target("batch", "/v1/batch", "text/plain", "{\"batch\":[" + TRACK + "]}"),
          new Target("track", "/v1/track", "application/json", TRACK),
          new Target(
              "sendEvents", "/v1/events", "application/json", "{\"events\":[" + NATIVE + "]}"),
          new Target("sendEvents", "/v1/events", "application/cloudevents+json", CLOUD),
          new Target(
              "sendEvents", "/v1/events", "application/cloudevents-batch+json", "[" + CLOUD + "]"),
          new Target("decide", "/v1/decisions", "application/json", DECIDE),
          new Target("decideBatch", "/v1/decisions/batch", "application/json", MANY),
          new Target("evaluate", "/v1/evaluate", "application/json", EVALUATE),
          new Target(
              "putAttributes", "/v1/customers/c/attributes", "application/json", ATTRIBUTES));

  private static HttpRequest.Builder request(Target target, byte[] body) {
    HttpRequest.Builder request =
        server.request(target.path()).header("Content-Type", target.type());
    return target.operation().equals("putAttributes")
        ? request.PUT(BodyPublishers.ofByteArray(body))
        : request.POST(BodyPublishers.ofByteArray(body));
  }

  /** Holds an answer against what is promised; says whether it is a problem. */
  private static boolean isProblem(Target target, HttpResponse<byte[]> response, String what) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    String told = what + " -> " + text;
    assertThat(response.statusCode()).as(told).isLessThan(500);
    assertThat(CONTRACT.findings(target.operation(), response)).as(told).isEmpty();
    if (response.statusCode() == 200) {
      return false;
    }
    assertThat(new JsonObject(text).getString("detail")).as(told).isNotBlank();
    return true;
  }

  private static String shown(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "..." : text;
  }

  @Test
  void aWrongValueAnywhere() {
    int problems = 0;
    for (int index = 0; index < 450; index++) {
      Target target = TARGETS.get(index % TARGETS.size());
      String body = filled(target.template(), true);
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      if (isProblem(target, server.send(request(target, bytes)), shown(body))) {
        problems++;
      }
    }
    assertThat(problems).isGreaterThan(100);
  }

  @Test
  void cutOffMidway() {
    for (int index = 0; index < 180; index++) {
      Target target = TARGETS.get(index % TARGETS.size());
      byte[] body = filled(target.template(), false).getBytes(StandardCharsets.UTF_8);
      byte[] cut = Arrays.copyOf(body, random.nextInt(body.length));
      String what = shown(new String(cut, StandardCharsets.UTF_8));
      assertThat(isProblem(target, server.send(request(target, cut)), what)).as(what).isTrue();
    }
  }

  @Test
  void bytesThatAreNoText() {
    for (int index = 0; index < 180; index++) {
      Target target = TARGETS.get(index % TARGETS.size());
      byte[] body = filled(target.template(), false).getBytes(StandardCharsets.UTF_8);
      for (int hit = 0; hit <= random.nextInt(3); hit++) {
        int place = random.nextInt(body.length - 3);
        switch (random.nextInt(3)) {
          case 0 -> body[place] = 0;
          case 1 -> body[place] = (byte) random.nextInt(128, 256);
          default -> {
            body[place] = (byte) 0xed;
            body[place + 1] = (byte) 0xa0;
            body[place + 2] = (byte) 0x80;
          }
        }
      }
      isProblem(
          target,
          server.send(request(target, body)),
          shown(new String(body, StandardCharsets.ISO_8859_1)));
    }
  }

  @Test
  void brokenCompression() {
    for (int index = 0; index < 90; index++) {
      Target target = TARGETS.get(index % TARGETS.size());
      byte[] body =
          InflationTest.gzip(filled(target.template(), false).getBytes(StandardCharsets.UTF_8));
      if (index % 2 == 0) {
        body = Arrays.copyOf(body, random.nextInt(body.length - 8));
      } else {
        body[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
      }
      isProblem(
          target,
          server.send(request(target, body).header("Content-Encoding", "gzip")),
          "gzip " + index);
    }
  }

  @Test
  void bodiesOfFiveMegabytes() {
    String text = "y".repeat(5_000_000);
    for (Target target : TARGETS) {
      String template = target.template().replaceFirst("¤[^¤]*¤", "\"" + text + "\"");
      byte[] body = filled(template, false).getBytes(StandardCharsets.UTF_8);
      isProblem(target, server.send(request(target, body)), target.path() + " of 5 MB");
    }
  }

  @Test
  void addressesOutOfOrder() {
    List<String> paths =
        List.of(
            "/v1/customers/%s",
            "/v1/customers/%s/activity?asOf=%s",
            "/v1/decisions/%s",
            "/v1/customers/%s/events?limit=%s&from=%s&cursor=%s",
            "/v1/rulebases/%s",
            "/v1/customers/%s/scores?from=%s&to=%s",
            "/v1/customers?segment=%s&cursor=%s&q=%s",
            "/v1/population?rulebase=%s",
            "/v1/decisions/%s/explanation?depth=%s",
            "/v1/%s");
    List<String> words =
        List.of(
            "%00",
            "%ED%A0%80",
            "%FF",
            "x",
            "-1",
            "99999999999",
            "+292278994-08-17",
            "%2F..%2F",
            "a".repeat(300),
            "2026-02-30",
            "%22",
            "1e9",
            "%F0%9F%98%80",
            "..%2f",
            "%0d%0aX:%20y");
    for (int index = 0; index < 150; index++) {
      String path = paths.get(index % paths.size());
      while (path.contains("%s")) {
        path = path.replaceFirst("%s", words.get(random.nextInt(words.size())));
      }
      HttpResponse<byte[]> response = server.get(path);
      assertThat(response.statusCode())
          .as(path + " -> " + new String(response.body(), StandardCharsets.UTF_8))
          .isLessThan(500);
    }
  }

  @Test
  void theGoodBesideTheBadIsKept() {
    for (int index = 0; index < 100; index++) {
      boolean segment = index % 2 == 0;
      String item = segment ? TRACK : NATIVE;
      String body =
          "{\"%s\":[%s,%s,%s]}"
              .formatted(
                  segment ? "batch" : "events",
                  filled(item, false),
                  filled(item, true),
                  filled(item, false));
      Target target = TARGETS.get(segment ? 0 : 2);
      HttpResponse<byte[]> response =
          server.send(request(target, body.getBytes(StandardCharsets.UTF_8)));
      assertThat(isProblem(target, response, shown(body))).as(shown(body)).isFalse();
      JsonObject answer = new JsonObject(new String(response.body(), StandardCharsets.UTF_8));
      JsonArray rejected = answer.getJsonArray("rejected");
      // One without an id of its own may be taken for one that came before it: a duplicate.
      int duplicates = answer.getInteger("duplicates");
      int accepted = answer.getInteger("accepted");
      assertThat(accepted).as(answer.encode()).isGreaterThanOrEqualTo(2);
      assertThat(accepted + duplicates + rejected.size()).as(answer.encode()).isEqualTo(3);
      assertThat(rejected.stream())
          .allSatisfy(each -> assertThat(((JsonObject) each).getInteger("index")).isEqualTo(1));
    }
  }
}
