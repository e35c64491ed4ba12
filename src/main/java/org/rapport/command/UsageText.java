package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rapport.model.Printable;
import org.rapport.population.Usage;
import org.rapport.population.Usage.Leaving;
import org.rapport.population.Usage.Meaning;
import org.rapport.population.Usage.Separation;
import org.rapport.population.Usage.TypeUsage;
import org.rapport.population.Usage.UsedBy;
import org.rapport.statistics.Difference;

/** Who uses what, as text for a terminal or lines for a spreadsheet. */
final class UsageText {
  private static final int NAME_WIDTH = 26;
  private static final int SHORT_NAME_WIDTH = 24;

  private UsageText() {}

  static List<String> of(Usage usage) {
    List<String> lines = new ArrayList<>();
    lines.add("%s by %s".formatted(Told.customers(usage.customers()), usage.rulebase().name()));
    lines.add(
        "Used from %s to %s".formatted(Told.instant(usage.since()), Told.instant(usage.asOf())));
    if (usage.customers() == 0 || usage.eventTypes().isEmpty()) {
      lines.add("Nothing had happened then: there is nothing to show.");
      return lines;
    }
    lines.add(
        "  %-26s  %8s  %6s  %9s  %9s  %8s"
            .formatted("", "users", "share", "times", "taken up", "dropped"));
    for (TypeUsage type : usage.eventTypes()) {
      lines.add(
          "  %-26s  %8d  %6s  %9d  %9d  %8d"
              .formatted(
                  Printable.cut(type.eventType(), NAME_WIDTH),
                  type.users(),
                  PopulationText.percent(type.users(), usage.customers()),
                  type.occurrences(),
                  type.takenUp(),
                  type.dropped()));
      if (type.bands().isEmpty()) {
        continue;
      }
      StringBuilder bands = new StringBuilder("by band:");
      for (Map.Entry<String, UsedBy> band : type.bands().entrySet()) {
        bands
            .append(' ')
            .append(Printable.of(band.getKey()).replace(' ', '\u00a0'))
            .append('\u00a0')
            .append(PopulationText.percent(band.getValue().users(), band.getValue().customers()));
      }
      Told.wrapped("      ", bands.toString())
          .forEach(line -> lines.add(line.replace('\u00a0', ' ')));
    }
    usage.leaving().forEach(leaving -> leaving(lines, leaving));
    return lines;
  }

  private static void leaving(List<String> lines, Leaving leaving) {
    lines.add("");
    lines.addAll(Told.wrapped("", title(leaving) + ", by use before; an association, not a cause"));
    lines.addAll(Told.wrapped("  ", definition(leaving.meaning())));
    lines.add("  %-24s  %7s  %7s  %s".formatted("", "stayed", "left", "percentage points"));
    for (Separation separation : leaving.eventTypes()) {
      Difference difference = separation.difference();
      lines.add(
          "  %-24s  %7s  %7s  %s"
              .formatted(
                  Printable.cut(separation.eventType(), SHORT_NAME_WIDTH),
                  PopulationText.percent(separation.stayedUsers(), leaving.stayed()),
                  PopulationText.percent(separation.leftUsers(), leaving.left()),
                  difference == null ? "too few to tell" : told(difference)));
    }
  }

  /** Of whom it is, and how many of them stayed and left. */
  static String title(Leaving leaving) {
    return switch (leaving.meaning()) {
      case LAPSED ->
          "Of the paying, %s stayed and %s left"
              .formatted(Told.count(leaving.stayed()), Told.count(leaving.left()));
      case SILENT ->
          "Of the active, %s stayed and %s fell silent"
              .formatted(Told.count(leaving.stayed()), Told.count(leaving.left()));
    };
  }

  /** Who counts as what, as a sentence without its full stop. */
  static String definition(Meaning meaning) {
    String words = meaning.definition();
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  static String told(Difference difference) {
    return String.format(
        Locale.ROOT,
        "%+.1f (%+.1f to %+.1f)%s",
        100 * difference.estimate(),
        100 * difference.interval().low(),
        100 * difference.interval().high(),
        difference.found() ? "" : ", none shown");
  }

  static List<String> csv(Usage usage) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Csv.line("what", "event", "key", "users", "of", "times", "difference", "low", "high"));
    for (TypeUsage type : usage.eventTypes()) {
      String event = type.eventType();
      long all = usage.customers();
      lines.add(count("ever", event, "", type.usersEver(), all, type.occurrencesEver()));
      lines.add(count("since", event, "", type.users(), all, type.occurrences()));
      lines.add(count("taken up", event, "", type.takenUp(), all, ""));
      lines.add(count("dropped", event, "", type.dropped(), all, ""));
      type.bands()
          .forEach(
              (band, by) -> lines.add(count("band", event, band, by.users(), by.customers(), "")));
      type.segments()
          .forEach(
              (segment, levels) ->
                  levels.forEach(
                      (level, by) ->
                          lines.add(count(segment, event, level, by.users(), by.customers(), ""))));
    }
    for (Leaving leaving : usage.leaving()) {
      for (Separation separation : leaving.eventTypes()) {
        String what = "leaving " + leaving.meaning().word();
        Difference difference = separation.difference();
        lines.add(
            Csv.line(
                what,
                separation.eventType(),
                "stayed",
                separation.stayedUsers(),
                leaving.stayed(),
                "",
                difference == null ? "" : difference.estimate(),
                difference == null ? "" : difference.interval().low(),
                difference == null ? "" : difference.interval().high()));
        lines.add(
            count(
                what, separation.eventType(), "left", separation.leftUsers(), leaving.left(), ""));
      }
    }
    return lines;
  }

  private static String count(
      String what, String event, String key, long users, long of, Object times) {
    return Csv.line(what, event, key, users, of, times, "", "", "");
  }
}
