package org.rapport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rapport.model.Explain;

/** A record's body is read back as what was written. */
class RecordBodyTest {

  private static final byte[] NO_CARDS = CardsJson.bytes(List.of());

  @Property
  void whatIsReadIsWhatWasWritten(@ForAll long seed) {
    RandomRecords random = new RandomRecords(seed);
    RecordBody body = random.body();

    RecordBody read = RecordBody.read(body.bytes(), CardsJson.bytes(random.cards()));

    assertThat(read).isEqualTo(body);
    assertThat(read.bytes()).isEqualTo(body.bytes());
  }

  @Test
  void aBodyOfALaterFormatIsRefused() {
    byte[] later =
        new String(
                new RecordBody(Explain.NONE, null, SampleDecisions.fallback()).bytes(),
                StandardCharsets.UTF_8)
            .replace("\"format\":2", "\"format\":3")
            .getBytes(StandardCharsets.UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordBody.read(later, NO_CARDS))
        .withMessageContaining("format 3");
  }

  @Test
  void aRuleThatIsNotAmongTheCardsIsRefused() {
    byte[] body = new RecordBody(Explain.NONE, null, SampleDecisions.decided()).bytes();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordBody.read(body, NO_CARDS))
        .withMessageContaining("Maybe they are of other rules");
  }

  @Test
  void whatIsNoBodyIsRefused() {
    for (String text : new String[] {"", "[]", "{", "{}", "{\"format\":\"1\"}"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RecordBody.read(text.getBytes(StandardCharsets.UTF_8), NO_CARDS));
    }
  }
}
