package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rapport.model.CustomerHistory;
import org.rapport.model.DayCount;
import org.rapport.model.Extract;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.model.SegmentLevel;
import org.rapport.model.TimelineHistory;

class RulebaseCheckerTest {
  private static final Path BASE = Path.of("fixtures/rejected-rules/base");

  private static CheckedRulebase checked(SortedMap<String, String> files) {
    CheckResult result = new RulebaseChecker().check(new RulebaseSource("base", files));
    assertThat(result.diagnostics()).isEmpty();
    return result.checked().orElseThrow();
  }

  private static <V> V at(Map<String, V> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  @Test
  void rulesKeepTheirWordsAndPlaces() {
    CheckedRulebase base = checked(RulebaseFolder.files(BASE));
    assertThat(base.name()).isEqualTo("base");
    assertThat(base.rules())
        .extracting(rule -> rule.card().id())
        .startsWith("lifecycle.paying", "lifecycle.trial", "weight.song-played")
        .endsWith("nba.call", "nba.called-lately", "nba.family");
    CheckedRule song = base.rules().get(2);
    assertThat(song.stage()).isEqualTo(Stage.WEIGHTS);
    assertThat(song.card().owner()).isEqualTo("Listening team");
    assertThat(song.card().file()).isEqualTo("weights.drl");
    assertThat(song.card().line()).isEqualTo(7);
    assertThat(song.conditions())
        .containsExactly(
            new Condition(
                false,
                "$songs",
                "Activity",
                List.of(
                    new FieldTest(
                        null,
                        "event",
                        new FieldTest.Comparison(
                            Operator.EQUAL, new Operand.TextLiteral("Song Played")),
                        13,
                        24),
                    new FieldTest(
                        "$n",
                        "last30Days",
                        new FieldTest.Comparison(Operator.MORE, new Operand.NumberLiteral(0, "0")),
                        13,
                        48)),
                13,
                5));
    assertThat(song.verb().global()).isEqualTo("points");
    assertThat(song.verb().calls())
        .extracting(VerbCall.Call::name)
        .containsExactly("award", "inLastDays", "each", "halvingEveryDays", "upTo");
    assertThat(song.verb().calls().get(2).arguments())
        .containsExactly(new Operand.NumberLiteral(2_000_000, "2"));
  }

  @Test
  void theCatalogueKeepsWhatItSays() {
    Catalogue catalogue = checked(RulebaseFolder.files(BASE)).catalogue();
    assertThat(catalogue.signUp()).isEqualTo("Account Created");
    assertThat(catalogue.thinBelowDays()).isEqualTo(7);
    assertThat(catalogue.defaultAction()).isEqualTo("nothing-yet");
    assertThat(catalogue.extracts())
        .containsExactly(new Extract("Plan Bought", "plan"), new Extract("Song Played", "minutes"));
    assertThat(at(catalogue.attributes(), "plan").values())
        .containsExactly("family", "free", "solo");
    Catalogue.ActionEntry call = at(catalogue.actions(), "call-customer");
    assertThat(call.payloadJson()).isEqualTo("{\"script\":\"renewal\",\"tries\":2}");
    assertThat(call.valueMillionths()).isEqualTo(40_000_000);
    assertThat(at(catalogue.actions(), "offer-family").coolDownDays()).isEqualTo(14);
  }

  @Test
  void aCaseIsABasisToDecideFrom() {
    RulebaseTest test = checked(RulebaseFolder.files(BASE)).tests().get(0);
    assertThat(test.file()).isEqualTo("tests/listeners.yaml");
    assertThat(test.line()).isEqualTo(1);
    Instant asOf = Instant.parse("2026-03-01T00:00:00Z");
    assertThat(test.given().asOf()).isEqualTo(asOf);
    assertThat(test.given().wasIn())
        .containsExactly(new SegmentLevel(Segment.CHURN_RISK, Level.HIGH));
    assertThat(test.given().channel()).isEqualTo("email");
    CustomerHistory history = TimelineHistory.asOf(test.given().timeline(), asOf).orElseThrow();
    assertThat(history.accountId()).isEqualTo("band");
    assertThat(history.firstSeenAt()).isEqualTo(Instant.parse("2025-12-01T00:00:00Z"));
    List<DayCount> songs = at(history.days(), "Song Played");
    assertThat(songs).hasSize(11).allMatch(day -> day.count() == 2);
    assertThat(songs.get(0).day()).isEqualTo("2026-01-30");
    assertThat(at(songs.get(0).values(), "minutes").totalMillionths()).isEqualTo(7_000_000);
    // Thirty days before, only the day that the instant does not yet reach is missing.
    CustomerHistory before =
        TimelineHistory.asOf(test.given().timeline(), Instant.parse("2026-01-30T00:00:00Z"))
            .orElseThrow();
    assertThat(before.days()).doesNotContainKey("Song Played").containsKey("Playlist Shared");
    assertThat(test.expected().reasons())
        .containsExactly(Map.entry("churn.quiet", "No song for 20 days."));
  }

  @Test
  void formDoesNotChangeTheVersion() {
    SortedMap<String, String> files = RulebaseFolder.files(BASE);
    String version = checked(files).version();
    SortedMap<String, String> other = new TreeMap<>(files);
    other.replaceAll((file, text) -> text.replace("\n", "\r\n"));
    other.merge(
        "weights.drl",
        "",
        (text, none) ->
            "/* A comment. */ " + text.replace("( ", "(").replace(" )", ")").replace("    ", "\t"));
    assertThat(checked(other).version()).isEqualTo(version).startsWith("sha256:").hasSize(71);
  }

  @Test
  void aByteOrderMarkBeforeTheTextChangesNothing() {
    SortedMap<String, String> files = RulebaseFolder.files(BASE);
    String version = checked(files).version();
    files.replaceAll((file, text) -> "\uFEFF" + text);
    assertThat(checked(files).version()).isEqualTo(version);
  }

  @Test
  void everyWordChangesTheVersion() {
    SortedMap<String, String> files = RulebaseFolder.files(BASE);
    String version = checked(files).version();
    SortedMap<String, String> points = new TreeMap<>(files);
    points.merge(
        "weights.drl",
        "",
        (text, none) -> text.replace("each( 2 )", "each( 3 )").replace("2 points", "3 points"));
    assertThat(checked(points).version()).isNotEqualTo(version);
    SortedMap<String, String> cases = new TreeMap<>(files);
    cases.merge("tests/listeners.yaml", "", (text, none) -> text.replace("20..30", "20..31"));
    assertThat(checked(cases).version()).isNotEqualTo(version);
  }
}
