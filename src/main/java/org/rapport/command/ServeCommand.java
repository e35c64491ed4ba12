package org.rapport.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the service until it is told to stop. */
@Command(
    name = "serve",
    description =
        "Run the service. Needs RAPPORT_API_KEY, or a key with the role admin (see keys create).",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Option(
      names = "--watch",
      paramLabel = "DIR",
      description =
          "Check and test the rulebase in this folder each time that something in it is saved; publish it when RAPPORT_ONE_PERSON is on and the service listens on loopback only.")
  List<Path> watched = new ArrayList<>();

  @Override
  public Integer call() {
    Settings settings = options.read(System.getenv());
    Listening.check(settings);
    Node node = Node.start(settings, Clock.systemUTC());
    String apiKey = settings.apiKey().orElse(null);
    if (apiKey == null && !Node.await(node.hasAdminKey())) {
      node.close();
      throw new UsageException(
          "RAPPORT_API_KEY (--api-key) is not set, no key with the role admin was made, and the service does not run without one.%nMaybe make one: openssl rand -hex 16"
              .formatted());
    }
    PrintWriter out = spec.commandLine().getOut();
    watched.forEach(RulebaseFiles::one);
    int port = listen(node, settings, apiKey);
    out.printf("Ready at %s%n", Listening.address(settings, port));
    node.workshop().publishing().notes().forEach(note -> out.printf("Note: %s%n", note));
    out.flush();
    watch(node, settings, out);
    untilStopped(node);
    return RootCommand.FINE;
  }

  private void watch(Node node, Settings settings, PrintWriter out) {
    if (watched.isEmpty()) {
      return;
    }
    boolean publishes = settings.onePerson() && Listening.isLoopback(settings.httpHost());
    List<SavedFolder> folders =
        watched.stream()
            .map(
                folder ->
                    new SavedFolder(
                        folder,
                        node.workshop(),
                        node.rulebases(),
                        publishes,
                        KeysCommand.typing(),
                        out))
            .toList();
    FolderWatch.of(watched, () -> folders.forEach(SavedFolder::look));
  }

  /**
   * Listens; answers the port.
   *
   * @throws UsageException when the port cannot be had; the node is closed then
   */
  static int listen(Node node, Settings settings, @Nullable String apiKey) {
    try {
      return node.listen(settings, apiKey);
    } catch (RuntimeException e) {
      closeAfter(node, e);
      throw new UsageException(
          "Cannot listen at %s:%d: %s%nMaybe something else listens there: set RAPPORT_HTTP_PORT, 0 takes any free port."
              .formatted(settings.httpHost(), settings.httpPort(), e.getMessage()));
    }
  }

  /** What began only in part may not close either: what is told is why it did not begin. */
  private static void closeAfter(Node node, RuntimeException failure) {
    try {
      node.close();
    } catch (RuntimeException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }

  /** Waits for the signal to stop, then lets what is under way end. */
  static void untilStopped(Node node) {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.countDown();
                  awaitEnd(stopped);
                },
                "rapport-stop"));
    node.closedByOwner();
    awaitEnd(stop);
    try {
      node.close();
    } finally {
      stopped.countDown();
    }
  }

  private static void awaitEnd(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
