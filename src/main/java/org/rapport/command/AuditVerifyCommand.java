package org.rapport.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.rapport.audit.BundleVerifier;
import org.rapport.audit.WitnessFile;
import org.rapport.tree.Checkpoint;
import org.rapport.tree.KeyHistory;
import org.rapport.tree.VerifierKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies an export, with nothing but the public key. */
@Command(
    name = "verify",
    description =
        "Verify an export: needs the file and the public key, and neither database nor service.",
    mixinStandardHelpOptions = true)
final class AuditVerifyCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Parameters(paramLabel = "BUNDLE", description = "The export.")
  @SuppressWarnings("NullAway.Init")
  Path file;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      required = true,
      description = "The public key: name+hash+base64.")
  @SuppressWarnings("NullAway.Init")
  String key;

  @Option(
      names = "--witness",
      paramLabel = "FILE",
      description = "Checkpoints that were kept elsewhere: they show forks and cut ends.")
  List<Path> witnesses = new ArrayList<>();

  @Override
  public Integer call() {
    try {
      VerifierKey verifier = VerifierKey.parse(key);
      List<Checkpoint> witnessed = new ArrayList<>();
      KeyHistory keys = keys(verifier);
      for (Path each : witnesses) {
        witnessed.addAll(WitnessFile.read(Files.readString(each), keys));
      }
      return told(verified(new BundleVerifier(verifier, witnessed)), witnessed.size());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UsageException("A file cannot be read: " + e);
    }
  }

  /** The keys that signed, as the bundle's first lines tell: a witness may know several. */
  private KeyHistory keys(VerifierKey trusted) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      return BundleVerifier.keys(trusted, lines.lines());
    }
  }

  private BundleVerifier.Result verified(BundleVerifier verifier) throws IOException {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        verifier.line(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return verifier.result();
  }

  private int told(BundleVerifier.Result result, int witnessed) {
    PrintWriter out = spec.commandLine().getOut();
    result.findings().forEach(out::println);
    out.printf(
        "Leaves %d to %d: %d decisions, %d of them erased; %d checkpoints signed, %d witnessed%n",
        result.start(),
        result.size() - 1,
        result.decisions(),
        result.erased(),
        result.checkpoints(),
        witnessed);
    out.printf("Root      %s%n", Base64.getEncoder().encodeToString(result.root()));
    if (result.findings().isEmpty()) {
      out.println("Everything is as it was signed.");
    } else {
      int findings = result.findings().size();
      out.println(
          findings == 1
              ? "One thing is not as it was."
              : findings + " things are not as they were.");
    }
    out.flush();
    return result.findings().isEmpty() ? RootCommand.FINE : RootCommand.FINDINGS;
  }
}
