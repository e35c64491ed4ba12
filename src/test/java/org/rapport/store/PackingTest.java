package org.rapport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is packed is unpacked as it was. */
class PackingTest {
  private static final byte[] DICTIONARY =
      "{\"decisionId\":\"\",\"score\":{\"value\":37}}".getBytes(StandardCharsets.UTF_8);

  @Property
  void anythingComesBackAsItWas(
      @ForAll @Size(max = 5_000) byte[] bytes, @ForAll @Size(max = 300) byte[] dictionary) {
    byte[] packed = new Packing(dictionary).pack(bytes);

    assertThat(Packing.unpack(packed, dictionary)).isEqualTo(bytes);
  }

  @Test
  void aMegabyteComesBackAsItWas() {
    byte[] bytes = "one more match and ".repeat(60_000).getBytes(StandardCharsets.UTF_8);

    byte[] packed = new Packing(DICTIONARY).pack(bytes);

    assertThat(packed).hasSizeLessThan(bytes.length / 50);
    assertThat(Packing.unpack(packed, DICTIONARY)).isEqualTo(bytes);
  }

  @Test
  void severalThreadsPackAtOnce() {
    Packing packing = new Packing(DICTIONARY);
    List<String> texts = IntStream.range(0, 2_000).mapToObj(i -> "decision " + i * 37L).toList();

    List<String> back =
        texts.parallelStream()
            .map(text -> packing.pack(text.getBytes(StandardCharsets.UTF_8)))
            .map(packed -> Packing.unpack(packed, DICTIONARY))
            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
            .toList();

    assertThat(back).isEqualTo(texts);
  }

  @Test
  void whatWasChangedByHandIsNotReadAsSomethingElse() {
    byte[] packed = new Packing(DICTIONARY).pack("score 37".getBytes(StandardCharsets.UTF_8));
    byte[] cutOff = java.util.Arrays.copyOf(packed, packed.length - 1);
    byte[] changed = packed.clone();
    changed[changed.length - 1] ^= 1;

    for (byte[] damaged : List.of(cutOff, changed)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Packing.unpack(damaged, DICTIONARY))
          .withMessageContaining("not as it was packed");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Packing.unpack(packed, "another".getBytes(StandardCharsets.UTF_8)));
  }
}
