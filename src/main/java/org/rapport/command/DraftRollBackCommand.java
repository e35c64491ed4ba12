package org.rapport.command;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rapport.decision.Publishing;
import org.rapport.model.Role;
import org.rapport.store.VersionStore.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes back to a version. */
@Command(
    name = "rollback",
    description = "Let a version decide again that decided before.",
    mixinStandardHelpOptions = true)
final class DraftRollBackCommand implements Callable<Integer> {
  /** How much of a version must be said at least: {@code sha256:} and eight digits. */
  private static final int LEAST_OF_VERSION = 15;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  DraftDesk desk;

  @Parameters(index = "0", paramLabel = "NAME", description = "The rulebase's name.")
  @SuppressWarnings("NullAway.Init")
  String name;

  @Parameters(
      index = "1",
      paramLabel = "VERSION",
      description = "The version as \"draft list\" tells it, or its beginning: sha256:3a7e4ce4.")
  @SuppressWarnings("NullAway.Init")
  String version;

  @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why; on record.")
  @SuppressWarnings("NullAway.Init")
  String why;

  @Override
  public Integer call() {
    return desk.act(
        Set.of(Role.RULES_PUBLISH),
        at -> {
          Publishing publishing = at.workshop().publishing();
          String meant = meant(Node.await(publishing.history(name)));
          Node.await(publishing.rollBack(name, meant, at.caller(), why));
          desk.print(List.of("%s decides again by".formatted(name), "  " + meant));
          return RootCommand.FINE;
        });
  }

  /** The one version that begins so; what was given when there is none, which is refused then. */
  private String meant(List<Publication> history) {
    List<String> fitting =
        history.stream()
            .map(Publication::version)
            .filter(each -> version.length() >= LEAST_OF_VERSION && each.startsWith(version))
            .distinct()
            .toList();
    if (fitting.size() > 1) {
      throw new UsageException(
          "Several versions begin with %s.%nMaybe say more of it: %s."
              .formatted(version, String.join(", ", fitting)));
    }
    return fitting.isEmpty() ? version : fitting.get(0);
  }
}
