package org.rapport.rules.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleFormatTest {
  private static String formatted(String text) {
    return RuleFormat.of(text).orElseThrow();
  }

  private static String version(SortedMap<String, String> files) {
    return new RulebaseChecker()
        .check(new RulebaseSource("base", files))
        .checked()
        .orElseThrow()
        .version();
  }

  @Test
  void commentsStayWithWhatTheyAreAbout() {
    String text =
        """
        // CHURN - who may leave.
        //   Second line.

        package rules.churnrisk;
        import org.rapport.rules.fact.Score   // the score
        /* the facts */
        import org.rapport.rules.fact.Activity


        global org.rapport.rules.verb.ChurnRisk churnRisk

        // --- quiet customers ---

        // Fourteen days were chosen in May.
        rule   "Going quiet is a high risk" // the first
          @reason("No song for {$days} days.")  @id("churn.quiet")
        when
            // by song
            $songs:Activity(event=="Song Played", // of any length
                $days:daysSinceLast>=14)
            not Activity(event=="Playlist Shared",last7Days>0) /* really none */
        then churnRisk . high($songs);
        // so be it
        end
        // after all
        """;

    assertThat(formatted(text))
        .isEqualTo(
            """
            // CHURN - who may leave.
            //   Second line.

            package rules.churnrisk

            /* the facts */
            import org.rapport.rules.fact.Activity
            import org.rapport.rules.fact.Score // the score
            global org.rapport.rules.verb.ChurnRisk churnRisk

            // --- quiet customers ---

            // Fourteen days were chosen in May.
            rule "Going quiet is a high risk" // the first
                @id( "churn.quiet" )
                @reason( "No song for {$days} days." )
            when
                // by song
                // of any length
                $songs : Activity( event == "Song Played", $days : daysSinceLast >= 14 )
                not Activity( event == "Playlist Shared", last7Days > 0 ) /* really none */
            then
                churnRisk.high( $songs );
            // so be it
            end

            // after all
            """);
  }

  @Test
  void whatIsNoRuleFileIsLeftAlone() {
    assertThat(RuleFormat.of("package rules.weights\nrule \"x\" whn end")).isEmpty();
    assertThat(RuleFormat.of("")).isEmpty();
    assertThat(RuleFormat.of("// \u202e")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rules/subscription", "rules/learning", "rules/shop"})
  void theShippedRulesAreFormatted(String folder) {
    RulebaseFolder.files(Path.of(folder))
        .forEach(
            (file, text) -> {
              if (RuleFormat.isRuleFile(file)) {
                assertThat(formatted(text)).as(file).isEqualTo(text);
              }
            });
  }

  /** Blanks, line breaks and comments put anywhere between the pieces of a text. */
  @Property(tries = 150)
  void formattingIsDoneOnceAndKeepsTheVersionAndEveryComment(@ForAll long seed) {
    Random random = new Random(seed);
    SortedMap<String, String> good = RulebaseFolder.files(RejectedCase.FOLDER.resolve("base"));
    SortedMap<String, String> loose = new TreeMap<>(good);
    SortedMap<String, String> formatted = new TreeMap<>(good);
    for (String file : List.of("weights.drl", "churn-risk.drl", "lifecycle.drl")) {
      List<String> comments = new ArrayList<>();
      loose.computeIfPresent(file, (name, text) -> loosened(text, random, comments));
      formatted.put(file, formatted(loose.getOrDefault(file, "")));
      assertThat(formatted(formatted.getOrDefault(file, ""))).isEqualTo(formatted.get(file));
      comments.forEach(comment -> assertThat(formatted.get(file)).contains(comment));
    }
    assertThat(version(loose)).isEqualTo(version(good));
    assertThat(version(formatted)).isEqualTo(version(good));
  }

  private static String loosened(String text, Random random, List<String> comments) {
    StringBuilder loose = new StringBuilder();
    int line = 0;
    for (Token token : Tokeniser.tokens(text, new Findings().in(""))) {
      boolean broken = token.spot().line() > line;
      // The lines of a file's top stay lines.
      String between = broken || line == 0 ? "\n" : "";
      boolean top =
          text.split("\n", -1)[token.spot().line() - 1].matches("(import|global|package).*");
      boolean word =
          !loose.isEmpty()
              && Character.isJavaIdentifierPart(loose.charAt(loose.length() - 1))
              && token.kind() != Token.Kind.SYMBOL;
      if (word && !broken) {
        between = " ";
      }
      if (!top || broken) {
        between +=
            switch (random.nextInt(8)) {
              case 0 -> "\n";
              case 1 -> "\n\n  ";
              case 2 -> "\t";
              case 3 -> comment("/* c%d */", comments);
              case 4 -> " " + comment("// c%d", comments) + "\n";
              case 5 -> comment("/* c%d\n    more */", comments);
              default -> "";
            };
      }
      line = token.spot().line();
      loose.append(between).append(token.text());
    }
    return loose.append('\n').toString();
  }

  private static String comment(String form, List<String> comments) {
    String comment = form.formatted(100 + comments.size());
    comments.add(comment);
    return comment;
  }
}
