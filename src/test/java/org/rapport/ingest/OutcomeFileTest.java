package org.rapport.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rapport.statistics.Anchor;
import org.rapport.statistics.OutcomeRow;

class OutcomeFileTest {

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit before each test
  Path folder;

  private static <T> List<TableLine<T>> all(TableFile<T> file) throws ImportFailedException {
    List<TableLine<T>> lines = new ArrayList<>();
    try (file) {
      for (Optional<TableLine<T>> next = file.next(); next.isPresent(); next = file.next()) {
        lines.add(next.get());
      }
    }
    return lines;
  }

  private Path gzipped(String text) throws IOException {
    Path file = folder.resolve("outcomes.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  @Test
  void columnsStandInAnyOrderAndOthersArePassedOver() throws Exception {
    Path file =
        gzipped(
            """
            outcome,customerId,split,task,cutoff
            1,"ada, the first",train,churn,2026-03-01

            0,bob,test,churn,2026-03-01T12:00:00Z
            """);

    assertThat(all(OutcomeFile.open(file)))
        .containsExactly(
            TableLine.of(
                2,
                new OutcomeRow(
                    "churn", "ada, the first", Instant.parse("2026-03-01T00:00:00Z"), true)),
            TableLine.of(
                4, new OutcomeRow("churn", "bob", Instant.parse("2026-03-01T12:00:00Z"), false)));
  }

  @Test
  void everyLineThatSaysNothingUsableHasItsWord() throws Exception {
    Path file =
        gzipped(
            """
            task,customerId,cutoff,outcome
            ,ada,2026-03-01,1
            churn,,2026-03-01,1
            churn,ada,soon,1
            churn,ada,+99999999-01-01,1
            churn,ada,2026-02-30,1
            churn,ada,2026-03-01,yes
            churn,ada,2026-03-01
            churn,"ada,2026-03-01,1
            churn,ada,2026-03-01,1
            """);

    assertThat(all(OutcomeFile.open(file)))
        .extracting(TableLine::problem)
        .containsExactly(
            "no-task",
            "no-customer",
            "bad-cutoff",
            "bad-cutoff",
            "bad-cutoff",
            "bad-outcome",
            "malformed",
            "malformed",
            null);
  }

  @Test
  void aMissingColumnIsNamed() throws Exception {
    Path file = gzipped("task,customer,cutoff,outcome\n");

    assertThatThrownBy(() -> OutcomeFile.open(file))
        .isInstanceOf(ImportFailedException.class)
        .hasMessageContaining("must name the column customerId once")
        .hasMessageContaining("Maybe");
    assertThatThrownBy(() -> OutcomeFile.open(folder.resolve("none.csv")))
        .isInstanceOf(ImportFailedException.class)
        .hasMessageContaining("There is no file");
  }

  @Test
  void anAnchorNeedsNoStandardErrorButAnAreaThatCanBe() throws Exception {
    Path file =
        gzipped(
            """
            task,name,auc,standardError
            churn,recency,0.76,
            churn,a tree,0.80,0.01
            churn,a miracle,1.2,
            churn,vague,0.8,much
            """);

    assertThat(all(OutcomeFile.openAnchors(file)))
        .extracting(TableLine::value)
        .containsExactly(
            new Anchor("churn", "recency", 0.76, null),
            new Anchor("churn", "a tree", 0.80, 0.01),
            null,
            null);
  }
}
