package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.ingest.Bodies.RECEIVED_AT;
import static org.rapport.ingest.Bodies.attributes;
import static org.rapport.ingest.Bodies.bytes;
import static org.rapport.ingest.Bodies.occurrence;
import static org.rapport.ingest.Bodies.only;
import static org.rapport.ingest.Bodies.segment;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Subject;
import org.rapport.model.Value;

class SegmentBatchesTest {
  private static final String AT = "'timestamp':'2026-03-01T09:00:00Z'";

  @Test
  void aSingleMessageHasThePathsType() throws Exception {
    String body = "{'messageId':'m','userId':'c','event':'Signed In'," + AT + "}";

    assertThat(occurrence(segment(SegmentType.TRACK, body)).eventType()).isEqualTo("Signed In");
  }

  @Test
  void aSingleMessageWithoutThePathsTypeSaysItsOwn() throws Exception {
    String body = "{'type':'track','messageId':'m','userId':'c','event':'Signed In'," + AT + "}";

    assertThat(occurrence(segment(body)).eventType()).isEqualTo("Signed In");
  }

  @Test
  void inABatchAMessagesOwnTypeComesBeforeThePaths() throws Exception {
    String group =
        "{'batch':[{'type':'group','messageId':'m','userId':'c','groupId':'g'," + AT + "}]}";

    assertThat(only(segment(SegmentType.TRACK, group)).accountId()).isEqualTo("g");
  }

  @Test
  void pathsNameTypesByWordOrLetter() {
    assertThat(SegmentType.ofPath("screen")).contains(SegmentType.SCREEN);
    assertThat(SegmentType.ofPath("s")).contains(SegmentType.SCREEN);
    assertThat(List.of("b", "batch", "import", "")).allMatch(p -> SegmentType.ofPath(p).isEmpty());
  }

  @Test
  void timestampComesBeforeOriginalTimestamp() throws Exception {
    assertThat(only(track("'originalTimestamp':'2026-02-01T00:00:00Z'," + AT)).occurredAt())
        .isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
  }

  @Test
  void aMessageWithoutATimeOccurredWhenReceived() throws Exception {
    assertThat(only(track("'channel':'web'")).occurredAt()).isEqualTo(RECEIVED_AT);
  }

  @Test
  void numbersAreMillisecondsSince1970() throws Exception {
    assertThat(only(track("'timestamp':1772357400123")).occurredAt())
        .isEqualTo(Instant.parse("2026-03-01T09:30:00.123Z"));
  }

  @Test
  void theSkewIsReceiptMinusSentAt() throws Exception {
    assertThat(only(track("'sentAt':'2026-03-01T10:00:01.500Z'," + AT)).clockSkewMs())
        .isEqualTo(-1_500L);
  }

  @Test
  void aSentAtThatIsNoInstantSaysNothing() throws Exception {
    assertThat(only(track("'sentAt':'soon'," + AT)).clockSkewMs()).isNull();
    assertThat(only(track("'sentAt':'9999-01-01T00:00:00Z'," + AT)).clockSkewMs()).isNull();
  }

  @Test
  void theMessagesOwnContextWinsOverTheBatchs() throws Exception {
    Event event =
        only(
            segment(
                "{'batch':[{'type':'track','messageId':'m','userId':'c','event':'E',"
                    + AT
                    + ",'context':{'active':true,'groupId':'own'}}],"
                    + "'context':{'active':false,'groupId':'shared'}}"));

    assertThat(event.accountId()).isEqualTo("own");
    assertThat(((Event.Occurrence) event.content()).visit()).isTrue();
  }

  @Test
  void theBatchsContextFillsWhatTheMessagesLacks() throws Exception {
    Event event =
        only(
            segment(
                "{'context':{'active':false,'groupId':'shared'},"
                    + "'batch':[{'type':'track','messageId':'m','userId':'c','event':'E',"
                    + AT
                    + ",'context':{'ip':'192.0.2.1'}}]}"));

    assertThat(event.accountId()).isEqualTo("shared");
    assertThat(((Event.Occurrence) event.content()).visit()).isFalse();
  }

  @Test
  void onlyAFlagFalseMeansNotActive() throws Exception {
    assertThat(occurrence(track(AT + ",'context':{'active':'false'}")).visit()).isTrue();
    assertThat(occurrence(track(AT + ",'context':{'active':null}")).visit()).isTrue();
    assertThat(occurrence(track(AT + ",'context':[]")).visit()).isTrue();
    assertThat(occurrence(track(AT + ",'context':{'active':false}")).visit()).isFalse();
  }

  @Test
  void anEmptyUserIdIsNone() throws Exception {
    String body = "{'messageId':'m','userId':' ','anonymousId':'a','event':'E'," + AT + "}";

    assertThat(only(segment(SegmentType.TRACK, body)).subject()).isEqualTo(Subject.anonymous("a"));
  }

  @Test
  void aTrackCallWithBothIdsIsTheCustomers() throws Exception {
    String body = "{'messageId':'m','userId':'c','anonymousId':'a','event':'E'," + AT + "}";

    assertThat(only(segment(SegmentType.TRACK, body)).subject()).isEqualTo(Subject.customer("c"));
  }

  @Test
  void identifyLinksTheAnonymousId() throws Exception {
    String body = "{'messageId':'m','userId':'c','anonymousId':'a'," + AT + "}";

    Event.Attributes content = attributes(segment(SegmentType.IDENTIFY, body));

    assertThat(content.linkedAnonymousId()).isEqualTo("a");
    assertThat(content.attributes()).isEmpty();
  }

  @Test
  void identifyOfAVisitorLinksNothing() throws Exception {
    String body = "{'messageId':'m','anonymousId':'a','traits':{'plan':'free'}," + AT + "}";

    Event event = only(segment(SegmentType.IDENTIFY, body));

    assertThat(event.subject()).isEqualTo(Subject.anonymous("a"));
    assertThat(event.content())
        .isEqualTo(
            new Event.Attributes(new TreeMap<>(Map.of("plan", new Value.Text("free"))), null));
  }

  @Test
  void traitsInTheContextCountOnlyWhenThereAreNoOthers() throws Exception {
    String context = "'context':{'traits':{'plan':'context'}}";

    assertThat(plan("{'messageId':'m','userId':'c'," + context + "," + AT + "}"))
        .isEqualTo(new Value.Text("context"));
    assertThat(plan("{'messageId':'m','userId':'c','traits':null," + context + "," + AT + "}"))
        .isEqualTo(new Value.Text("context"));
    assertThat(plan("{'messageId':'m','userId':'c','traits':{}," + context + "," + AT + "}"))
        .isNull();
  }

  @Test
  void whatCannotBeAnAttributeIsLeftOut() throws Exception {
    String traits =
        "{'long':'%s','huge':1e999999999,'tiny':1e-999999999,'wide':2000000000,'list':[1],'':1,"
                .formatted("x".repeat(1_025))
            + "'a':{'b':{'c':{'d':1,'e':{'f':2}}}},'gone':null,'sum':0.1234567}";

    Event.Attributes content =
        attributes(
            segment(
                SegmentType.IDENTIFY,
                "{'messageId':'m','userId':'c','traits':" + traits + "," + AT + "}"));

    assertThat(content.attributes())
        .containsExactly(
            Map.entry("a.b.c.d", new Value.Numeric(1_000_000)),
            Map.entry("gone", new Value.Removed()),
            Map.entry("sum", new Value.Numeric(123_457)),
            Map.entry("tiny", new Value.Numeric(0)));
  }

  @Test
  void aNullPropertySaysNothingButIsKept() throws Exception {
    Event.Occurrence content = occurrence(track(AT + ",'properties':{'plan':null,'n':1}"));

    assertThat(content.properties()).containsOnlyKeys("n");
    assertThat(content.propertiesJson()).isEqualTo("{\"n\":1,\"plan\":null}");
  }

  @Test
  void numbersStayAsTheyWereWritten() throws Exception {
    Event.Occurrence content =
        occurrence(track(AT + ",'properties':{'b':1e999999999,'a':0.10,'c':-0}"));

    assertThat(content.propertiesJson()).isEqualTo("{\"a\":0.10,\"b\":1e999999999,\"c\":-0}");
    assertThat(content.properties())
        .containsExactly(
            Map.entry("a", new Value.Numeric(100_000)), Map.entry("c", new Value.Numeric(0)));
  }

  @Test
  void ofTwoFieldsWithOneNameTheLastStands() throws Exception {
    assertThat(occurrence(track(AT + ",'properties':{'n':1,'n':2}")).propertiesJson())
        .isEqualTo("{\"n\":2}");
  }

  @Test
  void aGroupCallNamesTheAccountAndItsAttributes() throws Exception {
    Event event =
        only(
            segment(
                SegmentType.GROUP,
                "{'messageId':'m','userId':'c','groupId':7,'traits':{'plan':'team'},"
                    + "'context':{'groupId':'other'},"
                    + AT
                    + "}"));

    assertThat(event.accountId()).isEqualTo("7");
    assertThat(((Event.Attributes) event.content()).attributes()).containsOnlyKeys("account.plan");
  }

  @Test
  void anAliasLinksTheEarlierIdInBothNameSpaces() throws Exception {
    assertThat(previous("'userId':'c','previousId':'p'"))
        .containsExactly(Subject.customer("p"), Subject.anonymous("p"));
  }

  @Test
  void anAliasWithoutPreviousIdLinksItsAnonymousId() throws Exception {
    assertThat(previous("'userId':'c','anonymousId':'a'")).containsExactly(Subject.anonymous("a"));
  }

  @Test
  void nobodyIsLinkedToThemselves() throws Exception {
    assertThat(previous("'userId':'c','previousId':'c'")).containsExactly(Subject.anonymous("c"));
  }

  @Test
  void aPageCallCarriesItsNameBesideItsProperties() throws Exception {
    Event.Occurrence content =
        occurrence(
            segment(
                SegmentType.PAGE,
                "{'messageId':'m','userId':'c','name':'Top','category':'Docs',"
                    + "'properties':{'name':'Own'},"
                    + AT
                    + "}"));

    assertThat(content.eventType()).isEqualTo("Page Viewed");
    assertThat(content.propertiesJson()).isEqualTo("{\"category\":\"Docs\",\"name\":\"Own\"}");
  }

  @Test
  void aMissingMessageIdIsDerivedFromTheContent() throws Exception {
    String first = id("'userId':'c','event':'E','sentAt':'2026-03-01T09:00:01Z'," + AT);
    String again = id(AT + ",'sentAt':'2026-03-01T09:59:59Z','event':'E','userId':'c'");
    String other = id("'userId':'c','event':'F'," + AT);

    assertThat(first).startsWith("sha256:").hasSize(71).isEqualTo(again).isNotEqualTo(other);
  }

  @Test
  void anEmptyMessageIdIsNone() throws Exception {
    assertThat(id("'messageId':'','userId':'c','event':'E'," + AT)).startsWith("sha256:");
  }

  @Test
  void theWriteKeyMayStandInTheBodyOrInAMessage() throws Exception {
    assertThat(writeKey("{'batch':[],'writeKey':'top'}")).isEqualTo("top");
    assertThat(writeKey("{'batch':[{'type':'track'},{'writeKey':'inner'}]}")).isEqualTo("inner");
    assertThat(writeKey("{'type':'track','writeKey':'single'}")).isEqualTo("single");
    assertThat(writeKey("{'batch':[]}")).isNull();
  }

  private static EventBatch track(String more) throws MalformedBodyException {
    return segment(SegmentType.TRACK, "{'messageId':'m','userId':'c','event':'E'," + more + "}");
  }

  private static @Nullable Value plan(String body) throws MalformedBodyException {
    return attributes(segment(SegmentType.IDENTIFY, body)).attributes().get("plan");
  }

  private static List<Subject> previous(String ids) throws MalformedBodyException {
    Event event = only(segment(SegmentType.ALIAS, "{'messageId':'m'," + ids + "," + AT + "}"));
    return ((Event.Link) event.content()).previous();
  }

  private static String id(String fields) throws MalformedBodyException {
    return only(segment(SegmentType.TRACK, "{" + fields + "}")).messageId();
  }

  private static @Nullable String writeKey(String body) throws MalformedBodyException {
    return SegmentBatches.read(bytes(body), null, RECEIVED_AT).writeKey();
  }
}
