package org.rapport.command;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Drafts;
import org.rapport.json.FilesJson;
import org.rapport.json.ImpactJson;
import org.rapport.json.StepJson;
import org.rapport.model.RecordedStep;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.ImpactStore.Kept;
import org.rapport.store.VersionStore.Publication;

/** Drafts and versions as text for a terminal. */
final class DraftText {
  /** How many lines of a difference are shown at most. */
  private static final int MAX_LINES = 500;

  private DraftText() {}

  /** How far a draft is. */
  static List<String> brief(Draft draft) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "draft %d of %s: %s%s"
            .formatted(
                draft.id(),
                draft.rulebase(),
                draft.status().word(),
                draft.approver() == null ? "" : ", approved by " + draft.approver()));
    lines.add("  %s".formatted(draft.title()));
    lines.add("  by %s".formatted(String.join(" and ", draft.authors())));
    lines.add("  %s".formatted(draft.version() == null ? "has errors" : draft.version()));
    return lines;
  }

  /** The drafts that are worked on, and the versions that decided. */
  static List<String> all(String rulebase, List<Draft> drafts, List<Publication> history) {
    List<String> lines = new ArrayList<>();
    if (drafts.isEmpty()) {
      lines.add("There is no draft of %s.".formatted(rulebase));
    }
    drafts.forEach(draft -> lines.addAll(brief(draft)));
    if (!history.isEmpty()) {
      lines.add("");
      lines.add("What decided, the latest first:");
    }
    boolean decides = true;
    for (Publication each : history) {
      lines.add(
          "  %s  %s by %s%s"
              .formatted(
                  each.at().truncatedTo(ChronoUnit.SECONDS),
                  each.step(),
                  each.owner(),
                  decides ? "; decides now" : ""));
      lines.add("    %s".formatted(each.version()));
      decides = false;
    }
    return lines;
  }

  /**
   * All that whoever approves should see: what for, what is other, what it would change.
   *
   * @param live the files of the version that is live, or null
   */
  static List<String> whole(Drafts.Told told, @Nullable String live, Optional<Kept> impact) {
    Draft draft = told.draft();
    List<String> lines = new ArrayList<>(brief(draft));
    lines.add("");
    for (int place = told.steps().size() - 1; place >= 0; place--) {
      lines.add(step(StepJson.read(told.steps().get(place).body())));
    }
    lines.add("");
    lines.addAll(difference(draft, live));
    if (told.live() != null && !told.live().equals(draft.base())) {
      lines.add("");
      lines.add("Another version came to be live since it was made: it cannot be published so.");
    }
    lines.add("");
    lines.addAll(impact(draft, told.live(), impact));
    return lines;
  }

  private static String step(RecordedStep step) {
    return "  %s  %s by %s%s"
        .formatted(
            step.at().truncatedTo(ChronoUnit.SECONDS),
            step.step(),
            step.by().owner(),
            step.why() == null ? "" : ": \"%s\"".formatted(step.why()));
  }

  private static List<String> difference(Draft draft, @Nullable String live) {
    SortedMap<String, String> was = live == null ? new TreeMap<>() : FilesJson.files(live);
    SortedMap<String, String> is = FilesJson.files(draft.files());
    SortedMap<String, String> all = new TreeMap<>(was);
    all.putAll(is);
    List<String> lines = new ArrayList<>();
    all.keySet()
        .forEach(
            file ->
                lines.addAll(
                    LineDiff.of(file, was.getOrDefault(file, ""), is.getOrDefault(file, ""))));
    if (lines.isEmpty()) {
      return List.of("Its files are those of the version that is live.");
    }
    if (lines.size() > MAX_LINES) {
      int more = lines.size() - MAX_LINES;
      lines.subList(MAX_LINES, lines.size()).clear();
      lines.add("... and %d lines more.".formatted(more));
    }
    lines.add(0, "What is other than in the version that is live:");
    return lines;
  }

  /** What is known of the impact of a draft. */
  static List<String> impact(Draft draft, @Nullable String live, Optional<Kept> kept) {
    byte[] result = kept.map(Kept::result).orElse(null);
    boolean current =
        kept.isPresent()
            && kept.get().version().equals(draft.version())
            && kept.get().live().equals(live);
    if (result == null || !current) {
      return List.of(
          "What it would change for your customers was not measured%s."
              .formatted(result == null ? "" : " since it, or what is live, was changed"),
          "Maybe measure it: draft impact %s %d".formatted(draft.rulebase(), draft.id()));
    }
    List<String> lines = new ArrayList<>(List.of("What it would change for your customers:"));
    ImpactText.of(ImpactJson.summary(result)).forEach(line -> lines.add(indented(line)));
    return lines;
  }

  private static String indented(String line) {
    return line.isEmpty() || line.startsWith(" ") ? line : "  " + line;
  }

  /** The result as the API gives it. */
  static String json(byte[] result) {
    return new String(result, StandardCharsets.UTF_8);
  }
}
