package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden cases: requests in the shapes of the clients, and the batches they become. With {@code
 * -Drapport.goldens.write=true} a missing expectation is written, to be read and kept.
 */
class ClientRequestsTest {
  private static final Path CASES = Path.of("fixtures/ingest");
  private static final Instant RECEIVED_AT = Instant.parse("2026-03-01T10:00:00Z");

  static List<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void becomesTheBatch(Path folder) throws Exception {
    RecordedRequest request = RecordedRequest.read(folder.resolve("request.http"));
    Path expected = folder.resolve("batch.txt");
    String batch = text(request);
    if (Boolean.getBoolean("rapport.goldens.write") && !Files.exists(expected)) {
      Files.writeString(expected, batch);
    }
    assertThat(batch).isEqualTo(Files.readString(expected));
  }

  private static String text(RecordedRequest request) throws MalformedBodyException {
    Optional<CloudEventMode> mode = CloudEventMode.of(request.contentType(), request.headers());
    if (mode.isPresent()) {
      return BatchText.of(
          CloudEventBatches.read(
              mode.get(), request.contentType(), request.headers(), request.body(), RECEIVED_AT));
    }
    if (request.path().equals("/v1/events")) {
      return BatchText.of(NativeEvents.read(request.body(), RECEIVED_AT));
    }
    ParsedBody parsed =
        SegmentBatches.read(
            request.body(), SegmentType.ofPath(request.lastPathPart()).orElse(null), RECEIVED_AT);
    return "write key %s%n%s".formatted(parsed.writeKey(), BatchText.of(parsed.batch()));
  }
}
