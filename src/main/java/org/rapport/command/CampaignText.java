package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rapport.population.Campaign;
import org.rapport.population.Campaign.Measure;
import org.rapport.statistics.Difference;

/** What a campaign moved, as text for a terminal or lines for a spreadsheet. */
final class CampaignText {
  private CampaignText() {}

  static List<String> of(Campaign campaign) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "From %s to %s by %s"
            .formatted(
                Told.instant(campaign.from()),
                Told.instant(campaign.to()),
                campaign.rulebase().name()));
    lines.addAll(Told.wrapped("  ", "touched: " + touched(campaign)));
    lines.addAll(Told.wrapped("  ", "beside: " + beside(campaign)));
    lines.addAll(Told.wrapped("  ", "left out: " + leftOut(campaign)));
    for (Measure measure : campaign.measures()) {
      lines.add("");
      lines.add(title(measure));
      lines.add(
          "  touched  %s -> %s"
              .formatted(
                  of(measure, measure.touchedBefore()), of(measure, measure.touchedAfter())));
      lines.add(
          "  beside   %s -> %s"
              .formatted(of(measure, measure.othersBefore()), of(measure, measure.othersAfter())));
      Difference difference = measure.difference();
      if (difference == null) {
        lines.add("  Too few customers to tell: at least %d of each.".formatted(Difference.LEAST));
        continue;
      }
      lines.add("  difference of the changes " + signed(measure, difference.estimate()));
      lines.add(
          "    95 %% interval %s%s"
              .formatted(
                  interval(measure, difference), difference.found() ? "" : ": nothing is shown"));
      lines.addAll(ahead(campaign, measure));
    }
    lines.add("");
    lines.addAll(Told.wrapped("", judged(campaign)));
    return lines;
  }

  /** What the differences may be called. */
  static String judged(Campaign campaign) {
    return campaign.controlled()
        ? "This is an effect, if the control group was drawn at random."
        : "This is not causal: whom a campaign touches differs in more than the campaign, and what they did may itself be worth points.";
  }

  /** How many touched customers are compared, and who they are. */
  static String touched(Campaign campaign) {
    return "%s who %s".formatted(Told.customers(campaign.touched()), campaign.touchedAre());
  }

  /** How many others, and who they are. */
  static String beside(Campaign campaign) {
    return campaign.controlled()
        ? "%s of the control group, who %s"
            .formatted(Told.customers(campaign.others()), campaign.othersAre())
        : "%s: %s".formatted(Told.customers(campaign.others()), campaign.othersAre());
  }

  /** How many are not compared, and why. */
  static String leftOut(Campaign campaign) {
    return campaign.leftOut() == 0
        ? "nobody"
        : "%s, not known at both dates or in neither group or both"
            .formatted(Told.customers(campaign.leftOut()));
  }

  private static boolean isShare(Measure measure) {
    return measure.name().equals("outcome");
  }

  static String title(Measure measure) {
    return switch (measure.name()) {
      case "raw" -> "Raw points, mean";
      case "score" -> "Score, mean";
      default -> "Share with the outcome; differences in percentage points";
    };
  }

  private static List<String> ahead(Campaign campaign, Measure measure) {
    Difference head = measure.head();
    if (head == null || !head.found()) {
      return List.of();
    }
    return Told.wrapped(
        "  ",
        "before it, the touched were %s already (%s)%s"
            .formatted(
                signed(measure, head.estimate()),
                interval(measure, head),
                campaign.controlled() ? ": groups drawn at random are seldom so far apart" : ""));
  }

  /** A mean to two places, a share in percent. */
  static String of(Measure measure, double number) {
    return isShare(measure)
        ? String.format(Locale.ROOT, "%.2f%%", 100 * number)
        : String.format(Locale.ROOT, "%.2f", number);
  }

  /** A difference of means to two places, of shares in percentage points. */
  static String signed(Measure measure, double number) {
    return String.format(Locale.ROOT, "%+.2f", isShare(measure) ? 100 * number : number);
  }

  /** From where to where it reaches. */
  static String interval(Measure measure, Difference difference) {
    return "%s to %s"
        .formatted(
            signed(measure, difference.interval().low()),
            signed(measure, difference.interval().high()));
  }

  static List<String> csv(Campaign campaign) {
    List<String> lines = new ArrayList<>();
    lines.add(
        Csv.line(
            "measure",
            "touched",
            "others",
            "touchedBefore",
            "touchedAfter",
            "othersBefore",
            "othersAfter",
            "difference",
            "low",
            "high",
            "label"));
    for (Measure measure : campaign.measures()) {
      Difference difference = measure.difference();
      lines.add(
          Csv.line(
              measure.name(),
              campaign.touched(),
              campaign.others(),
              measure.touchedBefore(),
              measure.touchedAfter(),
              measure.othersBefore(),
              measure.othersAfter(),
              difference == null ? "" : difference.estimate(),
              difference == null ? "" : difference.interval().low(),
              difference == null ? "" : difference.interval().high(),
              campaign.label().words()));
    }
    return lines;
  }
}
