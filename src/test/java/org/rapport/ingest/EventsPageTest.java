package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page for senders lists what the code says. */
class EventsPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");

  @Test
  void everyRejectionCodeStandsInTheTableOnce() throws Exception {
    String page = Files.readString(Path.of("docs/events.md"));
    String table = page.substring(page.indexOf("## Rejection codes"));
    List<String> documented = ROW.matcher(table).results().map(MatchResult::group).toList();
    List<String> codes =
        Stream.concat(
                Stream.of(RejectionCode.values()).map(RejectionCode::word),
                Stream.of("message-id-reused"))
            .map("| `%s` |"::formatted)
            .toList();

    assertThat(documented).isEqualTo(codes);
  }

  @Test
  void theLimitsAreThoseOfTheCode() throws Exception {
    String page = Files.readString(Path.of("docs/events.md"));

    assertThat(page)
        .contains(String.format(Locale.ROOT, "| items in a body | %,d |", IngestLimits.MAX_ITEMS))
        .contains(
            String.format(
                Locale.ROOT,
                "%,d characters of JSON, %d levels deep",
                IngestLimits.MAX_ITEM_CHARACTERS,
                IngestLimits.MAX_DEPTH))
        .contains(
            String.format(
                Locale.ROOT,
                "| properties of an item | %,d characters",
                IngestLimits.MAX_PROPERTIES_CHARACTERS))
        .contains(
            String.format(
                Locale.ROOT, "| a number | %d characters |", IngestLimits.MAX_NUMBER_CHARACTERS))
        .contains(
            String.format(
                Locale.ROOT, "| attributes set by one item | %d |", IngestLimits.MAX_ATTRIBUTES));
  }
}
