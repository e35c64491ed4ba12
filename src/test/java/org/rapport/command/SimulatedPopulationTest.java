package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedPopulationTest {
  private static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 1);

  private static List<ObjectNode> messages(long seed) {
    return new SimulatedPopulation(seed, LAST_DAY).messages(200).toList();
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(messages(7)).isEqualTo(messages(7)).isNotEqualTo(messages(8));
  }

  @Test
  void everyMessageIdIsItsOwn() {
    assertThat(messages(7))
        .extracting(message -> message.get("messageId").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void nothingHappensOnTheLastDayOrLater() {
    Instant end = LAST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant start =
        LAST_DAY.minusDays(SimulatedPopulation.DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();

    assertThat(messages(7))
        .extracting(message -> Instant.parse(message.get("timestamp").asText()))
        .allSatisfy(at -> assertThat(at).isBefore(end).isAfterOrEqualTo(start));
  }

  @Test
  void everyLifeIsLived() {
    assertThat(messages(7))
        .extracting(message -> message.path("event").asText())
        .contains(
            "Trial Started",
            "Subscription Started",
            "Subscription Renewed",
            "Invite Sent",
            "Support Ticket Opened",
            "Review Submitted");
  }
}
