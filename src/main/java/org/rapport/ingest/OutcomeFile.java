package org.rapport.ingest;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.rapport.statistics.Anchor;
import org.rapport.statistics.OutcomeRow;

/** Opens the files that a backtest reads. */
public final class OutcomeFile {
  private static final int DATE_LENGTH = 10;
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private OutcomeFile() {}

  /**
   * Opens a file of outcomes: columns {@code task}, {@code customerId}, {@code cutoff} (a date, its
   * midnight UTC, or an instant) and {@code outcome} (1 or 0); others are passed over. Lines that
   * say nothing usable have the problem {@code malformed}, {@code no-task}, {@code no-customer},
   * {@code bad-cutoff} or {@code bad-outcome}.
   *
   * @throws ImportFailedException when it cannot be opened or lacks a column
   */
  public static TableFile<OutcomeRow> open(Path path) throws ImportFailedException {
    return TableFile.open(
        path, List.of("task", "customerId", "cutoff", "outcome"), OutcomeFile::outcome);
  }

  /**
   * Opens a file of anchors: columns {@code task}, {@code name}, {@code auc} (0 to 1) and, where
   * known, {@code standardError}. An unusable line has the problem {@code bad-anchor}.
   *
   * @throws ImportFailedException when it cannot be opened or lacks a column
   */
  public static TableFile<Anchor> openAnchors(Path path) throws ImportFailedException {
    return TableFile.open(path, List.of("task", "name", "auc"), OutcomeFile::anchor);
  }

  private static TableLine<OutcomeRow> outcome(TableFile.Row row) {
    String task = row.cell("task");
    String customerId = row.cell("customerId");
    String outcome = row.cell("outcome");
    if (task.isEmpty()) {
      return TableLine.unusable(row.line(), "no-task", "It names no task.");
    }
    if (customerId.isEmpty()) {
      return TableLine.unusable(row.line(), "no-customer", "It names no customer.");
    }
    Optional<Instant> cutoff = instant(row.cell("cutoff"));
    if (cutoff.isEmpty()) {
      return TableLine.unusable(
          row.line(),
          "bad-cutoff",
          "The cutoff %s is neither a date such as 2026-03-01 nor an instant of our time."
              .formatted(Shown.text(row.cell("cutoff"))));
    }
    if (!outcome.equals("0") && !outcome.equals("1")) {
      return TableLine.unusable(
          row.line(),
          "bad-outcome",
          "The outcome %s is neither 1 nor 0.".formatted(Shown.text(outcome)));
    }
    return TableLine.of(
        row.line(), new OutcomeRow(task, customerId, cutoff.get(), outcome.equals("1")));
  }

  private static Optional<Instant> instant(String text) {
    try {
      Instant instant =
          text.length() <= DATE_LENGTH
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.parse(text);
      return instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static TableLine<Anchor> anchor(TableFile.Row row) {
    Optional<Double> area = share(row.cell("auc"));
    Optional<Double> standardError = share(row.cell("standardError"));
    boolean badError = !row.cell("standardError").isEmpty() && standardError.isEmpty();
    if (row.cell("task").isEmpty() || row.cell("name").isEmpty() || area.isEmpty() || badError) {
      return TableLine.unusable(
          row.line(),
          "bad-anchor",
          "It must name a task, a name, and an auc (and standardError) from 0 to 1.");
    }
    return TableLine.of(
        row.line(),
        new Anchor(row.cell("task"), row.cell("name"), area.get(), standardError.orElse(null)));
  }

  private static Optional<Double> share(String text) {
    try {
      double value = Double.parseDouble(text);
      return value >= 0 && value <= 1 ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
