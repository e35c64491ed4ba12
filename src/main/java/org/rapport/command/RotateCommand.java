package org.rapport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.StepEntries;
import org.rapport.model.RecordedStep;
import org.rapport.store.StepLog;
import org.rapport.tree.SignerKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts another key in the place of one that the service itself uses. */
abstract sealed class RotateCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Option(
      names = "--next",
      paramLabel = "FILE",
      description =
          "A file with the new key, 64 hexadecimal digits; needed when the setting names the old one.")
  @Nullable Path next;

  private final String file;

  RotateCommand(String file) {
    this.file = file;
  }

  /** The key as it is set, or empty: then it is in the data folder. */
  abstract Optional<String> set(Settings settings);

  /** Puts it in the place of the one before; false when that is not in use any more. */
  abstract boolean rotate(OpenDatabase opened, byte[] secret, Instant at);

  /** What to do next, in words. */
  abstract String then();

  @Override
  public Integer call() {
    Settings settings = options.read(System.getenv());
    boolean isSet = set(settings).isPresent();
    Path own = settings.dataDir().resolve(file);
    if (isSet && next == null) {
      throw new UsageException(
          "The key is given by a setting, so the new one must be, too.%nMaybe make one: openssl rand -hex 32 > FILE, chmod 600 FILE, and --next FILE."
              .formatted());
    }
    if (!isSet && next != null) {
      throw new UsageException(
          "The key is the file %s, and a new one is made beside it.%nMaybe leave --next out."
              .formatted(own));
    }
    PrintWriter out = spec.commandLine().getOut();
    try (OpenDatabase opened = OpenDatabase.beside(settings)) {
      byte[] secret = KeyFile.read(next == null ? KeyFile.next(own) : next);
      Instant at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
      if (!rotate(opened, secret, at)) {
        throw new UsageException(
            "Another key was put in its place meanwhile.%nMaybe look who did: keys list."
                .formatted());
      }
      if (next == null) {
        out.printf("The key before is in %s.%n", KeyFile.replace(own));
      }
    }
    out.println(then());
    out.flush();
    return RootCommand.FINE;
  }

  private static StepLog.Entry entry(
      String step, String subject, Instant at, Map<String, String> details) {
    return StepEntries.of(RecordedStep.of(step, at, KeysCommand.typing(), subject, details));
  }

  /** The key that signs checkpoints. */
  @Command(
      name = "rotate-audit",
      description = {
        "Sign checkpoints with another key from now on.",
        "The old one vouches for it, so that what was signed before stays verifiable with either.",
        "Start all nodes again after it."
      },
      mixinStandardHelpOptions = true)
  static final class Audit extends RotateCommand {
    private String verifier = "";

    Audit() {
      super("audit.key");
    }

    @Override
    Optional<String> set(Settings settings) {
      return settings.auditKey();
    }

    @Override
    boolean rotate(OpenDatabase opened, byte[] secret, Instant at) {
      SignerKey from = opened.signer();
      SignerKey to = new SignerKey(from.verifier().name(), secret);
      verifier = to.verifier().toString();
      StepLog.Entry step =
          entry(
              "audit-key-changed",
              "audit-key",
              at,
              Map.of("from", from.verifier().toString(), "to", verifier));
      return opened.rotating(rotation -> rotation.audit(from, to, at, step));
    }

    @Override
    String then() {
      return "Checkpoints are signed with %s from now on.%nStart all nodes again."
          .formatted(verifier);
    }
  }

  /** The key that seals customers' keys. */
  @Command(
      name = "rotate-master",
      description = {
        "Seal all customers' keys with another master key; nothing else is changed.",
        "Stop all nodes first, and start them again after it."
      },
      mixinStandardHelpOptions = true)
  static final class Master extends RotateCommand {
    Master() {
      super("master.key");
    }

    @Override
    Optional<String> set(Settings settings) {
      return settings.masterKey();
    }

    @Override
    boolean rotate(OpenDatabase opened, byte[] secret, Instant at) {
      StepLog.Entry step = entry("master-key-changed", "master-key", at, Map.of());
      return opened.rotating(
          rotation -> rotation.master(opened.secrets(), opened.secrets().rotated(secret), step));
    }

    @Override
    String then() {
      return "Customers' keys are sealed with the new master key. Start the nodes again with it, and keep the old one only as long as backups from before.";
    }
  }
}
