package org.rapport.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The process is told to stop. */
class StopTest {
  /** Longer than the embedded database takes to stop, shorter than requests are waited for. */
  private static final Duration A_WHILE = Duration.ofSeconds(1);

  @Test
  void theEmbeddedDatabaseStaysUntilWhatIsUnderWayHasEnded() throws IOException {
    Path folder = RunningService.emptyFolder("stop");
    try (RunningService service = new RunningService(List.of("--data-dir=" + folder));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      String body = "{\"batch\":[{\"type\":\"track\",\"userId\":\"u\",\"event\":\"Bought\"}]}";
      String head =
          """
          POST /v1/batch HTTP/1.1
          Host: localhost
          X-Write-Key: %s
          Content-Length: %d
          Expect: 100-continue

          """
              .replace("\n", "\r\n")
              .formatted(RunningService.KEY, body.length());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      String goOn = "HTTP/1.1 100 Continue\r\n\r\n";
      assertThat(new String(answer.readNBytes(goOn.length()), StandardCharsets.US_ASCII))
          .isEqualTo(goOn);
      service.beginToStop();
      assertThat(service.ends(A_WHILE)).as("ended with a request under way").isFalse();
      socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(answer.readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200")
          .contains("\"accepted\":1");
    }
  }
}
