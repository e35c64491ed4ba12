package org.rapport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.rapport.decision.EvaluateRequest;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.DayValue;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.TimelineHistory;

class EvaluateParsingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T09:30:00.1234567Z");

  private static EvaluateRequest parse(String body) {
    return EvaluateParsing.parse(body.getBytes(StandardCharsets.UTF_8), NOW);
  }

  private static CustomerHistory history(EvaluateRequest request, Instant asOf) {
    return TimelineHistory.asOf(request.basis().timeline(), asOf).orElseThrow();
  }

  private static List<DayCount> days(CustomerHistory history, String eventType) {
    return Objects.requireNonNull(history.days().get(eventType));
  }

  private static DayValue price(DayCount day) {
    return Objects.requireNonNull(day.values().get("price"));
  }

  private static List<String> findings(String body) {
    ProblemException refused = catchThrowableOfType(ProblemException.class, () -> parse(body));
    return refused.problem().findings().stream()
        .map(finding -> finding.pointer() + " " + finding.code())
        .toList();
  }

  @Test
  void nothingGivenIsAnUnknownCustomerNow() {
    EvaluateRequest request = parse("{}");
    assertThat(request.basis().asOf()).isEqualTo(Instant.parse("2026-03-01T09:30:00.123456Z"));
    assertThat(TimelineHistory.asOf(request.basis().timeline(), request.basis().asOf())).isEmpty();
  }

  @Test
  void aCountedDayCountsFromItsBeginningWhateverCutsIt() {
    EvaluateRequest request =
        parse(
            """
            {"activity":[
              {"event":"Sold","day":"2026-03-01","count":3,"visits":1,
               "values":{"price":{"total":10,"latest":2.5}}},
              {"event":"Sold","day":"2026-02-22","count":2,"values":{"price":{"total":7}}},
              {"event":"Sold","day":"2026-02-20","count":2,"values":{"price":{"total":7}}}]}
            """);
    List<DayCount> days = days(history(request, request.basis().asOf()), "Sold");
    assertThat(days)
        .extracting(DayCount::day)
        .extracting(LocalDate::toString)
        .containsExactly("2026-02-20", "2026-02-22", "2026-03-01");
    assertThat(days).extracting(DayCount::count).containsExactly(2, 2, 3);
    assertThat(days).extracting(DayCount::visits).containsExactly(2, 2, 1);
    assertThat(days)
        .extracting(day -> price(day).totalMillionths())
        .containsExactly(7_000_000L, 7_000_000L, 10_000_000L);
    assertThat(days)
        .extracting(day -> price(day).latestMillionths())
        .containsExactly(3_500_000L, 3_500_000L, 2_500_000L);
    assertThat(days(history(request, Instant.parse("2026-02-22T09:30:00.123456Z")), "Sold"))
        .extracting(DayCount::count)
        .containsExactly(2, 2);
  }

  @Test
  void everythingThatCanBeGivenIsRead() {
    EvaluateRequest request =
        parse(
            """
            {"customer":{"id":"c","firstSeenAt":"2026-01-01T00:00:00Z","account":"acme"},
             "attributes":{"plan":"pro","seats":{"value":3,"since":"2026-02-01T00:00:00+01:00"}},
             "events":[{"event":"Used","occurredAt":"2026-02-01T10:00:00Z","visit":false,
                        "properties":{"a":{"b":1.5},"list":[1],"none":null,"yes":true}}],
             "contacts":[{"action":"call","outcome":"rejected","channel":"phone","daysAgo":3}],
             "wasIn":{"upsell":"not-yet"}, "context":{"page":"pricing"}, "asOf":"2026-02-28T00:00:00Z",
             "rulebase":"shop", "placement":"p", "channel":"web", "limit":2, "explain":"full",
             "timeoutMs":50}
            """);
    assertThat(request.rulebase()).isEqualTo("shop");
    assertThat(request.timeoutMs()).isEqualTo(50);
    assertThat(request.basis().wasIn())
        .containsExactly(new SegmentLevel(Segment.UPSELL, Level.NOT_YET));
    assertThat(request.basis().contacts()).hasSize(1);
    assertThat(request.basis().limit()).isEqualTo(2);
    CustomerHistory history = history(request, request.basis().asOf());
    assertThat(history.accountId()).isEqualTo("acme");
    assertThat(history.firstSeenAt()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(history.attributes())
        .extracting(reading -> reading.origin() + reading.name())
        .containsExactlyInAnyOrder("plan", "seats", "Useda.b", "Usedyes");
    assertThat(days(history, "Used").get(0).visits()).isZero();
  }

  @Test
  void everythingThatIsWrongIsTold() {
    assertThat(
            findings(
                """
                {"customer":{"id":1,"name":"x"}, "attributes":{"a":[],"b":{"since":"x"}},
                 "events":[{"event":"e"},7,{"occurredAt":"+292278994-08-17T07:12:55.807Z","event":"e"}],
                 "activity":[{"event":"e","day":"2026-02-30","count":0,"visits":-1}],
                 "contacts":{}, "wasIn":{"upsell":"high","other":"x"}, "asof":1}
                """))
        .containsExactlyInAnyOrder(
            "/customer/id wrong-type",
            "/customer/name unknown-field",
            "/attributes/a wrong-type",
            "/attributes/b/value missing",
            "/attributes/b/since bad-instant",
            "/activity conflict",
            "/events/0/occurredAt missing",
            "/events/1 wrong-type",
            "/events/2/occurredAt bad-instant",
            "/activity/0/day bad-day",
            "/activity/0/count out-of-range",
            "/activity/0/visits out-of-range",
            "/contacts wrong-type",
            "/wasIn/upsell unknown-word",
            "/wasIn/other unknown-field",
            "/asof unknown-field");
  }

  @Test
  void daysCountedUpAreNeverTakenApart() {
    String cut = "{\"event\":\"e\",\"day\":\"2026-03-01\",\"count\":100000}";
    EvaluateRequest request = parse("{\"activity\":[" + cut + "," + cut + "]}");
    assertThat(days(history(request, request.basis().asOf()), "e"))
        .extracting(DayCount::count)
        .containsExactly(200_000);
  }
}
