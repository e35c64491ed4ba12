package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.rapport.rules.fact.Fact;

class BuildDigestTest {

  @Test
  void build_isNamedAfterVersionAndFactModel() {
    assertThat(BuildDigest.of("sha256:a")).matches("sha256:[0-9a-f]{64}");
    assertThat(BuildDigest.of("sha256:a")).isEqualTo(BuildDigest.of("sha256:a"));
    assertThat(BuildDigest.of("sha256:a")).isNotEqualTo(BuildDigest.of("sha256:b"));
    assertThat(BuildDigest.factModel()).matches("[0-9a-f]{64}");
  }

  /** A fact or verb that is not digested could change its meaning without a new build. */
  @Test
  void factModel_holdsEveryFactAndVerb() throws IOException, URISyntaxException {
    TreeSet<String> files = new TreeSet<>();
    Path rules =
        Path.of(Fact.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("org/rapport/rules");
    for (Path folder : List.of(rules.resolve("fact"), rules.resolve("verb"))) {
      try (Stream<Path> all = Files.list(folder)) {
        all.map(file -> file.getFileName().toString())
            .filter(file -> !file.startsWith("package-info"))
            .filter(file -> !file.contains("Exception"))
            .map(file -> file.replace(".class", ""))
            .forEach(files::add);
      }
    }

    assertThat(BuildDigest.classes().stream().map(BuildDigestTest::file)).containsAll(files);
  }

  private static String file(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1);
  }
}
