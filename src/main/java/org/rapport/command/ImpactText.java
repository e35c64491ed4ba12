package org.rapport.command;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.json.ImpactJson;
import org.rapport.model.Millionths;
import org.rapport.model.SegmentLevel;
import org.rapport.population.Impact;
import org.rapport.population.Impact.ActionChange;
import org.rapport.population.Impact.Mover;
import org.rapport.population.Impact.Reason;
import org.rapport.population.Impact.Stratum;
import org.rapport.population.Moves.Matrix;
import org.rapport.population.Standing.Verdict;

/** What publishing would change, as text for a terminal. */
final class ImpactText {
  private static final int BAR_WIDTH = 40;
  private static final int BIN = 5;

  /** How many movers of each kind are shown; the JSON has all. */
  private static final int SHOWN_MOVERS = 5;

  private final List<String> lines = new ArrayList<>();

  private ImpactText() {}

  static List<String> of(Impact impact) {
    ImpactText text = new ImpactText();
    text.head(impact);
    if (impact.scoreChanged() + impact.segmentChanged() + impact.actionChanged() == 0) {
      text.lines.add("Nobody's score, segments or action would change.");
    }
    text.shifts(impact.shifts());
    impact.matrices().forEach(text::matrix);
    text.actions(impact.actions());
    text.movers("Would rise most", impact.rose());
    text.movers("Would fall most", impact.fell());
    text.movers("Points stay, the rest does not", impact.others());
    return text.lines;
  }

  /** The counts alone, as they are kept with a draft. */
  static List<String> of(ImpactJson.Summary summary) {
    ImpactText text = new ImpactText();
    text.lines.add(
        "As of %s, for %d of %d customers:"
            .formatted(
                summary.asOf().truncatedTo(ChronoUnit.SECONDS),
                summary.decided(),
                summary.population()));
    text.lines.add(
        "the score of %s, segments of %s, the action of %s."
            .formatted(
                share(summary.score(), summary.decided()),
                share(summary.segments(), summary.decided()),
                share(summary.action(), summary.decided())));
    text.actions(summary.actions());
    return text.lines;
  }

  private void head(Impact impact) {
    lines.add(
        "%s as of %s: %s against the live %s"
            .formatted(
                impact.live().name(),
                impact.asOf().truncatedTo(ChronoUnit.SECONDS),
                shortVersion(impact.draft().version()),
                shortVersion(impact.live().version())));
    boolean all = impact.strata().size() == 1 && impact.decided() >= impact.population();
    lines.add(
        all
            ? "All %d customers were decided about by both; nothing was recorded."
                .formatted(impact.decided())
            : "A sample of %d of %d customers was decided about by both; nothing was recorded."
                .formatted(impact.decided(), impact.population()));
    if (!all) {
      for (Stratum stratum : impact.strata()) {
        lines.add(
            "  %-20s %8d of %8d".formatted(stratum.name(), stratum.decided(), stratum.customers()));
      }
    }
    lines.add(
        "Would change: the score of %s, segments of %s, the action of %s."
            .formatted(
                share(impact.scoreChanged(), impact.decided()),
                share(impact.segmentChanged(), impact.decided()),
                share(impact.actionChanged(), impact.decided())));
    if (impact.undecidedBefore() + impact.undecidedAfter() > 0) {
      lines.add(
          "The rules cannot decide about %d customers; the live ones about %d."
              .formatted(impact.undecidedAfter(), impact.undecidedBefore()));
    }
  }

  static String shortVersion(String version) {
    return version.length() > 19 ? version.substring(0, 19) : version;
  }

  private static String share(long count, long of) {
    return of == 0 ? "0" : String.format(Locale.ROOT, "%d (%.1f%%)", count, 100.0 * count / of);
  }

  private void shifts(SortedMap<Integer, Long> shifts) {
    SortedMap<Integer, Long> bins = new TreeMap<>();
    shifts.forEach((by, customers) -> bins.merge(bin(by), customers, Long::sum));
    if (bins.keySet().stream().allMatch(bin -> bin == 0)) {
      return;
    }
    long most = bins.values().stream().mapToLong(Long::longValue).max().orElse(1);
    lines.add("");
    lines.add("By how much scores would move");
    for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
      int length = (int) ((bin.getValue() * BAR_WIDTH + most - 1) / most);
      lines.add(
          "  %11s  %7d  %s".formatted(range(bin.getKey()), bin.getValue(), "#".repeat(length)));
    }
  }

  /** 0 for no move, 1 for +1 to +5, -1 for -1 to -5, and so on. */
  private static int bin(int by) {
    return by == 0 ? 0 : by > 0 ? (by + BIN - 1) / BIN : -((-by + BIN - 1) / BIN);
  }

  private static String range(int bin) {
    if (bin == 0) {
      return "0";
    }
    int far = Math.abs(bin) * BIN;
    return bin > 0
        ? "+%d to +%d".formatted(far - BIN + 1, far)
        : "-%d to -%d".formatted(far, far - BIN + 1);
  }

  /** Only who moves: most stay where they are. */
  private void matrix(Matrix matrix) {
    List<String> moves = new ArrayList<>();
    matrix
        .cells()
        .forEach(
            (was, row) ->
                row.forEach(
                    (is, customers) -> {
                      if (!was.equals(is)) {
                        moves.add("  %7d  from %s to %s".formatted(customers, was, is));
                      }
                    }));
    if (!moves.isEmpty()) {
      lines.add("");
      lines.add(matrix.of());
      lines.addAll(moves);
    }
  }

  private void actions(SortedMap<String, ActionChange> actions) {
    if (actions.values().stream().allMatch(each -> each.gained() + each.lost() == 0)) {
      return;
    }
    lines.add("");
    lines.add("  %-28s %8s %8s %8s %8s".formatted("action", "was", "would be", "gained", "lost"));
    actions.forEach(
        (action, change) ->
            lines.add(
                "  %-28s %8d %8d %8s %8s"
                    .formatted(
                        action,
                        change.was(),
                        change.is(),
                        "+" + change.gained(),
                        "-" + change.lost())));
  }

  private void movers(String title, List<Mover> movers) {
    if (movers.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(title);
    for (Mover mover : movers.subList(0, Math.min(SHOWN_MOVERS, movers.size()))) {
      lines.add(
          "  %s: %s raw points"
              .formatted(mover.move().customerId(), signed(mover.move().difference())));
      lines.add("    - " + verdict(mover.move().was()));
      lines.add("    + " + verdict(mover.move().is()));
      mover.reasons().forEach(this::reason);
    }
  }

  private static String verdict(@Nullable Verdict verdict) {
    if (verdict == null) {
      return "undecided";
    }
    List<String> words = new ArrayList<>();
    words.add("score " + verdict.score());
    for (SegmentLevel each : verdict.segments()) {
      words.add(each.segment().word() + " " + each.level().word());
    }
    words.add(verdict.action());
    return String.join(", ", words);
  }

  private void reason(Reason reason) {
    lines.add(
        "    %10s  %s"
            .formatted(
                reason.was() == reason.is() ? "" : signed(reason.is() - reason.was()),
                reason.rule().title()));
    if (!reason.said().equals(reason.says())) {
      reason.said().forEach(sentence -> lines.add("                - " + sentence));
      reason.says().forEach(sentence -> lines.add("                + " + sentence));
    }
  }

  private static String signed(long millionths) {
    return String.format(Locale.ROOT, "%+.2f", millionths / (double) Millionths.ONE);
  }
}
