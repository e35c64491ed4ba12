package org.rapport.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.rapport.decision.Impacts;
import org.rapport.decision.LiveRulebases;
import org.rapport.decision.Stores;
import org.rapport.model.Role;
import org.rapport.rules.Rulebase;
import org.rapport.store.ImpactStore.Kept;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the impact of a draft, and keeps it with the draft. */
@Command(
    name = "impact",
    description =
        "Measure what publishing a draft would change for your customers; kept with the draft.",
    mixinStandardHelpOptions = true)
final class DraftImpactCommand implements Callable<Integer> {
  /** How often it is asked how far it is, in milliseconds. */
  private static final int ASK_EVERY_MS = 200;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  MeantDraft meant;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  ImpactOptions asked;

  @Override
  public Integer call() {
    asked.check();
    return meant.desk.act(Set.of(Role.RULES_EDIT, Role.RULES_PUBLISH), this::measure);
  }

  private int measure(DraftDesk.At at) {
    Rulebase live =
        Node.await(
            at.workshop().start().only(meant.name, RulebaseFiles.all(at.settings().rulesDir())));
    Impacts impacts =
        at.workshop()
            .impacts(
                at.opened().vertx(),
                at.opened().database(),
                Stores.on(at.opened().database()),
                new LiveRulebases(Map.of(meant.name, live), meant.name),
                at.clock());
    Impacts.Told told =
        Node.await(
            impacts.start(
                meant.name, meant.id, asked.asOf.instant(at.clock()), asked.sample, at.caller()));
    try (ProgressBar bar = Progress.of("Deciding", "customers", -1)) {
      while (told.kept().status().equals("running")) {
        pause();
        told = Node.await(impacts.tell(meant.name, meant.id));
        bar.maxHint(told.kept().total()).stepTo(told.kept().done());
      }
    }
    return said(told, live.ref().version());
  }

  private int said(Impacts.Told told, String live) {
    Kept kept = told.kept();
    byte[] result = kept.result();
    if (result == null) {
      throw new UsageException(
          "It was not measured: %s"
              .formatted(kept.problem() == null ? kept.status() : kept.problem()));
    }
    meant.desk.print(
        asked.json
            ? List.of(DraftText.json(result))
            : DraftText.impact(told.draft(), live, Optional.of(kept)));
    return RootCommand.FINE;
  }

  private static void pause() {
    try {
      Thread.sleep(ASK_EVERY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UsageException("Interrupted.");
    }
  }
}
