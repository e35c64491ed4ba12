package org.rapport.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
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
            .formatted(campaign.from(), campaign.to(), campaign.rulebase().name()));
    lines.add(
        "  touched: %d customers who %s".formatted(campaign.touched(), campaign.touchedAre()));
    lines.add(
        "  beside:  %d customers%s"
            .formatted(
                campaign.others(),
                campaign.controlled()
                    ? " of the control group, who " + campaign.othersAre()
                    : ": " + campaign.othersAre()));
    lines.add("  left out: %d".formatted(campaign.leftOut()));
    for (Measure measure : campaign.measures()) {
      lines.add("");
      lines.add(title(measure));
      lines.add(
          "  touched  %s -> %s".formatted(of(measure.touchedBefore()), of(measure.touchedAfter())));
      lines.add(
          "  beside   %s -> %s".formatted(of(measure.othersBefore()), of(measure.othersAfter())));
      Difference difference = measure.difference();
      if (difference == null) {
        lines.add("  Too few customers to tell: at least %d of each.".formatted(Difference.LEAST));
        continue;
      }
      lines.add(
          "  difference of the changes %s (95 %% interval %s to %s)%s"
              .formatted(
                  signed(difference.estimate()),
                  signed(difference.interval().low()),
                  signed(difference.interval().high()),
                  difference.found() ? "" : ": nothing is shown"));
      lines.addAll(ahead(campaign, measure.head()));
    }
    lines.add("");
    lines.add(judged(campaign));
    return lines;
  }

  /** What the differences may be called. */
  static String judged(Campaign campaign) {
    return campaign.controlled()
        ? "This is an effect, if the control group was drawn at random."
        : "This is not causal: whom a campaign touches differs in more than the campaign.";
  }

  static String title(Measure measure) {
    return switch (measure.name()) {
      case "raw" -> "Raw points, mean";
      case "score" -> "Score, mean";
      default -> "Share with the outcome";
    };
  }

  private static List<String> ahead(Campaign campaign, @Nullable Difference head) {
    if (head == null || !head.found()) {
      return List.of();
    }
    return List.of(
        "  before it, the touched were %s already (%s to %s)%s"
            .formatted(
                signed(head.estimate()),
                signed(head.interval().low()),
                signed(head.interval().high()),
                campaign.controlled() ? ": groups drawn at random are seldom so far apart" : ""));
  }

  static String of(double number) {
    return String.format(Locale.ROOT, "%.4f", number);
  }

  static String signed(double number) {
    return String.format(Locale.ROOT, "%+.4f", number);
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
