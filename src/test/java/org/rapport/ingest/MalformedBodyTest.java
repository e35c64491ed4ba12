package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.rapport.ingest.Bodies.RECEIVED_AT;
import static org.rapport.ingest.Bodies.bytes;

import java.util.Collections;
import org.junit.jupiter.api.Test;

/** A body that cannot be taken apart is refused whole, with one problem and its place. */
class MalformedBodyTest {
  private static final String GOOD =
      "{'type':'track','messageId':'good','userId':'c','event':'E','timestamp':'2026-03-01'}";

  @Test
  void aCutBodyNamesLineAndColumn() {
    MalformedBodyException problem = segment("{'batch':[" + GOOD + ",\n{'type':'tr");

    assertThat(problem.code()).isEqualTo("malformed-json");
    assertThat(problem)
        .hasMessageContaining("ends in the middle, at line 2")
        .hasMessageContaining("\nMaybe ");
  }

  @Test
  void garbageInTheMiddleNamesLineAndColumn() {
    assertThat(segment("{'batch':[" + GOOD + ",\n  }"))
        .hasMessageContaining("is not JSON, at line 2, column 3");
  }

  @Test
  void whatFollowsTheEndIsNotReadOver() {
    assertThat(segment("{'batch':[]} {}")).hasMessageContaining("goes on after its end");
    assertThat(segment("{'batch':[]}]").code()).isEqualTo("malformed-json");
  }

  @Test
  void anEmptyBodySaysSo() {
    assertThat(segment("")).hasMessageContaining("is empty");
    assertThat(segment(" \n ")).hasMessageContaining("is empty");
  }

  @Test
  void bytesThatAreNoTextAreNoJson() {
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0};
    byte[] badUtf8 = {'{', '"', (byte) 0xff, '"', ':', '1', '}'};

    assertThat(segment(gzip).code()).isEqualTo("malformed-json");
    assertThat(segment(badUtf8).code()).isEqualTo("malformed-json");
  }

  @Test
  void otherShapesNameTheField() {
    assertThat(segment("[]").code()).isEqualTo("wrong-shape");
    assertThat(segment("{'batch':{}}").pointer()).isEqualTo("/batch");
    assertThat(segment("{'events':[]}").pointer()).isEqualTo("/batch");
    assertThat(events("{}").pointer()).isEqualTo("/events");
    assertThat(events("{'events':7}").pointer()).isEqualTo("/events");
    assertThat(cloudEvents("{}").code()).isEqualTo("wrong-shape");
  }

  @Test
  void ourOwnShapeKnowsNoOtherFields() {
    MalformedBodyException problem = events("{'events':[],'batch':[]}");

    assertThat(problem.code()).isEqualTo("unknown-field");
    assertThat(problem.pointer()).isEqualTo("/batch");
  }

  @Test
  void itemsAndBytesAreLimited() {
    String items = String.join(",", Collections.nCopies(IngestLimits.MAX_ITEMS + 1, "0"));

    assertThat(segment("{'batch':[" + items + "]}").code()).isEqualTo("too-many-items");
    assertThat(segment(new byte[IngestLimits.MAX_BODY_BYTES + 1]).code())
        .isEqualTo("body-too-large");
  }

  @Test
  void valuesAreLimited() {
    String list = "[" + "0,".repeat(20_000) + "0]";
    String items = String.join(",", Collections.nCopies(51, list));

    assertThat(segment("{'batch':[" + items + "]}"))
        .hasMessageContaining("more than 1000000 values");
  }

  @Test
  void nestingThatNobodyReadsOver() {
    String deep = "[".repeat(20_000) + "]".repeat(20_000);

    assertThat(segment("{'batch':[" + GOOD + "," + deep + "]}"))
        .hasMessageContaining("nested too deep");
  }

  @Test
  void aBatchsOwnFieldsAreLimited() {
    String context = "x".repeat(IngestLimits.MAX_ITEM_CHARACTERS);

    assertThat(segment("{'batch':[],'context':{'a':'" + context + "'}}").code())
        .isEqualTo("wrong-shape");
  }

  private static MalformedBodyException segment(String body) {
    return segment(bytes(body));
  }

  private static MalformedBodyException segment(byte[] body) {
    return catchThrowableOfType(
        MalformedBodyException.class, () -> SegmentBatches.read(body, null, RECEIVED_AT));
  }

  private static MalformedBodyException events(String body) {
    return catchThrowableOfType(
        MalformedBodyException.class, () -> NativeEvents.read(bytes(body), RECEIVED_AT));
  }

  private static MalformedBodyException cloudEvents(String body) {
    return catchThrowableOfType(
        MalformedBodyException.class,
        () ->
            CloudEventBatches.read(
                CloudEventMode.BATCH,
                "application/cloudevents-batch+json",
                Collections.emptyList(),
                bytes(body),
                RECEIVED_AT));
  }
}
