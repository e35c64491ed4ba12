package org.rapport.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rapport.analysis.Decision;
import org.rapport.model.Explain;

/**
 * What is served and what is stored, to the byte: {@code fixtures/decisions} holds it laid out for
 * reading, and white space outside of texts is the only difference allowed.
 */
class GoldenAnswersTest {

  private static final Path FIXTURES = Path.of("fixtures", "decisions");

  private final Decision decided = SampleDecisions.of(SampleDecisions.decided());
  private final Decision fallback = SampleDecisions.of(SampleDecisions.fallback());

  @Test
  void anAnswerWithoutExplanation() {
    assertGolden("decided/answer-none.json", AnswerJson.decision(decided, Explain.NONE));
  }

  @Test
  void anAnswerWithTheSummary() {
    assertGolden("decided/answer-summary.json", AnswerJson.decision(decided, Explain.SUMMARY));
  }

  @Test
  void anAnswerWithEveryMatch() {
    assertGolden("decided/answer-full.json", AnswerJson.decision(decided, Explain.FULL));
  }

  @Test
  void anExplanationThatCounts() {
    assertGolden("decided/explanation-counts.json", ExplanationJson.bytes(decided, Explain.COUNTS));
  }

  @Test
  void aRecordsBody() {
    assertGolden(
        "decided/record.json",
        new RecordBody(Explain.SUMMARY, SampleDecisions.inputs(), decided.outcome()).bytes());
  }

  @Test
  void theCardsOfAllDecisionsByTheSameRules() {
    assertGolden("decided/cards.json", CardsJson.bytes(SampleDecisions.cards()));
  }

  @Test
  void aRecordsBodyOfTheFirstFormatIsReadTheSame() {
    byte[] first = compact("decided/record-format-1.json").getBytes(StandardCharsets.UTF_8);

    assertThat(RecordBody.read(first, CardsJson.bytes(List.of())))
        .isEqualTo(new RecordBody(Explain.SUMMARY, SampleDecisions.inputs(), decided.outcome()));
  }

  @Test
  void aSummary() throws IOException {
    assertThat(SummaryText.of(decided.outcome()) + "\n")
        .isEqualTo(Files.readString(FIXTURES.resolve("decided/summary.txt")));
  }

  @Test
  void anEvaluationHasNoId() {
    assertThat(
            new String(
                AnswerJson.evaluation(
                    decided.customerId(),
                    decided.asOf(),
                    decided.decidedAt(),
                    decided.rulebase(),
                    decided.outcome(),
                    Explain.FULL),
                StandardCharsets.UTF_8))
        .isEqualTo(
            compact("decided/answer-full.json")
                .replace("\"decisionId\":\"%s\",".formatted(decided.decisionId()), ""));
  }

  @Test
  void theAnswerOfAFallbackHasTheSameFields() {
    assertGolden("fallback/answer-full.json", AnswerJson.decision(fallback, Explain.FULL));
  }

  @Test
  void theBodyOfAFallback() {
    assertGolden(
        "fallback/record.json", new RecordBody(Explain.NONE, null, fallback.outcome()).bytes());
  }

  @Test
  void theSummaryOfAFallback() throws IOException {
    assertThat(SummaryText.of(fallback.outcome()) + "\n")
        .isEqualTo(Files.readString(FIXTURES.resolve("fallback/summary.txt")));
  }

  private static void assertGolden(String file, byte[] actual) {
    assertThat(new String(actual, StandardCharsets.UTF_8)).isEqualTo(compact(file));
  }

  /** The file without the white space outside of texts. */
  private static String compact(String file) {
    StringBuilder compact = new StringBuilder();
    boolean inText = false;
    boolean escaped = false;
    for (char each : read(file).toCharArray()) {
      if (inText || !Character.isWhitespace(each)) {
        compact.append(each);
      }
      if (each == '"' && !escaped) {
        inText = !inText;
      }
      escaped = inText && each == '\\' && !escaped;
    }
    return compact.toString();
  }

  private static String read(String file) {
    try {
      return Files.readString(FIXTURES.resolve(file));
    } catch (IOException missing) {
      throw new java.io.UncheckedIOException(missing);
    }
  }
}
