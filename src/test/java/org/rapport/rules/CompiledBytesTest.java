package org.rapport.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.model.RulebaseRef;

/** Compiled bytes are all that another process needs. */
class CompiledBytesTest {
  private static final List<String> COMPILERS =
      List.of(
          "ecj", "drools-ecj", "drools-model-codegen", "javaparser-core", "drools-mvel-compiler");

  private static CompiledRulebase compiled;

  @BeforeAll
  static void compile() {
    compiled = new RulebaseCompiler().compile(Learning.rulebase());
  }

  /** The other process has neither a Java compiler nor the engine's own on its class path. */
  @Test
  void anotherProcess_decidesTheSame_withoutAnyCompiler(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path bytes = Files.write(folder.resolve("compiled"), compiled.bytes());
    Path answers = folder.resolve("answers");

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPathWithoutCompilers(),
                DecideElsewhere.class.getName(),
                bytes.toString(),
                answers.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue())
        .as(Files.readString(folder.resolve("output"), StandardCharsets.UTF_8))
        .isZero();
    assertThat(Files.readString(answers, StandardCharsets.UTF_8))
        .isEqualTo(DecideElsewhere.answers(Rulebase.load(Learning.rulebase(), compiled)));
  }

  private static String classPathWithoutCompilers() {
    String tests = System.getProperty("surefire.test.class.path");
    String all = tests == null ? System.getProperty("java.class.path") : tests;
    return Arrays.stream(all.split(File.pathSeparator))
        .filter(
            path ->
                COMPILERS.stream()
                    .noneMatch(
                        compiler ->
                            Path.of(path).getFileName().toString().startsWith(compiler + "-")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void twoLoads_ofTheSameBytes_areApart() {
    Rulebase one = Rulebase.load(Learning.rulebase(), compiled);
    Rulebase other = Rulebase.load(Learning.rulebase(), compiled);

    assertThat(DecideElsewhere.answers(one)).isEqualTo(DecideElsewhere.answers(other));
  }

  @Test
  void bytesOfAnotherBuild_areRefused() {
    RulebaseRef other = new RulebaseRef("learning", compiled.ref().version(), "sha256:other");

    assertThatThrownBy(
            () -> Rulebase.load(Learning.rulebase(), new CompiledRulebase(other, compiled.bytes())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sha256:other");
  }

  @Test
  void brokenBytes_areRefused() {
    byte[] half = Arrays.copyOf(compiled.bytes(), compiled.bytes().length / 2);

    for (byte[] broken : List.of(new byte[0], "no zip".getBytes(StandardCharsets.UTF_8), half)) {
      assertThatThrownBy(
              () ->
                  Rulebase.load(Learning.rulebase(), new CompiledRulebase(compiled.ref(), broken)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void archive_comesBackAsItWas() {
    ClassArchive archive = ClassArchive.of(compiled.bytes());

    assertThat(archive.models()).hasSize(8);
    assertThat(archive.toBytes()).isEqualTo(compiled.bytes());
  }
}
