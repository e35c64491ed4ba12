package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rapport.ingest.Bodies.RECEIVED_AT;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OccurredAtTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-31T00:00:00Z",
    "2026-01-31T09:30Z, 2026-01-31T09:30:00Z",
    "2026-01-31t09:30:00z, 2026-01-31T09:30:00Z",
    "2026-01-31 09:30:00Z, 2026-01-31T09:30:00Z",
    "2026-01-31T09:30:00.5Z, 2026-01-31T09:30:00.500Z",
    "2026-01-31T09:30:00.123456789Z, 2026-01-31T09:30:00.123456Z",
    "2026-01-31T09:30:00+01:00, 2026-01-31T08:30:00Z",
    "2026-01-31T09:30:00-0530, 2026-01-31T15:00:00Z",
    "2026-01-31T09:30:00+01, 2026-01-31T08:30:00Z",
    "2024-02-29T23:59:59.999Z, 2024-02-29T23:59:59.999Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
    "2027-03-02T10:00:00Z, 2027-03-02T10:00:00Z"
  })
  void reads(String text, Instant expected) throws Exception {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026",
        "2026-1-31",
        "2026-02-30",
        "2026-13-01",
        "2026-01-31T",
        "2026-01-31T24:00:00Z",
        "2026-01-31T09:60:00Z",
        "2026-01-31T09:30:60Z",
        "2026-01-31T09:30:00",
        "2026-01-31T09:30:00.Z",
        "2026-01-31T09:30:00Zx",
        "2026-01-31T09:30:00+1:00",
        "2026-01-31T09:30:00+25:00",
        "2026-01-31T09Z",
        "31.01.2026",
        "٢٠٢٦-٠١-٣١",
        "2026-01-31T09:30:00+01:00[Europe/Berlin]"
      })
  void refuses(String text) {
    assertThat(OccurredAt.lenient(text, RECEIVED_AT)).isNull();
  }

  @Property(tries = 500)
  void agreesWithThePlatformOnEveryInstant(
      @ForAll @LongRange(max = 1_780_000_000L) long second,
      @ForAll @IntRange(max = 999_999) int micros,
      @ForAll @IntRange(min = -64, max = 64) int quarterHours)
      throws Exception {
    Instant instant = Instant.ofEpochSecond(second, micros * 1_000L);
    String text =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            instant.atOffset(ZoneOffset.ofTotalSeconds(quarterHours * 900)));

    // Written 1969 or later in its own offset: years before that are written alike.
    assertThat(read(text)).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
  }

  private static Instant read(String text) throws ItemRefusedException {
    return OccurredAt.of(new JsonTree.TextLeaf(text), "timestamp", RECEIVED_AT, false);
  }
}
