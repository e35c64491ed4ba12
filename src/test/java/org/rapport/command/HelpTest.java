package org.rapport.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {

  static Stream<CommandLine> commands() {
    return and(new CommandLine(new RootCommand()));
  }

  private static Stream<CommandLine> and(CommandLine command) {
    return Stream.concat(
        Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::and));
  }

  /** A list of commands shows the first line alone: it broke off in the middle of a sentence. */
  @ParameterizedTest
  @MethodSource("commands")
  void whatACommandDoes_isSaidInItsFirstLine(CommandLine command) {
    assertThat(Stream.of(command.getCommandSpec().usageMessage().description()).findFirst())
        .as(command.getCommandSpec().qualifiedName())
        .hasValueSatisfying(line -> assertThat(line).endsWith("."));
  }
}
