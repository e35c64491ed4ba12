package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.ingest.Bodies.RECEIVED_AT;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rapport.model.Event;
import org.rapport.model.EventBatch;
import org.rapport.model.Rejection;

/** Whatever is sent, each item becomes an event or a named rejection, or the body is refused. */
class HostileBodiesTest {
  private static final Set<String> CODES =
      Stream.of(RejectionCode.values()).map(RejectionCode::word).collect(Collectors.toSet());

  private static final List<String> FIELDS =
      List.of(
          "type",
          "messageId",
          "userId",
          "anonymousId",
          "previousId",
          "groupId",
          "event",
          "timestamp",
          "originalTimestamp",
          "sentAt",
          "properties",
          "traits",
          "context",
          "name",
          "customerId",
          "accountId",
          "occurredAt",
          "specversion",
          "id",
          "source",
          "subject",
          "time",
          "data",
          "data_base64",
          "datacontenttype",
          "accountid",
          "x\\u0000y",
          "\\ud83d",
          "");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "1e999999999",
          "1e-999999999",
          "-1E9999999999999",
          "9".repeat(400),
          "0." + "1".repeat(300),
          "9223372036854775808",
          "1772357400123",
          "\"\"",
          "\" \"",
          "\"track\"",
          "\"identify\"",
          "\"alias\"",
          "\"group\"",
          "\"page\"",
          "\"c\"",
          "\"1.0\"",
          "\"0.3\"",
          "\"/s\"",
          "\"::not a uri::\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ud83d\\ude00\"",
          "\"" + "i".repeat(10_240) + "\"",
          "\"2026-03-01T00:00:00Z\"",
          "\"2026-02-30\"",
          "\"+292278994-08-17T07:12:55.807Z\"",
          "\"-292275055-05-16T16:47:04.192Z\"",
          "\"99999999999999-01-01\"",
          "\"9999-12-31T23:59:59.999999999+18:00\"",
          "{}",
          "[]",
          "{\"a\":{\"b\":[1,{\"c\":null}]}}",
          "{\"active\":false,\"groupId\":{},\"traits\":[]}",
          "[".repeat(40) + "]".repeat(40),
          "{\"a\":".repeat(40) + "1" + "}".repeat(40),
          "[".repeat(2_000) + "]".repeat(2_000),
          "\"bm90IGpzb24=\"",
          "\"eyJhIjoxfQ==\"",
          "\"%%%\"");

  @Property(tries = 1_000)
  void badSegmentItemsNeverHarmGoodOnes(@ForAll("items") List<String> items) throws Exception {
    String good = "{\"type\":\"track\",\"messageId\":\"good-%d\",\"userId\":\"c\",\"event\":\"E\"}";

    EventBatch batch =
        SegmentBatches.read(mixed("{\"batch\":[", items, good, "]}"), null, RECEIVED_AT).batch();

    assertAllAccountedFor(batch, items.size());
  }

  @Property(tries = 1_000)
  void badEventsOfOursNeverHarmGoodOnes(@ForAll("items") List<String> items) throws Exception {
    String good =
        "{\"messageId\":\"good-%d\",\"customerId\":\"c\",\"event\":\"E\",\"occurredAt\":\"2026-03-01\"}";

    EventBatch batch = NativeEvents.read(mixed("{\"events\":[", items, good, "]}"), RECEIVED_AT);

    assertAllAccountedFor(batch, items.size());
  }

  @Property(tries = 1_000)
  void badCloudEventsNeverHarmGoodOnes(@ForAll("items") List<String> items) throws Exception {
    String good =
        "{\"specversion\":\"1.0\",\"id\":\"good-%d\",\"source\":\"/s\",\"type\":\"E\",\"subject\":\"c\"}";

    EventBatch batch =
        CloudEventBatches.read(
            CloudEventMode.BATCH, null, List.of(), mixed("[", items, good, "]"), RECEIVED_AT);

    assertAllAccountedFor(batch, items.size());
  }

  @Property(tries = 1_000)
  void brokenBodiesAreRefusedAndNothingElse(
      @ForAll("items") List<String> items, @ForAll("damages") Damage damage) {
    String good = "{\"type\":\"track\",\"messageId\":\"good-%d\",\"userId\":\"c\",\"event\":\"E\"}";
    byte[] whole = mixed("{\"batch\":[", items, good, "]}");
    byte[] broken = damage.applyTo(whole);
    try {
      EventBatch batch = SegmentBatches.read(broken, null, RECEIVED_AT).batch();
      assertThat(batch.rejected()).extracting(Rejection::code).allMatch(CODES::contains);
    } catch (MalformedBodyException refused) {
      assertThat(refused.getMessage()).contains("\nMaybe ");
    }
  }

  @Property(tries = 300)
  void anyCutLeavesNothingOfABatch(@ForAll("items") List<String> items, @ForAll int place) {
    byte[] whole = mixed("{\"batch\":[", items, "{\"type\":\"track\"}", "]}");
    byte[] cut = Arrays.copyOf(whole, Math.floorMod(place, whole.length));
    try {
      SegmentBatches.read(cut, null, RECEIVED_AT);
      throw new AssertionError("A cut body was taken.");
    } catch (MalformedBodyException refused) {
      assertThat(refused.code()).isEqualTo("malformed-json");
    }
  }

  /** Bytes changed, cut or put in. */
  record Damage(int place, int bytes, int kind) {
    byte[] applyTo(byte[] whole) {
      int at = Math.floorMod(place, whole.length);
      byte[] broken =
          kind == 0 ? Arrays.copyOf(whole, at) : Arrays.copyOf(whole, whole.length + kind);
      if (kind > 0) {
        System.arraycopy(whole, at, broken, at + kind, whole.length - at);
      }
      for (int i = at; i < Math.min(at + 3, broken.length); i++) {
        broken[i] = (byte) (bytes >>> (8 * (i - at)));
      }
      return broken;
    }
  }

  @Provide
  Arbitrary<Damage> damages() {
    return Combinators.combine(
            Arbitraries.integers(), Arbitraries.integers(), Arbitraries.integers().between(0, 3))
        .as(Damage::new);
  }

  @Provide
  Arbitrary<List<String>> items() {
    Arbitrary<String> field =
        Combinators.combine(Arbitraries.of(FIELDS), Arbitraries.of(VALUES))
            .as((name, value) -> "\"" + name + "\":" + value);
    Arbitrary<String> object =
        field.list().ofMaxSize(8).map(fields -> "{" + String.join(",", fields) + "}");
    return Arbitraries.oneOf(object, object, object, Arbitraries.of(VALUES)).list().ofMaxSize(6);
  }

  private static byte[] mixed(String head, List<String> items, String good, String tail) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      all.add(good.formatted(i));
      all.add(items.get(i));
    }
    return (head + String.join(",", all) + tail).getBytes(StandardCharsets.UTF_8);
  }

  private static void assertAllAccountedFor(EventBatch batch, int bad) {
    assertThat(batch.events().size() + batch.rejected().size()).isEqualTo(2 * bad);
    assertThat(batch.rejected()).extracting(Rejection::code).allMatch(CODES::contains);
    assertThat(batch.rejected())
        .extracting(Rejection::message)
        .allMatch(m -> m.contains("\nMaybe "));
    assertThat(batch.rejected()).extracting(Rejection::index).allMatch(index -> index % 2 == 1);
    assertThat(batch.events())
        .filteredOn(event -> event.index() % 2 == 0)
        .extracting(Event::messageId)
        .hasSize(bad)
        .allMatch(id -> id.startsWith("good-"));
    assertThat(batch.events()).allMatch(HostileBodiesTest::canBeStored);
  }

  private static boolean canBeStored(Event event) {
    boolean ids =
        Storable.accepts(event.messageId())
            && event.messageId().length() <= 255
            && event.subject().id().length() <= 255;
    return event.content() instanceof Event.Occurrence occurrence
        ? ids && Storable.accepts(occurrence.propertiesJson() + occurrence.eventType())
        : ids;
  }
}
