package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.rapport.model.Level;
import org.rapport.model.Millionths;
import org.rapport.model.Printable;
import org.rapport.model.Segment;
import org.rapport.population.Distribution;
import org.rapport.population.Distribution.Group;
import org.rapport.population.DistributionGathering;
import org.rapport.population.Figures;

/** How all customers stand, as text for a plain terminal of 80 columns. */
final class PopulationText {
  private static final int NAME_WIDTH = 20;
  private static final int WORD_WIDTH = 26;
  private static final int MOST_WIDTH = 16;

  private final List<String> lines = new ArrayList<>();

  private PopulationText() {}

  static List<String> of(Distribution distribution) {
    PopulationText text = new PopulationText();
    Figures whole = distribution.whole();
    text.add(
        "%s as of %s by %s"
            .formatted(
                Told.customers(whole.customers()),
                Told.instant(distribution.asOf()),
                distribution.rulebase().name()));
    if (whole.undecided() > 0) {
      text.add("%d more about whom the rules could not decide".formatted(whole.undecided()));
    }
    if (whole.customers() == 0) {
      return text.lines;
    }
    text.add("");
    text.add("Score (1 to 100, higher is better)");
    text.lines.addAll(Histogram.of(whole.scores()));
    text.lines.addAll(
        Told.wrapped(
            "  ",
            "raw points: mean %s, a tenth stay below %s, half below %s, nine tenths below %s"
                .formatted(
                    points(whole.rawMean()),
                    quantile(whole, 10),
                    quantile(whole, 50),
                    quantile(whole, 90))));
    text.counts("Band", whole.bands(), whole.customers());
    text.counts("Phase", whole.phases(), whole.customers());
    text.counts("Evidence", whole.evidence(), whole.customers());
    text.segments(whole);
    text.counts("Next best action", whole.actions(), whole.customers());
    if (distribution.by() != null) {
      text.by(distribution.by());
    }
    if (distribution.place() != null) {
      text.place(distribution.place());
    }
    return text.lines;
  }

  private void add(String line) {
    lines.add(line);
  }

  private void counts(String title, SortedMap<String, Long> counts, long of) {
    if (counts.isEmpty()) {
      return;
    }
    add("");
    add(title);
    counts.forEach(
        (word, count) ->
            add(
                "  %-26s  %8d  %6s"
                    .formatted(Printable.cut(word, WORD_WIDTH), count, percent(count, of))));
  }

  private void segments(Figures whole) {
    if (whole.segments().isEmpty()) {
      return;
    }
    add("");
    add("Segment");
    for (Segment segment : Segment.values()) {
      SortedMap<String, Long> levels = whole.segments().get(segment.word());
      if (levels == null) {
        continue;
      }
      for (Level level : segment.levels()) {
        long count = levels.getOrDefault(level.word(), 0L);
        add(
            "  %-16s  %-8s  %8d  %6s"
                .formatted(segment.word(), level.word(), count, percent(count, whole.customers())));
      }
    }
  }

  private void by(Distribution.ByAttribute by) {
    add("");
    add("By %s (%s), with raw points".formatted(by.attribute(), values(by.values())));
    add(
        "  %-20s %9s %9s %9s %9s  %s"
            .formatted("", "customers", "mean", "median", "p90", "most are"));
    for (Group group : by.groups()) {
      Figures figures = group.figures();
      if (group.kind() == Distribution.Kind.OTHER && figures.customers() == 0) {
        continue;
      }
      add(
          "  %-20s %9d %9s %9s %9s  %s"
              .formatted(
                  Printable.cut(name(group), NAME_WIDTH),
                  figures.customers(),
                  points(figures.rawMean()),
                  quantile(figures, 50),
                  quantile(figures, 90),
                  Printable.cut(most(figures.bands()), MOST_WIDTH))
              .stripTrailing());
    }
  }

  /** How many different values there are. */
  static String values(int count) {
    return switch (count) {
      case 0 -> "no value";
      case 1 -> "1 value";
      default -> Told.count(count) + " different values";
    };
  }

  /** A group's name: the value, or what it stands for. */
  static String name(Group group) {
    return switch (group.kind()) {
      case VALUE -> group.value() == null ? "" : DistributionGathering.text(group.value());
      case OTHER -> "(all others)";
      case MISSING -> "(missing)";
    };
  }

  private void place(Distribution.Place place) {
    add("");
    add(
        "%s stands above %.1f %% of all and %.1f %% of its own phase"
            .formatted(
                place.standing().customerId(), place.percentile(), place.percentileInPhase()));
  }

  private static String most(SortedMap<String, Long> counts) {
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** A quantile of the raw points; empty without customers. */
  static String quantile(Figures figures, int percent) {
    return figures.customers() == 0
        ? ""
        : points(Math.round(figures.raw().quantile(percent / 100.0)));
  }

  /** Points to two places. */
  static String points(@Nullable Long millionths) {
    return millionths == null
        ? ""
        : String.format(Locale.ROOT, "%.2f", millionths / (double) Millionths.ONE);
  }

  /** A share in whole percent, to one place. */
  static String percent(long count, long of) {
    return of == 0 ? "" : String.format(Locale.ROOT, "%.1f%%", 100.0 * count / of);
  }
}
