package org.rapport.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  private static final SignerKey KEY = new SignerKey("rapport/test", seed("01"));
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(
          "rapport/test/decisions",
          7,
          TreeHash.empty(),
          Instant.parse("2026-03-01T00:00:00.123456Z"));

  private static byte[] seed(String each) {
    return HexFormat.of().parseHex(each.repeat(SignerKey.SEED_BYTES));
  }

  /** RFC 8032, section 7.1, test 1. */
  @Test
  void aSecretHasItsPublicKey() {
    SignerKey key =
        new SignerKey(
            "k",
            HexFormat.of()
                .parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    assertThat(key.verifier())
        .isEqualTo(
            new VerifierKey(
                "k",
                HexFormat.of()
                    .parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")));
  }

  @Test
  void whatWasSignedIsReadBack() {
    String note = CHECKPOINT.signed(KEY);
    assertThat(note)
        .startsWith(
            "rapport/test/decisions\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
                + "time 2026-03-01T00:00:00.123456Z\n\n\u2014 rapport/test ");
    VerifierKey key = VerifierKey.parse(KEY.verifier().toString());
    assertThat(Checkpoint.read(note, key)).isEqualTo(CHECKPOINT);
  }

  @Test
  void anotherKeyAndAnotherTextAreFound() {
    String note = CHECKPOINT.signed(KEY);
    SignerKey other = new SignerKey("rapport/test", seed("02"));
    assertThatThrownBy(() -> Checkpoint.read(note, other.verifier()))
        .hasMessageContaining("not signed with the key");
    assertThatThrownBy(() -> Checkpoint.read(note.replace("\n7\n", "\n8\n"), KEY.verifier()))
        .hasMessageContaining("not signed with the key");
    assertThatThrownBy(
            () -> Checkpoint.read(note, new SignerKey("rapport/x", seed("01")).verifier()))
        .hasMessageContaining("signed by another than rapport/x");
    assertThatThrownBy(() -> Checkpoint.read("7\n", KEY.verifier()))
        .hasMessageContaining("no signature");
  }

  @Test
  void aKeyThatWasCutIsNoKey() {
    String key = KEY.verifier().toString();
    assertThatThrownBy(() -> VerifierKey.parse(key.substring(0, key.length() - 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maybe it was cut");
  }
}
