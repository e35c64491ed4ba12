package org.rapport.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rapport.command.HtmlPage.Cell;
import org.rapport.model.Level;
import org.rapport.model.Segment;
import org.rapport.population.Usage;
import org.rapport.population.Usage.Leaving;
import org.rapport.population.Usage.Separation;
import org.rapport.population.Usage.TypeUsage;
import org.rapport.population.Usage.UsedBy;

/** Who uses what, and what separates those who stayed from those who left, on a page. */
final class UsageHtml {
  private final HtmlPage page;
  private final Usage usage;

  private UsageHtml(HtmlPage page, Usage usage) {
    this.page = page;
    this.usage = usage;
  }

  /** A page of its own. */
  static String of(Usage usage) {
    HtmlPage page = new HtmlPage("What is used");
    page.paragraph(
        "From %s to %s, by the rulebase %s."
            .formatted(
                Told.instant(usage.since()), Told.instant(usage.asOf()), usage.rulebase().name()));
    add(page, usage);
    return page.html();
  }

  /** The same on a page with more. */
  static void add(HtmlPage page, Usage usage) {
    UsageHtml html = new UsageHtml(page, usage);
    page.paragraph(Told.customers(usage.customers()) + ".");
    if (usage.customers() == 0 || usage.eventTypes().isEmpty()) {
      page.paragraph("Nothing had happened then: there is nothing to show.");
      return;
    }
    html.types();
    page.heading("Who uses it").beside();
    html.bands();
    html.segments();
    page.besideNoMore();
    usage.leaving().forEach(html::leaving);
  }

  private void types() {
    page.heading("Event types");
    List<List<Cell>> rows = new ArrayList<>();
    for (TypeUsage type : usage.eventTypes()) {
      rows.add(
          List.of(
              HtmlPage.name(type.eventType()),
              Cell.of(type.users()),
              Cell.of(PopulationText.percent(type.users(), usage.customers())),
              Cell.bar((double) type.users() / usage.customers()),
              Cell.of(type.occurrences()),
              Cell.of(type.takenUp()),
              Cell.of(type.dropped()),
              Cell.of(type.usersEver())));
    }
    page.table(
        "Taken up: used in this window and never before. Dropped: used in the window before and not in this one.",
        List.of("Event", "Users", "Share", "", "Times", "Taken up", "Dropped", "Users ever"),
        rows);
  }

  private void bands() {
    Set<String> words = new LinkedHashSet<>(); // those of one event type are those of all, in order
    usage.eventTypes().forEach(type -> words.addAll(type.bands().keySet()));
    Map<String, Function<TypeUsage, @Nullable UsedBy>> columns = new LinkedHashMap<>();
    words.forEach(word -> columns.put(word, type -> type.bands().get(word)));
    shares("Share of each band", columns);
  }

  private void segments() {
    for (Segment segment : Segment.values()) {
      Map<String, Function<TypeUsage, @Nullable UsedBy>> columns = new LinkedHashMap<>();
      for (Level level : segment.levels()) {
        Function<TypeUsage, @Nullable UsedBy> used =
            type -> {
              Map<String, UsedBy> levels = type.segments().get(segment.word());
              return levels == null ? null : levels.get(level.word());
            };
        if (usage.eventTypes().stream().anyMatch(type -> used.apply(type) != null)) {
          columns.put(level.word(), used);
        }
      }
      shares("Share of each level of %s".formatted(segment.word()), columns);
    }
  }

  private void shares(String caption, Map<String, Function<TypeUsage, @Nullable UsedBy>> columns) {
    if (columns.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>(List.of("Event"));
    names.addAll(columns.keySet());
    List<List<Cell>> rows = new ArrayList<>();
    for (TypeUsage type : usage.eventTypes()) {
      List<Cell> row = new ArrayList<>(List.of(HtmlPage.name(type.eventType())));
      for (Function<TypeUsage, @Nullable UsedBy> column : columns.values()) {
        UsedBy used = column.apply(type);
        row.add(
            used == null || used.customers() == 0
                ? Cell.of("")
                : Cell.heat(
                    PopulationText.percent(used.users(), used.customers()),
                    (double) used.users() / used.customers()));
      }
      rows.add(row);
    }
    page.table(caption, names, rows);
  }

  private void leaving(Leaving leaving) {
    page.heading(UsageText.title(leaving));
    page.note("An association, not a cause: those who stay may simply be those who use more.");
    page.paragraph(
        UsageText.definition(leaving.meaning())
            + ". Below: the share of either that used it in the window before, and the difference with its 95 % interval.");
    IntervalDrawing drawing =
        new IntervalDrawing(leaving.eventTypes().stream().map(Separation::difference).toList());
    List<List<Cell>> rows = new ArrayList<>();
    for (Separation separation : leaving.eventTypes()) {
      rows.add(
          List.of(
              HtmlPage.name(separation.eventType()),
              Cell.of(PopulationText.percent(separation.stayedUsers(), leaving.stayed())),
              Cell.of(PopulationText.percent(separation.leftUsers(), leaving.left())),
              Cell.of(
                  separation.difference() == null
                      ? "too few to tell"
                      : UsageText.told(separation.difference())),
              drawing.of(separation.difference())));
    }
    page.table(
        "Used in the window before",
        List.of("Event", "Stayed", "Left", "Percentage points (interval)", ""),
        rows);
  }
}
