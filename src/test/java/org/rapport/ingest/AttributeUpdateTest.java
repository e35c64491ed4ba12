package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rapport.ingest.Bodies.RECEIVED_AT;
import static org.rapport.ingest.Bodies.bytes;
import static org.rapport.ingest.Bodies.only;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Rejection;
import org.rapport.model.Subject;
import org.rapport.model.Value;

class AttributeUpdateTest {

  @Test
  void setsAndRemovesFromReceiptOn() throws Exception {
    Event event = only(update("{'attributes':{'plan':'pro','seats':5.25,'vip':true,'old':null}}"));

    assertThat(event.messageId()).isEqualTo("m");
    assertThat(event.subject()).isEqualTo(Subject.customer("c"));
    assertThat(event.occurredAt()).isEqualTo(RECEIVED_AT);
    assertThat(((Event.Attributes) event.content()).attributes())
        .containsExactly(
            Map.entry("old", new Value.Removed()),
            Map.entry("plan", new Value.Text("pro")),
            Map.entry("seats", new Value.Numeric(5_250_000)),
            Map.entry("vip", new Value.Flag(true)));
  }

  @Test
  void everyAttributeThatCannotBeTakenIsNamed() throws Exception {
    EventBatch batch =
        update(
            "{'attributes':{'a':[1],'b':{},'c':1e10,'d':'%s','e':'\\u0000','good':1,' ':2}}"
                .formatted("x".repeat(1_025)));

    assertThat(batch.events()).isEmpty();
    assertThat(batch.rejected())
        .extracting(Rejection::code)
        .containsExactly(
            "attribute-invalid", // the blank name sorts first
            "attribute-invalid",
            "attribute-invalid",
            "attribute-invalid",
            "attribute-invalid",
            "text-not-storable");
    assertThat(batch.rejected().get(1).message()).startsWith("/attributes/a is a list");
  }

  @Test
  void longCustomerIdsAreRefused() throws Exception {
    EventBatch batch =
        NativeEvents.attributeUpdate(
            bytes("{'attributes':{'a':1}}"), "c".repeat(256), "m", RECEIVED_AT);

    assertThat(batch.rejected()).extracting(Rejection::code).containsExactly("id-too-long");
  }

  @Test
  void otherShapesAreRefusedWhole() {
    assertThat(problem("{'plan':'pro'}").code()).isEqualTo("unknown-field");
    assertThat(problem("{'attributes':{},'occurredAt':'2026-01-01'}").pointer())
        .isEqualTo("/occurredAt");
    assertThat(problem("{}").pointer()).isEqualTo("/attributes");
    assertThat(problem("[]").pointer()).isEqualTo("/attributes");
    assertThat(problem("{").code()).isEqualTo("malformed-json");
  }

  private static EventBatch update(String body) throws MalformedBodyException {
    return NativeEvents.attributeUpdate(bytes(body), "c", "m", RECEIVED_AT);
  }

  private static MalformedBodyException problem(String body) {
    return catchThrowableOfType(MalformedBodyException.class, () -> update(body));
  }
}
