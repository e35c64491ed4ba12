package org.rapport.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.rapport.decision.Callers;
import org.rapport.decision.Workshop;
import org.rapport.model.Caller;
import org.rapport.model.Role;
import org.rapport.store.EventStore;
import org.rapport.store.KeyStore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands on drafts have in common: where the drafts are, and who acts. */
final class DraftDesk {
  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  /**
   * Where a step is taken.
   *
   * @param caller who takes it
   */
  record At(
      OpenDatabase opened, Settings settings, Workshop workshop, Caller caller, Clock clock) {}

  /**
   * Acts as whoever the key belongs to.
   *
   * @param roles the key must have one of them; none for what every key may do
   * @param work answers the exit code
   */
  int act(Set<Role> roles, Function<At, Integer> work) {
    Settings settings = options.read(System.getenv());
    Clock clock = Clock.systemUTC();
    try (OpenDatabase opened = OpenDatabase.beside(settings)) {
      Caller caller = caller(settings, new Callers(new KeyStore(opened.database()), clock, null));
      if (!roles.isEmpty() && !caller.hasOneOf(roles)) {
        throw new UsageException(
            "The key \"%s\" does not have the role %s."
                .formatted(
                    caller.name(),
                    String.join(" or ", roles.stream().map(Role::word).sorted().toList())));
      }
      Workshop workshop =
          Workshop.of(
              opened.vertx(),
              opened.database(),
              new EventStore(opened.database()),
              clock,
              settings.onePerson());
      return work.apply(new At(opened, settings, workshop, caller, clock));
    }
  }

  /** Prints these lines now. */
  void print(List<String> lines) {
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
  }

  private static Caller caller(Settings settings, Callers callers) {
    String key =
        settings
            .apiKey()
            .orElseThrow(
                () ->
                    new UsageException(
                        "RAPPORT_API_KEY (--api-key) is not set: each step is in somebody's name.%nMaybe make a key: rapport keys create --name ada --roles rules:edit,rules:publish"
                            .formatted()));
    return Node.await(callers.find(key))
        .orElseThrow(
            () ->
                new UsageException(
                    "The API key is none that was made by \"keys create\", or it was revoked."));
  }
}
