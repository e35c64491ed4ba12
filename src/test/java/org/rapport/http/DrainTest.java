package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What becomes of requests that are under way. */
class DrainTest {

  @Test
  void stoppingWaitsForWhatIsUnderWayAndTakesNothingNew() throws IOException {
    try (HttpHouse house = new HttpHouse();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), house.server().port())) {
      String body = "{\"customerId\":\"c\",\"timeoutMs\":10000}";
      String head =
          """
          POST /v1/decisions HTTP/1.1
          Host: localhost
          Authorization: Bearer %s
          Content-Length: %d
          Expect: 100-continue

          """
              .replace("\n", "\r\n");
      socket
          .getOutputStream()
          .write(head.formatted(TestServer.KEY, body.length()).getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
      // The service has begun with the request when it asks for the body.
      assertThat(new String(answer.readNBytes(goOn.length()), StandardCharsets.US_ASCII))
          .isEqualTo(goOn);
      var stopped = house.server().stop();
      socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200")
          .contains("decisionId");
      TestServer.await(stopped);
    }
  }

  @Test
  void aKeyThatIsWrongDoesNotSpoilTheConnectionForALargeBody() {
    try (HttpHouse house = new HttpHouse()) {
      TestServer server = house.server();
      byte[] body = new byte[6_000_000];
      for (int index = 0; index < 5; index++) {
        assertThat(
                server
                    .send(
                        server
                            .keyless("/v1/batch")
                            .header("X-Write-Key", "other")
                            .POST(BodyPublishers.ofByteArray(body)))
                    .statusCode())
            .isEqualTo(401);
        assertThat(server.get("/v1/population").statusCode()).isEqualTo(200);
      }
    }
  }
}
