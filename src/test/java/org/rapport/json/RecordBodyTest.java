package org.rapport.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rapport.model.Explain;

/** A record's body is read back as what was written. */
class RecordBodyTest {

  @Property
  void whatIsReadIsWhatWasWritten(@ForAll long seed) {
    RecordBody body = new RandomRecords(seed).body();

    RecordBody read = RecordBody.read(body.bytes());

    assertThat(read).isEqualTo(body);
    assertThat(read.bytes()).isEqualTo(body.bytes());
  }

  @Test
  void aBodyOfALaterFormatIsRefused() {
    byte[] later =
        new String(
                new RecordBody(Explain.NONE, null, SampleDecisions.fallback()).bytes(),
                StandardCharsets.UTF_8)
            .replace("\"format\":1", "\"format\":2")
            .getBytes(StandardCharsets.UTF_8);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordBody.read(later))
        .withMessageContaining("format 2");
  }

  @Test
  void whatIsNoBodyIsRefused() {
    for (String text : new String[] {"", "[]", "{", "{}", "{\"format\":\"1\"}"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RecordBody.read(text.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
