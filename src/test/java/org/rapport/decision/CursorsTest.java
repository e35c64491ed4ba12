package org.rapport.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.store.DecisionRecord;
import org.rapport.store.EventStore;
import org.rapport.store.LatestDecisions;

/** A cursor brings back the place it was made from, and nothing else does. */
class CursorsTest {

  private static final LatestDecisions.Latest PLACE =
      new LatestDecisions.Latest(
          "line\nbreak, \"quotes\" and 日",
          UUID.fromString("019ca8a7-26da-7000-8000-00000000002a"),
          Instant.parse("2026-03-01T00:00:00Z"),
          Instant.parse("2026-03-01T09:30:00.263Z"),
          new DecisionRecord.Summary(37, -74_250_001, null, "", "", List.of(), null));

  @Property
  void anEventsPlaceComesBack(@ForAll long most, @ForAll long least, @ForAll int second) {
    EventStore.Cursor place =
        new EventStore.Cursor(Instant.ofEpochSecond(second, 123_456_000), new UUID(most, least));

    assertThat(Cursors.event(Cursors.of(place))).isEqualTo(place);
  }

  @Property
  void aCustomersPlaceComesBack(@ForAll LatestDecisions.Sort sort) {
    assertThat(Cursors.latest(sort, Cursors.of(sort, PLACE))).isEqualTo(PLACE);
  }

  @Property
  void aMadeUpTextIsNoCursor(@ForAll String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cursors.event(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "!",
        "ZXZlbnQKYQpi", // event, a, b
        "ZXZlbnQKMjAyNi0wMy0wMVQwMDowMDowMFoKbm8" // event, a time, no id
      })
  void whatOnlyLooksLikeACursorIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cursors.event(text))
        .withMessageContaining("Maybe use the nextCursor of the page before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SCORE_ASCENDING", "CUSTOMER_ID"})
  void aCursorOfAnotherOrderIsRefused(String other) {
    String cursor = Cursors.of(LatestDecisions.Sort.SCORE_DESCENDING, PLACE);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cursors.latest(LatestDecisions.Sort.valueOf(other), cursor));
  }
}
