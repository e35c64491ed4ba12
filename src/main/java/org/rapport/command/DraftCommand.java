package org.rapport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Callers;
import org.rapport.decision.Drafts;
import org.rapport.decision.Workshop;
import org.rapport.model.Caller;
import org.rapport.model.Role;
import org.rapport.rules.check.CheckResult;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.DraftStore.Draft;
import org.rapport.store.EventStore;
import org.rapport.store.KeyStore;
import org.rapport.store.VersionStore.Publication;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes drafts from a folder to what decides; may run beside a service, which follows at once. */
@Command(
    name = "draft",
    description =
        "Hand in a folder's rules, approve them, publish them, go back. Each step is in the name of --api-key.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DraftCommand.Submit.class,
      DraftCommand.Show.class,
      DraftCommand.Approve.class,
      DraftCommand.Reject.class,
      DraftCommand.Publish.class,
      DraftCommand.RollBack.class
    })
final class DraftCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return RootCommand.USAGE;
  }

  /** What all of them have in common: where the drafts are, and who acts. */
  static final class Desk {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    SettingsOptions options;

    /** Acts as whoever the key belongs to, who must have this role. */
    int act(@Nullable Role role, BiFunction<Workshop, Caller, List<String>> work) {
      Settings settings = options.read(System.getenv());
      Clock clock = Clock.systemUTC();
      try (OpenDatabase opened = OpenDatabase.beside(settings)) {
        Workshop workshop =
            Workshop.of(
                opened.vertx(),
                opened.database(),
                new EventStore(opened.database()),
                clock,
                settings.onePerson());
        Caller caller = caller(settings, new Callers(new KeyStore(opened.database()), clock, null));
        if (role != null && !caller.roles().contains(role)) {
          throw new UsageException(
              "The key \"%s\" does not have the role %s.".formatted(caller.name(), role.word()));
        }
        PrintWriter out = spec.commandLine().getOut();
        work.apply(workshop, caller).forEach(out::println);
        out.flush();
      }
      return RootCommand.FINE;
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

  private static String line(Draft draft) {
    return "draft %d of %s: %s, by %s%s, \"%s\", %s"
        .formatted(
            draft.id(),
            draft.rulebase(),
            draft.status(),
            String.join(" and ", draft.authors()),
            draft.approver() == null ? "" : ", approved by " + draft.approver(),
            draft.title(),
            draft.version() == null ? "has errors" : draft.version());
  }

  /** Hands a folder in. */
  @Command(
      name = "submit",
      description = "Check and test the rules in DIR and hand them in for approval.",
      mixinStandardHelpOptions = true)
  static final class Submit implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    Desk desk;

    @Parameters(paramLabel = "DIR", description = "A rulebase's folder.")
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Option(
        names = "--why",
        required = true,
        paramLabel = "TEXT",
        description = "What the change is for; on record, and read by whoever approves.")
    @SuppressWarnings("NullAway.Init")
    String why;

    @Override
    public Integer call() {
      PrintWriter out = desk.spec.commandLine().getOut();
      RulebaseSource source = RulebaseFiles.one(folder);
      CheckResult result = new RulebaseChecker().check(source);
      result.diagnostics().forEach(finding -> out.println(CheckCommand.line(folder, finding)));
      if (result.rulebase() == null) {
        out.printf("%s: nothing was handed in, since the rules have errors.%n", folder);
        out.flush();
        return RootCommand.FINDINGS;
      }
      boolean[] failed = new boolean[1];
      int code =
          desk.act(
              Role.RULES_EDIT,
              (workshop, caller) -> {
                Drafts drafts = workshop.drafts();
                String name = source.name();
                long id =
                    Node.await(drafts.create(name, title(why), source.files(), caller, why))
                        .draft()
                        .id();
                Drafts.Tested tested = Node.await(drafts.test(name, id, caller));
                if (tested.trial().passed()) {
                  return List.of(line(Node.await(drafts.submit(name, id, caller, why))));
                }
                failed[0] = true;
                Node.await(drafts.delete(name, id, caller));
                return failures(tested);
              });
      return failed[0] ? RootCommand.FINDINGS : code;
    }

    private List<String> failures(Drafts.Tested tested) {
      List<String> lines =
          new java.util.ArrayList<>(TrialText.of(folder.toString(), tested.trial()));
      lines.add("%s: nothing was handed in.".formatted(folder));
      return lines;
    }

    private static String title(String why) {
      String first = why.strip().lines().findFirst().orElse("Change");
      return first.length() <= 100 ? first : first.substring(0, 97) + "...";
    }
  }

  /** Shows drafts and history. */
  @Command(
      name = "list",
      description = "List a rulebase's drafts, and the versions that decided.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    Desk desk;

    @Parameters(paramLabel = "NAME", description = "The rulebase's name.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Override
    public Integer call() {
      return desk.act(
          null,
          (workshop, caller) -> {
            List<String> lines = new java.util.ArrayList<>();
            Node.await(workshop.drafts().list(name)).forEach(draft -> lines.add(line(draft)));
            for (Publication each : Node.await(workshop.drafts().history(name))) {
              lines.add(
                  "%s %s %s by %s".formatted(each.at(), each.step(), each.version(), each.owner()));
            }
            return lines;
          });
    }
  }

  /** One draft that is meant. */
  static final class Meant {
    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    Desk desk;

    @Parameters(index = "0", paramLabel = "NAME", description = "The rulebase's name.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Parameters(index = "1", paramLabel = "ID", description = "The draft's number.")
    long id;

    @Option(names = "--why", paramLabel = "TEXT", description = "Why; on record.")
    @Nullable String why;

    /** Takes a step with the draft as it is now. */
    int step(Step step) {
      return desk.act(
          Role.RULES_PUBLISH,
          (workshop, caller) -> {
            Draft seen = Node.await(workshop.drafts().get(name, id));
            return List.of(line(step.take(workshop.drafts(), seen, caller)));
          });
    }
  }

  /** A step of a draft. */
  private interface Step {
    Draft take(Drafts drafts, Draft seen, Caller caller);
  }

  /** Approves a draft. */
  @Command(
      name = "approve",
      description = "Approve a draft that somebody else wrote, as it is now.",
      mixinStandardHelpOptions = true)
  static final class Approve implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    Meant meant;

    @Override
    public Integer call() {
      return meant.step(
          (drafts, seen, caller) ->
              Node.await(
                  drafts.approve(
                      meant.name, meant.id, String.valueOf(seen.version()), caller, meant.why)));
    }
  }

  /** Sends a draft back. */
  @Command(name = "reject", description = "Send a draft back.", mixinStandardHelpOptions = true)
  static final class Reject implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    Meant meant;

    @Override
    public Integer call() {
      String why = meant.why;
      if (why == null) {
        throw new UsageException("Say --why: whoever wrote the draft wants to know.");
      }
      return meant.step(
          (drafts, seen, caller) -> Node.await(drafts.reject(meant.name, meant.id, caller, why)));
    }
  }

  /** Publishes a draft. */
  @Command(
      name = "publish",
      description = "Let an approved draft decide, from now on and on all nodes.",
      mixinStandardHelpOptions = true)
  static final class Publish implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    Meant meant;

    @Override
    public Integer call() {
      return meant.step(
          (drafts, seen, caller) ->
              Node.await(drafts.publish(meant.name, meant.id, seen.version(), caller, meant.why)));
    }
  }

  /** Goes back to a version. */
  @Command(
      name = "rollback",
      description = "Let a version decide again that decided before.",
      mixinStandardHelpOptions = true)
  static final class RollBack implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    Desk desk;

    @Parameters(index = "0", paramLabel = "NAME", description = "The rulebase's name.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version, sha256:...")
    @SuppressWarnings("NullAway.Init")
    String version;

    @Option(names = "--why", required = true, paramLabel = "TEXT", description = "Why; on record.")
    @SuppressWarnings("NullAway.Init")
    String why;

    @Override
    public Integer call() {
      return desk.act(
          Role.RULES_PUBLISH,
          (workshop, caller) -> {
            Node.await(workshop.publishing().rollBack(name, version, caller, why));
            return List.of("%s decides by %s again.".formatted(name, version));
          });
    }
  }
}
