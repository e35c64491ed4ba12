package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rapport.store.DatabaseSettings;
import org.rapport.store.TestDatabase;

/** What is answered while the database is away, and after it came back. */
class OutageTest {
  private static final ContractSchemas CONTRACT = new ContractSchemas();
  private static final String EVENT =
      "{\"batch\":[{\"type\":\"track\",\"messageId\":\"m\",\"userId\":\"u\",\"event\":\"e\"}]}";

  private static TestDatabase database;
  private static NetServer way;
  private static HttpHouse house;
  private static int port;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    way = openWay(0);
    port = way.actualPort();
    house =
        new HttpHouse(
            database,
            settings ->
                new DatabaseSettings(
                    "127.0.0.1", port, settings.database(), settings.user(), settings.password()));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /** A way to the database that can be closed. */
  private static NetServer openWay(int at) {
    NetClient client = database.vertx().createNetClient();
    DatabaseSettings to = database.settings();
    return TestServer.await(
        database
            .vertx()
            .createNetServer()
            .connectHandler(
                from -> {
                  from.pause();
                  client
                      .connect(to.port(), to.host())
                      .onSuccess(onward -> join(from, onward))
                      .onFailure(failure -> from.close());
                })
            .listen(at, "127.0.0.1"));
  }

  private static void join(NetSocket from, NetSocket onward) {
    from.handler(onward::write).closeHandler(closed -> onward.close());
    onward.handler(from::write).closeHandler(closed -> from.close());
    from.resume();
  }

  private static void tryAgain(String operation, HttpResponse<byte[]> response) {
    String text = new String(response.body(), StandardCharsets.UTF_8);
    assertThat(response.statusCode()).as(text).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).as(text).isPresent();
    assertThat(CONTRACT.findings(operation, response)).as(text).isEmpty();
  }

  @Test
  void aLogThatCannotBeWrittenTellsToTryAgainUntilItCan() {
    TestServer server = house.server();
    String decision = "{\"customerId\":\"c\",\"timeoutMs\":5000}";
    assertThat(server.post("/v1/decisions", decision).statusCode()).isEqualTo(200);
    String before = database.query("SELECT count(*) FROM rapport.decision");
    String service = database.service().user();
    database.execute("REVOKE INSERT ON rapport.decision_body FROM " + service);
    tryAgain("decide", server.post("/v1/decisions", decision));
    assertThat(database.query("SELECT count(*) FROM rapport.decision")).isEqualTo(before);
    database.execute("GRANT INSERT ON rapport.decision_body TO " + service);
    assertThat(server.post("/v1/decisions", decision).statusCode()).isEqualTo(200);
  }

  @Test
  void everyoneIsToldToTryAgainUntilItIsBack() {
    TestServer server = house.server();
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
    TestServer.await(way.close());
    tryAgain("batch", server.post("/v1/batch", EVENT));
    tryAgain("decide", server.post("/v1/decisions", "{\"customerId\":\"c\"}"));
    tryAgain("getCustomer", server.get("/v1/customers/c"));
    HttpResponse<byte[]> many =
        server.post("/v1/decisions/batch", "{\"customerIds\":[\"a\",\"b\"]}");
    assertThat(CONTRACT.findings("decideBatch", many)).isEmpty();
    assertThat(new String(many.body(), StandardCharsets.UTF_8))
        .as("each customer's problem stands in its place")
        .containsSubsequence("store-unavailable", "store-unavailable");
    HttpResponse<byte[]> ready = server.get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(CONTRACT.findings("ready", ready)).isEmpty();
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    way = openWay(port);
    assertThat(server.post("/v1/batch", EVENT).statusCode()).isEqualTo(200);
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
  }
}
