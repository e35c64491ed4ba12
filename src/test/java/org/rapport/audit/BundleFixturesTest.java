package org.rapport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rapport.tree.VerifierKey;

/** The test vectors that {@code docs/audit.md} offers to whoever writes another verifier. */
class BundleFixturesTest {
  private static final Path FIXTURES = Path.of("fixtures", "audit");

  private static BundleVerifier.Result verified(Path bundle, boolean witnessed) throws IOException {
    VerifierKey key = VerifierKey.parse(Files.readString(FIXTURES.resolve("key.txt")));
    BundleVerifier verifier =
        new BundleVerifier(
            key,
            witnessed
                ? WitnessFile.read(Files.readString(FIXTURES.resolve("witness.txt")), key)
                : List.of());
    Files.readAllLines(bundle)
        .forEach(line -> verifier.line(line.getBytes(StandardCharsets.UTF_8)));
    return verifier.result();
  }

  @Test
  void theLogIsAsItWasSigned() throws IOException {
    BundleVerifier.Result result = verified(FIXTURES.resolve("log.jsonl"), true);
    assertThat(result.findings()).isEmpty();
    assertThat(result.decisions()).isEqualTo(8);
    assertThat(result.erased()).isEqualTo(1);
    assertThat(result.size()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rotated", "changes"})
  void logsOfOtherKindsAreAsTheyWereSigned(String name) throws IOException {
    BundleVerifier verifier =
        new BundleVerifier(
            VerifierKey.parse(Files.readString(FIXTURES.resolve(name + "-key.txt"))), List.of());
    Files.readAllLines(FIXTURES.resolve(name + ".jsonl"))
        .forEach(line -> verifier.line(line.getBytes(StandardCharsets.UTF_8)));
    assertThat(verifier.result().findings()).isEmpty();
    assertThat(verifier.result().checkpoints()).isPositive();
  }

  static Stream<String> expected() throws IOException {
    return Files.readAllLines(FIXTURES.resolve("changed").resolve("index.txt")).stream();
  }

  /** Each line: the file, and what is to be found in it. */
  @ParameterizedTest
  @MethodSource("expected")
  void everyChangedLogIsRefused(String line) throws IOException {
    String[] parts = line.split(": ", 2);
    assertThat(verified(FIXTURES.resolve("changed").resolve(parts[0]), true).findings())
        .extracting(BundleVerifier.Finding::toString)
        .contains(parts[1]);
  }
}
