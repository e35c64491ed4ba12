package org.rapport.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Callers;
import org.rapport.decision.Keys;
import org.rapport.model.Caller;
import org.rapport.model.Printable;
import org.rapport.model.Role;
import org.rapport.store.KeyStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes, lists and revokes the keys that callers show; may run beside a service. */
@Command(
    name = "keys",
    description = "Make, list and revoke the keys that callers show; replace the service's own.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KeysCommand.Create.class,
      KeysCommand.All.class,
      KeysCommand.Revoke.class,
      RotateCommand.Audit.class,
      RotateCommand.Master.class
    })
final class KeysCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return RootCommand.USAGE;
  }

  private static <T> T with(SettingsOptions options, Function<Keys, T> work) {
    Clock clock = Clock.systemUTC();
    try (OpenDatabase opened = OpenDatabase.beside(options.read(System.getenv()))) {
      KeyStore store = new KeyStore(opened.database());
      return work.apply(new Keys(store, new Callers(store, clock, null), clock));
    }
  }

  /** Whoever types, by the name the machine knows them by. */
  static Caller typing() {
    return Caller.commandLine(System.getProperty("user.name", "unknown"));
  }

  private static String roles(Caller caller) {
    return caller.roles().stream().map(Role::word).collect(Collectors.joining(","));
  }

  /** Makes a key. */
  @Command(
      name = "create",
      description = "Make a key and print it, this once.",
      mixinStandardHelpOptions = true)
  static final class Create implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    SettingsOptions options;

    @Option(
        names = "--name",
        required = true,
        paramLabel = "NAME",
        description = "What decisions and steps are recorded under; never used twice.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Option(
        names = "--owner",
        paramLabel = "NAME",
        description =
            "Whose key it is; two keys of one owner are one person (default: the key's name).")
    @Nullable String givenOwner;

    @Option(
        names = "--roles",
        required = true,
        split = ",",
        paramLabel = "ROLE",
        description =
            "What it allows: events, decide, read, rules:edit, rules:publish, audit, erase, admin.")
    @SuppressWarnings("NullAway.Init")
    List<String> words;

    @Option(
        names = "--expires",
        paramLabel = "TIME",
        description = "From when on it opens nothing (default: never).")
    @Nullable String expires;

    @Override
    public Integer call() {
      Instant expiresAt = expires == null ? null : Instants.of("--expires", expires);
      String owner = givenOwner == null ? name : givenOwner;
      Caller wanted = new Caller(name, owner, check(owner));
      Keys.Made made = with(options, keys -> Node.await(keys.create(wanted, expiresAt, typing())));
      PrintWriter out = spec.commandLine().getOut();
      out.println(made.key());
      out.flush();
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "This is the key \"%s\" of %s (%s). It is shown this once and kept nowhere.%n",
          name, owner, roles(made.kept().caller()));
      err.flush();
      return RootCommand.FINE;
    }

    private NavigableSet<Role> check(String owner) {
      List<String> complaints = new ArrayList<>();
      if (!Keys.mayBeNamed(name)) {
        complaints.add(
            "--name is \"%s\", but must be %s.".formatted(Printable.of(name), Keys.nameRule()));
      }
      if (!Keys.mayBeNamed(owner)) {
        complaints.add(
            "--owner is \"%s\", but must be %s.".formatted(Printable.of(owner), Keys.nameRule()));
      }
      NavigableSet<Role> roles = new TreeSet<>();
      for (String word : words) {
        Role.of(word.strip().toLowerCase(Locale.ROOT))
            .ifPresentOrElse(
                roles::add,
                () ->
                    complaints.add(
                        "--roles has \"%s\", which is no role.%nMaybe you meant one of %s."
                            .formatted(
                                Printable.of(word),
                                Arrays.stream(Role.values())
                                    .map(Role::word)
                                    .collect(Collectors.joining(", ")))));
      }
      if (!complaints.isEmpty()) {
        throw new UsageException(String.join(System.lineSeparator(), complaints));
      }
      return roles;
    }
  }

  /** Lists the keys. */
  @Command(
      name = "list",
      description = "List all keys, revoked ones too.",
      mixinStandardHelpOptions = true)
  static final class All implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    SettingsOptions options;

    @Override
    public Integer call() {
      List<KeyStore.Kept> all = with(options, keys -> Node.await(keys.list()));
      List<String[]> rows = new ArrayList<>();
      rows.add(new String[] {"name", "owner", "roles", "made", "last used", "expires", "revoked"});
      for (KeyStore.Kept kept : all) {
        rows.add(
            new String[] {
              kept.caller().name(),
              kept.caller().owner(),
              roles(kept.caller()),
              kept.createdAt().toString(),
              told(kept.lastUsedAt()),
              told(kept.expiresAt()),
              told(kept.revokedAt())
            });
      }
      String format =
          "%%-%ds  %%-%ds  %%-%ds  %%-%ds  %%-%ds  %%-%ds  %%s"
              .formatted(
                  widest(rows, 0),
                  widest(rows, 1),
                  widest(rows, 2),
                  widest(rows, 3),
                  widest(rows, 4),
                  widest(rows, 5));
      PrintWriter out = spec.commandLine().getOut();
      rows.forEach(row -> out.println(format.formatted((Object[]) row).stripTrailing()));
      out.flush();
      return RootCommand.FINE;
    }

    private static String told(@Nullable Instant time) {
      return time == null ? "" : time.toString();
    }

    private static int widest(List<String[]> rows, int column) {
      return rows.stream().mapToInt(row -> row[column].length()).max().orElse(1);
    }
  }

  /** Revokes a key. */
  @Command(
      name = "revoke",
      description = "Revoke a key, for good; its name is never used again.",
      mixinStandardHelpOptions = true)
  static final class Revoke implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    SettingsOptions options;

    @Parameters(paramLabel = "NAME", description = "The key's name.")
    @SuppressWarnings("NullAway.Init")
    String name;

    @Override
    public Integer call() {
      KeyStore.Kept kept =
          with(options, keys -> Node.await(keys.revoke(name, typing())))
              .orElseThrow(
                  () ->
                      new UsageException(
                          "There is no key \"%s\".%nMaybe it is written differently: rapport keys list."
                              .formatted(Printable.of(name))));
      PrintWriter out = spec.commandLine().getOut();
      out.printf("The key \"%s\" was revoked at %s.%n", name, kept.revokedAt());
      out.flush();
      return RootCommand.FINE;
    }
  }
}
