package org.rapport.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.FactView;
import org.rapport.analysis.RuleCard;
import org.rapport.model.IntakeResult;
import org.rapport.model.Level;
import org.rapport.model.Rejection;
import org.rapport.model.ScorePoint;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.Value;

/** The lists and overviews that are served, to the byte. */
class ServedListsTest {

  private static final Instant AS_OF = Instant.parse("2026-03-01T00:00:00Z");

  private static final ShortDecision LATEST =
      new ShortDecision(
          "ana",
          UUID.fromString("019ca8a7-26da-7000-8000-00000000002a"),
          AS_OF,
          Instant.parse("2026-03-01T09:30:00.263Z"),
          37,
          74_250_000,
          "fading",
          "PAYING",
          "ok",
          List.of(new SegmentLevel(Segment.UPSELL, Level.NOT_YET)),
          "call-customer");

  private static final String LATEST_FIELDS =
      "\"decisionId\":\"019ca8a7-26da-7000-8000-00000000002a\",\"asOf\":\"2026-03-01T00:00:00Z\","
          + "\"decidedAt\":\"2026-03-01T09:30:00.263Z\",\"score\":{\"value\":37,\"raw\":74.25,"
          + "\"band\":\"fading\",\"evidence\":\"ok\"},\"phase\":\"PAYING\",\"segments\":"
          + "[{\"segment\":\"upsell\",\"level\":\"not-yet\"}],\"action\":\"call-customer\"";

  @Test
  void customers() {
    assertJson(
        CustomersJson.bytes("learning", List.of(LATEST), "bmV4dA"),
        "{\"rulebase\":\"learning\",\"customers\":[{\"customerId\":\"ana\","
            + LATEST_FIELDS
            + "}],\"nextCursor\":\"bmV4dA\"}");
  }

  @Test
  void aCustomerIsToldWithoutAttributesThatWereRemoved() {
    assertJson(
        CustomerJson.bytes(
            SampleDecisions.inputs().history(),
            SampleDecisions.inputs().history().attributes(),
            AS_OF,
            2,
            LATEST),
        "{\"customerId\":\"ana/1\",\"asOf\":\"2026-03-01T00:00:00Z\",\"accountId\":\"acme\","
            + "\"firstSeenAt\":\"2025-12-01T00:00:00Z\",\"linkedIds\":2,\"attributes\":"
            + "[{\"name\":\"plan\",\"value\":\"Monthly\",\"since\":\"2026-01-19T08:00:00Z\","
            + "\"event\":\"Subscription Purchased\"}],\"latestDecision\":{"
            + LATEST_FIELDS
            + "}}");
  }

  @Test
  void activityIsToldInTheWordsOfTheRules() {
    List<FactView> facts =
        List.of(
            new FactView(
                "Customer", List.of(new FactView.Field("phase", new Value.Text("PAYING")))),
            new FactView(
                "AllActivity",
                List.of(new FactView.Field("daysSinceLast", new Value.Numeric(3_000_000)))),
            new FactView(
                "Activity",
                List.of(
                    new FactView.Field("event", new Value.Text("Lesson Watched")),
                    new FactView.Field("never", new Value.Flag(false)))),
            new FactView("Attribute", List.of(new FactView.Field("name", new Value.Text("plan")))));

    assertJson(
        CustomerJson.activity("ana", AS_OF, SampleDecisions.RULEBASE, facts),
        "{\"customerId\":\"ana\",\"asOf\":\"2026-03-01T00:00:00Z\",\"rulebase\":{\"name\":"
            + "\"learning\",\"version\":\"sha256:1f2e\",\"build\":\"sha256:9a8b\"},\"customer\":"
            + "{\"phase\":\"PAYING\"},\"allActivity\":{\"daysSinceLast\":3},\"activity\":"
            + "[{\"event\":\"Lesson Watched\",\"never\":false}],\"attributes\":"
            + "[{\"name\":\"plan\"}]}");
  }

  @Test
  void events() {
    EventsJson.Row row =
        new EventsJson.Row(
            "m1", "", "anon-7", null, "Lesson Watched", AS_OF, AS_OF, "{\"minutes\":2.50}");

    assertJson(
        EventsJson.bytes("ana", List.of(row), null),
        "{\"customerId\":\"ana\",\"events\":[{\"messageId\":\"m1\",\"event\":\"Lesson Watched\","
            + "\"occurredAt\":\"2026-03-01T00:00:00Z\",\"receivedAt\":\"2026-03-01T00:00:00Z\","
            + "\"accountId\":null,\"receivedAs\":\"anon-7\",\"source\":null,\"properties\":"
            + "{\"minutes\":2.50}}],\"nextCursor\":null}");
  }

  @Test
  void scoresSayWhyOneIsMissing() {
    assertJson(
        ScoresJson.bytes(
            "ana",
            SampleDecisions.RULEBASE,
            LocalDate.parse("2026-03-01"),
            LocalDate.parse("2026-03-02"),
            List.of(
                new ScoresJson.Row(AS_OF, new ScorePoint(-1_500_000, 1), null),
                new ScoresJson.Row(AS_OF, null, "Two rules scale."))),
        "{\"customerId\":\"ana\",\"rulebase\":{\"name\":\"learning\",\"version\":\"sha256:1f2e\","
            + "\"build\":\"sha256:9a8b\"},\"from\":\"2026-03-01\",\"to\":\"2026-03-02\","
            + "\"scores\":[{\"asOf\":\"2026-03-01T00:00:00Z\",\"score\":1,\"raw\":-1.5},"
            + "{\"asOf\":\"2026-03-01T00:00:00Z\",\"score\":null,\"raw\":null,"
            + "\"reason\":\"Two rules scale.\"}]}");
  }

  @Test
  void rulebases() {
    assertJson(
        RulebasesJson.bytes(
            "learning",
            List.of(
                new RulebasesJson.Row(
                    SampleDecisions.RULEBASE,
                    "An e-learning subscription",
                    List.of(new RuleCard("scale.x", "A claim", "Why.", null, "scale.drl", 6))))),
        "{\"default\":\"learning\",\"rulebases\":[{\"name\":\"learning\",\"title\":"
            + "\"An e-learning subscription\",\"version\":\"sha256:1f2e\",\"build\":"
            + "\"sha256:9a8b\",\"rules\":[{\"id\":\"scale.x\",\"title\":\"A claim\",\"reason\":"
            + "\"Why.\",\"owner\":null,\"file\":\"scale.drl\",\"line\":6}]}]}");
  }

  @Test
  void whatBecameOfABatch() {
    assertJson(
        IntakeJson.bytes(
            new IntakeResult(2, 1, List.of(new Rejection(3, null, "no-id", "No id.\nMaybe.")))),
        "{\"success\":true,\"accepted\":2,\"duplicates\":1,\"rejected\":[{\"index\":3,"
            + "\"messageId\":null,\"code\":\"no-id\",\"message\":\"No id.\\nMaybe.\"}]}");
  }

  @Test
  void aPopulation() {
    String json = text(population(Map.of(1, 1L, 10, 2L, 11, 4L, 100, 1L), 8).bytes());

    assertThat(json)
        .startsWith("{\"rulebase\":\"learning\",\"customers\":8,")
        .contains("{\"from\":1,\"to\":10,\"customers\":3,\"share\":0.375}")
        .contains("{\"from\":11,\"to\":20,\"customers\":4,\"share\":0.5}")
        .contains("{\"from\":21,\"to\":30,\"customers\":0,\"share\":0}")
        .contains("{\"from\":91,\"to\":100,\"customers\":1,\"share\":0.125}")
        .contains("\"percentiles\":{\"p10\":1,\"p25\":10,\"p50\":11,\"p75\":11,\"p90\":100}")
        .contains("\"bands\":[{\"band\":\"fading\",\"customers\":3,\"share\":0.375}]")
        .contains(
            "{\"segment\":\"upsell\",\"levels\":[{\"level\":\"ready\",\"customers\":2,"
                + "\"share\":0.25},{\"level\":\"not-yet\",\"customers\":0,\"share\":0}]}");
  }

  @Test
  void aPopulationOfNobody() {
    assertThat(text(population(Map.of(), 0).bytes()))
        .contains("\"customers\":0,\"oldestAsOf\":null,\"newestAsOf\":null")
        .contains("\"p50\":null");
  }

  private static PopulationJson population(Map<Integer, Long> scores, long customers) {
    return new PopulationJson(
        "learning",
        customers,
        new TreeMap<>(scores),
        new TreeMap<>(Map.of("fading", 3L)),
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(Map.of("upsell", new TreeMap<>(Map.of("ready", 2L)))),
        new TreeMap<>(),
        null,
        null);
  }

  private static void assertJson(byte[] actual, String expected) {
    assertThat(text(actual)).isEqualTo(expected);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
