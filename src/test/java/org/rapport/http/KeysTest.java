package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.model.Role;

/** Who may call what, by keys that are made, used and revoked over the API. */
class KeysTest {
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

  private static JsonObject json(HttpResponse<byte[]> response) {
    return new JsonObject(new String(response.body(), StandardCharsets.UTF_8));
  }

  private static HttpResponse<byte[]> create(String name, String owner, String... roles) {
    HttpResponse<byte[]> response =
        server.post(
            "/v1/keys",
            new JsonObject()
                .put("name", name)
                .put("owner", owner)
                .put("roles", new JsonArray(List.of(roles)))
                .encode());
    assertThat(CONTRACT.findings("createKey", response)).isEmpty();
    return response;
  }

  private static String made(String name, String owner, String... roles) {
    HttpResponse<byte[]> response = create(name, owner, roles);
    assertThat(response.statusCode()).as(name).isEqualTo(201);
    return json(response).getString("key");
  }

  private static HttpResponse<byte[]> revoke(String name) {
    HttpResponse<byte[]> response = server.send(server.request("/v1/keys/" + name).DELETE());
    assertThat(CONTRACT.findings("revokeKey", response)).isEmpty();
    return response;
  }

  private static HttpResponse<byte[]> get(String path, String key) {
    return server.send(server.keyless(path).header("Authorization", "Bearer " + key));
  }

  @Test
  void aKeyOpensItsDoorsUntilItIsRevoked() {
    String key = made("reports", "ada", "read");

    assertThat(get("/v1/population", key).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> refused = get("/v1/keys", key);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).getString("code")).isEqualTo("role-missing");
    assertThat(json(refused).getString("detail"))
        .contains("\"reports\" has the role read", "admin");

    assertThat(json(revoke("reports")).getString("revokedAt")).isNotNull();
    assertThat(get("/v1/population", key).statusCode()).isEqualTo(401);
    assertThat(create("reports", "ada", "read").statusCode()).as("never again").isEqualTo(409);
    assertThat(revoke("nobody").statusCode()).isEqualTo(404);
  }

  @Test
  void theKeyItselfIsToldOnceAndKeptNowhere() {
    String key = made("told-once", "ada", "read");

    HttpResponse<byte[]> list = server.get("/v1/keys");
    assertThat(CONTRACT.findings("listKeys", list)).isEmpty();
    assertThat(new String(list.body(), StandardCharsets.UTF_8))
        .contains("\"told-once\"")
        .doesNotContain(key);
    assertThat(
            house
                .database()
                .query("SELECT k::text FROM rapport.api_key k WHERE name = 'told-once'"))
        .contains("ada")
        .doesNotContain(key);
  }

  @Test
  void everyStepIsOnRecordAndStays() {
    made("logged", "ada", "read", "decide");
    revoke("logged");
    revoke("logged");

    String steps =
        "SELECT string_agg(convert_from(body, 'UTF8'), '+' ORDER BY seq) FROM rapport.step_log"
            + " WHERE subject = 'key:logged'";
    assertThat(house.database().query(steps))
        .isEqualTo(
            """
            {"at":"2026-03-01T09:30:00Z","caller":"first-key",\
            "details":{"for":"ada","roles":"decide,read"},"digest":null,"owner":"operator",\
            "step":"key-created","subject":"key:logged","why":null}\
            +{"at":"2026-03-01T09:30:00Z","caller":"first-key","details":{},"digest":null,\
            "owner":"operator","step":"key-revoked","subject":"key:logged","why":null}""");
    assertThat(house.database().query("SELECT max(seq) - count(*) FROM rapport.step_log"))
        .as("no gap")
        .isEqualTo("0");
    for (String change :
        new String[] {"UPDATE rapport.step_log SET subject = ''", "DELETE FROM rapport.step_log"}) {
      assertThatThrownBy(() -> house.database().execute(change))
          .hasStackTraceContaining("never changed");
    }
  }

  @Test
  void whatIsWrongWithAKeyThatIsWantedIsToldAtItsPlace() {
    HttpResponse<byte[]> response =
        server.post("/v1/keys", "{\"name\":\"A b\",\"roles\":[\"read\",\"all\"],\"more\":1}");
    assertThat(CONTRACT.findings("createKey", response)).isEmpty();
    assertThat(json(response).getJsonArray("errors").stream().map(each -> (JsonObject) each))
        .extracting(each -> each.getString("pointer") + " " + each.getString("code"))
        .containsExactlyInAnyOrder(
            "/name bad-name", "/owner missing", "/roles/1 unknown-word", "/more unknown-field");
    for (String taken : new String[] {"first-key", "command-line", "service"}) {
      assertThat(create(taken, "ada", "read").statusCode()).as(taken).isEqualTo(409);
    }
  }

  @Test
  void aBodyThatComesWhileItsKeyIsLookedUpIsReadWhole() {
    String key = made("sender", "shop", "events");
    String events =
        IntStream.range(0, 3_000)
            .mapToObj(
                index ->
                    "{\"messageId\":\"w%d\",\"customerId\":\"c\",\"event\":\"e\",\"occurredAt\":\"2026-02-01T00:00:00Z\"}"
                        .formatted(index))
            .collect(Collectors.joining(","));
    HttpResponse<byte[]> response =
        server.send(
            server
                .keyless("/v1/events")
                .header("Authorization", "Bearer " + key)
                .POST(BodyPublishers.ofString("{\"events\":[" + events + "]}")));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response).getInteger("accepted")).isEqualTo(3_000);
  }

  @Test
  void everyOperationIsOpenToItsRolesAndToNoOther() {
    Map<Role, String> keys = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      keys.put(role, made("only-" + role.word().replace(':', '-'), "ada", role.word()));
    }
    CONTRACT
        .places()
        .forEach(
            (operation, place) -> {
              JsonArray roles =
                  Objects.requireNonNull(CONTRACT.operations().get(operation))
                      .getJsonArray("x-role");
              assertThat(roles).as("%s says who may", operation).isNotNull();
              keys.forEach(
                  (role, key) -> {
                    HttpRequest.Builder request =
                        server
                            .keyless(place.path())
                            .header("Authorization", "Bearer " + key)
                            // Else whoever is on this machine may read metrics without a key.
                            .header("X-Forwarded-For", "192.0.2.1")
                            .method(place.method(), BodyPublishers.ofString("{}"));
                    int status = server.send(request).statusCode();
                    if (roles.isEmpty() || roles.contains(role.word())) {
                      assertThat(status).as("%s by %s", operation, role).isNotIn(401, 403);
                    } else {
                      assertThat(status).as("%s by %s", operation, role).isEqualTo(403);
                    }
                  });
            });
  }

  @Test
  void aRouteThatDoesNotSayWhoMayCallItStopsTheStart() {
    JsonObject contract =
        new JsonObject(
            """
            {"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":
            {"operationId":"a","responses":{"200":{"description":"d"}}}}}}
            """);
    OpenAPIContract parsed =
        TestServer.await(OpenAPIContract.from(house.database().vertx(), contract));
    assertThatThrownBy(() -> Contract.roles(parsed.operation("a")))
        .hasMessageContaining("no x-role");
  }
}
