package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clients that can be pointed at us unchanged send, and what they need to be answered. */
class IntakeClientsTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static HttpHouse house;
  private static TestServer server;

  @BeforeAll
  static void open() {
    house = new HttpHouse();
    server = house.server();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  static List<Path> recorded() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("fixtures", "ingest"))) {
      return folders.map(folder -> folder.resolve("request.http")).sorted().toList();
    }
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonObject taken(HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(CONTRACT.findings("batch", response)).as(text).isEmpty();
    return new JsonObject(text);
  }

  private static JsonObject refused(HttpResponse<byte[]> response, int status) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(status);
    assertThat(CONTRACT.findings("batch", response)).as(text).isEmpty();
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    return new JsonObject(text);
  }

  /** A recorded request with its own way of showing a key, the key being ours. */
  @ParameterizedTest
  @MethodSource("recorded")
  void everyRecordedClientIsUnderstood(Path file) throws IOException {
    String text = Files.readString(file);
    int gap = text.indexOf("\n\n");
    List<String> head = text.substring(0, gap).lines().toList();
    String body =
        text.substring(gap + 2)
            .strip()
            .replaceAll("\"writeKey\":\"[^\"]*\"", "\"writeKey\":\"" + TestServer.KEY + "\"");
    HttpRequest.Builder request = server.keyless(head.get(0).substring("POST ".length()));
    boolean key = body.contains("writeKey");
    for (String line : head.subList(1, head.size())) {
      String name = line.substring(0, line.indexOf(": "));
      String value = line.substring(name.length() + 2);
      boolean shown = name.equals("Authorization");
      key = key || shown;
      request.header(
          name,
          shown && value.startsWith("Basic")
              ? basic(TestServer.KEY + ":")
              : shown ? "Bearer " + TestServer.KEY : value);
    }
    if (!key) {
      request.header("X-Write-Key", TestServer.KEY);
    }
    JsonObject answer = taken(server.send(request.POST(BodyPublishers.ofString(body))));
    assertThat(answer.getInteger("accepted") + answer.getInteger("duplicates"))
        .as(answer.encode())
        .isPositive();
    assertThat(answer.getJsonArray("rejected").stream())
        .allSatisfy(each -> assertThat(((JsonObject) each).getString("code")).isNotBlank());
  }

  @Test
  void aGzippedBodyThatSaysItIsAFormIsReadWhole() {
    String event =
        """
        {"type":"track","messageId":"form-%d","userId":"c-1","event":"100%% & more",
         "properties":{"a":"%s"},"originalTimestamp":"2026-02-01T00:00:00Z"}""";
    StringBuilder batch = new StringBuilder("{\"batch\":[");
    for (int index = 0; index < 200; index++) {
      batch.append(index == 0 ? "" : ",").append(event.formatted(index, "%zz=&".repeat(40)));
    }
    byte[] body = batch.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    assertThat(body.length).isGreaterThan(50_000);
    HttpRequest.Builder request =
        server
            .keyless("/v1/batch")
            .header("Authorization", basic(TestServer.KEY))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(InflationTest.gzip(body)));
    assertThat(taken(server.send(request)).getInteger("accepted")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "track",
        "t",
        "identify",
        "i",
        "group",
        "g",
        "page",
        "p",
        "screen",
        "s",
        "alias",
        "a",
        "batch",
        "b",
        "import"
      })
  void everyPathIsThereWithAndWithoutASlashAtItsEnd(String path) {
    for (String slash : List.of("", "/")) {
      String body =
          """
          {"type":"track","messageId":"%s","userId":"u-1","event":"Seen","groupId":"acme",
           "previousId":"u-0","name":"Home","timestamp":"2026-02-01T00:00:00Z"}"""
              .formatted(path + slash.length());
      JsonObject answer =
          taken(
              server.send(
                  server
                      .request("/v1/" + path + slash)
                      .header("Content-Type", "text/plain")
                      .POST(BodyPublishers.ofString(body))));
      assertThat(answer.getInteger("accepted")).as(answer.encode()).isEqualTo(1);
    }
  }

  @Test
  void noKeyAndAWrongKeyAre401WhereverTheyStand() {
    String body = "{\"batch\":[],\"writeKey\":\"%s\"}";
    HttpResponse<byte[]> none =
        server.send(server.keyless("/v1/batch").POST(BodyPublishers.ofString("{\"batch\":[]}")));
    assertThat(refused(none, 401).getString("code")).isEqualTo("key-missing");
    HttpResponse<byte[]> wrong =
        server.send(
            server.keyless("/v1/batch").POST(BodyPublishers.ofString(body.formatted("other"))));
    assertThat(refused(wrong, 401).getString("code")).isEqualTo("key-unknown");
    taken(
        server.send(
            server
                .keyless("/v1/batch")
                .POST(BodyPublishers.ofString(body.formatted(TestServer.KEY)))));
    for (String header : List.of("Authorization", "X-Write-Key")) {
      HttpRequest.Builder request =
          server
              .keyless("/v1/batch")
              .header(header, "Authorization".equals(header) ? basic("other:") : "other");
      assertThat(
              refused(
                      server.send(
                          request.POST(BodyPublishers.ofString(body.formatted(TestServer.KEY)))),
                      401)
                  .getString("code"))
          .isEqualTo("key-unknown");
    }
  }

  @Test
  void brokenBodiesAreRefusedByName() {
    assertThat(refused(server.post("/v1/batch", "{\"batch\":["), 400).getString("code"))
        .isEqualTo("malformed-body");
    assertThat(refused(server.post("/v1/batch", "{\"events\":[]}"), 400).getJsonArray("errors"))
        .hasSize(1);
    HttpRequest.Builder gzip = server.request("/v1/batch").header("Content-Encoding", "gzip");
    assertThat(
            refused(server.send(gzip.POST(BodyPublishers.ofString("not gzip"))), 400)
                .getString("code"))
        .isEqualTo("broken-encoding");
    assertThat(
            refused(server.post("/v1/batch", new byte[HttpLimits.EVENTS_BODY_BYTES + 1]), 413)
                .getString("code"))
        .isEqualTo("body-too-large");
  }

  @Test
  void aBadItemIsNamedAndTheOthersAreKept() {
    JsonObject answer =
        taken(
            server.post(
                "/v1/batch",
                """
                {"batch":[
                  {"type":"track","messageId":"kept-1","userId":"u","event":"Seen"},
                  {"type":"track","messageId":"bad-1","event":"Seen"},
                  {"type":"dance","messageId":"bad-2","userId":"u"},
                  7,
                  {"type":"track","messageId":"kept-2","userId":"u","event":"Seen"}]}
                """));
    assertThat(answer.getInteger("accepted")).isEqualTo(2);
    assertThat(answer.getJsonArray("rejected").stream())
        .extracting(each -> ((JsonObject) each).getInteger("index"))
        .containsExactly(1, 2, 3);
  }

  @Test
  void pagesOfOtherOriginsMayAskFirstAndSoMayWebhooks() {
    HttpResponse<byte[]> preflight =
        server.send(
            server
                .keyless("/v1/t")
                .header("Origin", "https://shop.test")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,x-retry-count")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(preflight.statusCode()).isEqualTo(200);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers"))
        .contains("authorization,x-retry-count");
    HttpResponse<byte[]> handshake =
        server.send(
            server
                .keyless("/v1/events")
                .header("WebHook-Request-Origin", "events.test")
                .header("WebHook-Request-Rate", "120")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(handshake.headers().firstValue("WebHook-Allowed-Origin")).contains("events.test");
    assertThat(handshake.headers().firstValue("WebHook-Allowed-Rate")).contains("*");
    HttpResponse<byte[]> elsewhere =
        server.send(server.keyless("/v1/decisions").method("OPTIONS", BodyPublishers.noBody()));
    assertThat(elsewhere.statusCode()).isEqualTo(405);
    assertThat(elsewhere.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }
}
