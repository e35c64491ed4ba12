package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.ingest.Bodies.events;
import static org.rapport.ingest.Bodies.segment;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rapport.model.EventBatch;
import org.rapport.model.Rejection;

/** A bad item is rejected by name; the good ones around it are kept. */
class RejectionsTest {
  private static final String GOOD =
      "{'type':'track','messageId':'good','userId':'c','event':'E','timestamp':'2026-03-01'}";
  private static final String GOOD_NATIVE =
      "{'messageId':'good','customerId':'c','event':'E','occurredAt':'2026-03-01'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          not-an-object            | 7
          not-an-object            | null
          not-an-object            | '{}'
          not-an-object            | [[]]
          type-missing             | {'userId':'c'}
          unknown-type             | {'type':'merge'}
          unknown-type             | {'type':'t','userId':'c','event':'E'}
          unknown-type             | {'type':7}
          customer-id-missing      | {'type':'track','event':'E'}
          customer-id-missing      | {'type':'track','userId':'','anonymousId':null,'event':'E'}
          customer-id-missing      | {'type':'alias','anonymousId':'a'}
          previous-id-missing      | {'type':'alias','userId':'c'}
          account-id-missing       | {'type':'group','userId':'c','groupId':''}
          id-invalid               | {'type':'track','userId':{'id':'c'},'event':'E'}
          id-invalid               | {'type':'track','userId':1.5,'event':'E'}
          id-invalid               | {'type':'track','userId':'c','event':'E','messageId':true}
          id-invalid               | {'type':'track','userId':'c','event':'E','context':{'groupId':[]}}
          event-missing            | {'type':'track','userId':'c'}
          event-missing            | {'type':'track','userId':'c','event':'  '}
          event-invalid            | {'type':'track','userId':'c','event':{'name':'E'}}
          occurred-at-invalid      | {'type':'track','userId':'c','event':'E','timestamp':'soon'}
          occurred-at-invalid      | {'type':'track','userId':'c','event':'E','timestamp':''}
          occurred-at-invalid      | {'type':'track','userId':'c','event':'E','timestamp':{}}
          occurred-at-invalid      | {'type':'track','userId':'c','event':'E','timestamp':1772357400}
          occurred-at-invalid      | {'type':'track','userId':'c','event':'E','timestamp':1e15}
          occurred-at-invalid      | {'type':'track','userId':'c','event':'E','timestamp':'2026-03-01T09:00:00'}
          occurred-at-out-of-range | {'type':'track','userId':'c','event':'E','timestamp':'+292278994-08-17T07:12:55.807Z'}
          occurred-at-out-of-range | {'type':'track','userId':'c','event':'E','timestamp':'292278994-08-17T07:12:55.807Z'}
          occurred-at-out-of-range | {'type':'track','userId':'c','event':'E','timestamp':9223372036854775807}
          occurred-at-out-of-range | {'type':'track','userId':'c','event':'E','timestamp':-1}
          occurred-at-out-of-range | {'type':'track','userId':'c','event':'E','timestamp':'1969-12-31T23:59:59Z'}
          occurred-at-out-of-range | {'type':'track','userId':'c','event':'E','timestamp':'0000-01-01T00:00:00Z'}
          occurred-at-out-of-range | {'type':'track','userId':'c','event':'E','timestamp':'2027-03-03T00:00:00Z'}
          properties-invalid       | {'type':'track','userId':'c','event':'E','properties':[1]}
          properties-invalid       | {'type':'identify','userId':'c','traits':'plan'}
          text-not-storable        | {'type':'track','userId':'c\\u0000','event':'E'}
          text-not-storable        | {'type':'track','userId':'c','event':'E\\ud800'}
          text-not-storable        | {'type':'track','userId':'c','event':'E','properties':{'a':{'b':['\\udc00x']}}}
          text-not-storable        | {'type':'track','userId':'c','event':'E','properties':{'a\\u0000':1}}
          text-not-storable        | {'type':'identify','userId':'c','traits':{'a':'\\ud800\\ud800'}}
          text-not-storable        | {'type':'identify','userId':'c','traits':{'\\udfff':1}}
          """)
  void names(String code, String item) throws Exception {
    EventBatch batch = segment("{'batch':[" + GOOD + "," + item + "," + GOOD + "]}");

    assertRejected(batch, code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          unknown-field            | {'messageId':'m','customerId':'c','event':'E','occurredAt':'2026-03-01','extra':1}
          message-id-missing       | {'customerId':'c','event':'E','occurredAt':'2026-03-01'}
          customer-id-missing      | {'messageId':'m','event':'E','occurredAt':'2026-03-01'}
          id-invalid               | {'messageId':7,'customerId':'c','event':'E','occurredAt':'2026-03-01'}
          id-invalid               | {'messageId':'m','customerId':7,'event':'E','occurredAt':'2026-03-01'}
          id-invalid               | {'messageId':'m','customerId':'c','accountId':7,'event':'E','occurredAt':'2026-03-01'}
          event-missing            | {'messageId':'m','customerId':'c','occurredAt':'2026-03-01'}
          occurred-at-missing      | {'messageId':'m','customerId':'c','event':'E'}
          occurred-at-invalid      | {'messageId':'m','customerId':'c','event':'E','occurredAt':1772357400123}
          occurred-at-invalid      | {'messageId':'m','customerId':'c','event':'E','occurredAt':'2026-02-30'}
          properties-invalid       | {'messageId':'m','customerId':'c','event':'E','occurredAt':'2026-03-01','properties':'{}'}
          """)
  void namesInOurOwnShape(String code, String item) throws Exception {
    assertRejected(
        events("{'events':[" + GOOD_NATIVE + "," + item + "," + GOOD_NATIVE + "]}"), code);
  }

  @Test
  void longIdsAndNames() throws Exception {
    String id = "x".repeat(256);
    assertRejected(
        batchWith("{'type':'track','userId':'%s','event':'E'}".formatted(id)), "id-too-long");
    assertRejected(
        batchWith("{'type':'track','messageId':'%s','userId':'c','event':'E'}".formatted(id)),
        "id-too-long");
    assertRejected(
        batchWith("{'type':'track','userId':'c','event':'%s'}".formatted(id)), "name-too-long");
    assertRejected(
        batchWith("{'type':'identify','userId':'c','traits':{'%s':1}}".formatted(id)),
        "name-too-long");
    assertThat(
            batchWith("{'type':'track','userId':'%s','event':'E'}".formatted("x".repeat(255)))
                .rejected())
        .isEmpty();
  }

  @Test
  void thousandsOfValuesBelowALongNameStaySmall() throws Exception {
    StringBuilder values = new StringBuilder("'a':1");
    for (int i = 0; i < 4_000; i++) {
      values.append(",'").append(i).append("':1");
    }
    String inner = "{'%s':{%s}}".formatted("n".repeat(20_000), values);

    assertRejected(
        batchWith("{'type':'identify','userId':'c','traits':%s}".formatted(inner)),
        "name-too-long");
    assertThat(
            Bodies.occurrence(
                    segment(
                        SegmentType.TRACK,
                        "{'messageId':'m','userId':'c','event':'E','properties':%s}"
                            .formatted(inner)))
                .properties())
        .isEmpty();
  }

  @Test
  void deepItems() throws Exception {
    assertRejected(batchWith(nested(33)), "too-deep");
    assertRejected(batchWith(nested(5_000)), "too-deep");
    assertThat(batchWith(nested(32)).rejected()).isEmpty();
  }

  @Test
  void largeItemsStillNameTheirMessageId() throws Exception {
    String item =
        "{'type':'track','userId':'c','event':'E','properties':{'a':'%s'},'messageId':'large'}"
            .formatted("x".repeat(IngestLimits.MAX_ITEM_CHARACTERS));

    EventBatch batch = batchWith(item);

    assertRejected(batch, "item-too-large");
    assertThat(batch.rejected().get(0).messageId()).isEqualTo("large");
  }

  @Test
  void largeProperties() throws Exception {
    assertRejected(
        batchWith(
            "{'type':'track','userId':'c','event':'E','properties':{'a':'%s'}}"
                .formatted("x".repeat(IngestLimits.MAX_PROPERTIES_CHARACTERS))),
        "properties-too-large");
  }

  @Test
  void longNumbers() throws Exception {
    assertRejected(
        batchWith(
            "{'type':'track','userId':'c','event':'E','properties':{'n':%s}}"
                .formatted("9".repeat(101))),
        "number-too-long");
  }

  @Test
  void manyAttributes() throws Exception {
    StringBuilder traits = new StringBuilder("'a':1");
    for (int i = 0; i < IngestLimits.MAX_ATTRIBUTES; i++) {
      traits.append(",'b").append(i).append("':1");
    }

    assertRejected(
        batchWith("{'type':'identify','userId':'c','traits':{%s}}".formatted(traits)),
        "too-many-attributes");
  }

  @Test
  void messagesShowValuesWithoutWhatBreaksATerminal() throws Exception {
    EventBatch batch = batchWith("{'type':'\\u001b[31m\\ud800" + "x".repeat(500) + "'}");

    assertThat(batch.rejected().get(0).message())
        .contains("\uFFFD[31m\uFFFDxxx")
        .doesNotContain("\u001b")
        .hasSizeLessThan(300);
  }

  private static String nested(int depth) {
    int within = depth - 2;
    return "{'type':'track','userId':'c','event':'E','properties':{'a':%s%s}}"
        .formatted("[".repeat(within), "]".repeat(within));
  }

  private static EventBatch batchWith(String item) throws MalformedBodyException {
    return segment("{'batch':[" + GOOD + "," + item + "," + GOOD + "]}");
  }

  private static void assertRejected(EventBatch batch, String code) {
    assertThat(batch.rejected()).extracting(Rejection::code).containsExactly(code);
    Rejection rejection = batch.rejected().get(0);
    assertThat(rejection.index()).isEqualTo(1);
    assertThat(List.of(rejection.message().split("\n", -1)))
        .hasSize(2)
        .last()
        .asString()
        .startsWith("Maybe ")
        .endsWith(".");
    assertThat(batch.events()).extracting(e -> e.index()).containsExactly(0, 2);
  }
}
