package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rapport.ingest.Bodies.RECEIVED_AT;
import static org.rapport.ingest.Bodies.bytes;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rapport.model.EventBatch;
import org.rapport.model.Rejection;

class CloudEventModeTest {
  private static final List<Map.Entry<String, String>> HEADERS =
      List.of(
          Map.entry("Ce-Specversion", "1.0"),
          Map.entry("ce-id", "i"),
          Map.entry("ce-source", "/s"),
          Map.entry("ce-type", "E"),
          Map.entry("ce-subject", "\"Zo%C3%AB \\\"Z\\\" 100%\""));

  @Test
  void theContentTypeOrAHeaderTellsTheMode() {
    assertThat(CloudEventMode.of("application/CloudEvents+json; charset=utf-8", List.of()))
        .contains(CloudEventMode.STRUCTURED);
    assertThat(CloudEventMode.of("application/cloudevents-batch+json", List.of()))
        .contains(CloudEventMode.BATCH);
    assertThat(CloudEventMode.of("application/json", HEADERS)).contains(CloudEventMode.BINARY);
    assertThat(CloudEventMode.of("application/json", List.of())).isEmpty();
    assertThat(CloudEventMode.of(null, List.of())).isEmpty();
  }

  @Test
  void headersAreUnquotedAndDecodedOnce() throws Exception {
    EventBatch batch = binary("application/json", "");

    assertThat(batch.events()).hasSize(1);
    assertThat(batch.events().get(0).subject().id()).isEqualTo("Zoë \"Z\" 100%");
    assertThat(batch.events().get(0).occurredAt()).isEqualTo(RECEIVED_AT);
  }

  @Test
  void dataThatIsNotJsonIsRejectedByName() throws Exception {
    EventBatch batch = binary("text/plain", "hello");

    assertThat(batch.rejected()).extracting(Rejection::code).containsExactly("data-not-json");
    assertThat(batch.rejected()).extracting(Rejection::messageId).containsExactly("i");
  }

  @Test
  void dataThatIsDeepIsRejectedByName() throws Exception {
    EventBatch batch = binary("application/json", "[".repeat(50) + "]".repeat(50));

    assertThat(batch.rejected()).extracting(Rejection::code).containsExactly("too-deep");
    assertThat(batch.rejected()).extracting(Rejection::messageId).containsExactly("i");
  }

  @Test
  void dataThatIsCutIsRefused() {
    MalformedBodyException problem =
        catchThrowableOfType(
            MalformedBodyException.class, () -> binary("application/json", "{'plan':"));

    assertThat(problem.code()).isEqualTo("malformed-json");
  }

  @Test
  void headersThatAreNoCloudEventAreRejectedByName() throws Exception {
    EventBatch batch =
        CloudEventBatches.read(
            CloudEventMode.BINARY,
            null,
            List.of(Map.entry("ce-specversion", "7"), Map.entry("ce-id", "i")),
            new byte[0],
            RECEIVED_AT);

    assertThat(batch.rejected()).extracting(Rejection::code).containsExactly("cloudevent-invalid");
    assertThat(batch.rejected().get(0).message()).doesNotContain("io.cloudevents");
  }

  private static EventBatch binary(String contentType, String body) throws MalformedBodyException {
    return CloudEventBatches.read(
        CloudEventMode.BINARY, contentType, HEADERS, bytes(body), RECEIVED_AT);
  }
}
