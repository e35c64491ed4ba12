package org.rapport.command;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import org.rapport.decision.BulkDeciding;
import org.rapport.store.LatestDecisions.Population;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows Rapport at work on a simulated business, and stays open for calls. */
@Command(
    name = "demo",
    description =
        "Simulate a subscription business, decide about everybody, show what came out, and serve.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int KEY_BYTES = 16;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before call()
  CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  SettingsOptions options;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "2000",
      description = "How many customers to simulate, 1 to 9999 (default ${DEFAULT-VALUE}).")
  int customers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Which simulated population (default ${DEFAULT-VALUE}).")
  long seed;

  @Option(names = "--exit", description = "Leave after showing; do not serve.")
  boolean exit;

  @Override
  public Integer call() {
    if (customers < 1 || customers > 9_999) {
      throw new UsageException(
          "--customers is %d, but must be from 1 to 9999.".formatted(customers));
    }
    Settings settings = options.read(System.getenv());
    Listening.check(settings);
    Clock clock = Clock.systemUTC();
    PrintWriter out = spec.commandLine().getOut();
    out.println("Starting (the first start unpacks a database and compiles the rules) ...");
    out.flush();
    Node node = Node.start(settings, clock);
    String apiKey = settings.apiKey().orElseGet(DemoCommand::freshKey);
    int port = ServeCommand.listen(node, settings, apiKey);
    String address = Listening.address(settings, port);
    boolean leaving = exit;
    try {
      bringInWhatIsMissing(node, address, apiKey, clock, out);
      String customerId = new DemoReport(node, out).print();
      doors(address, apiKey, customerId, out);
    } catch (RuntimeException e) {
      leaving = true;
      throw e;
    } finally {
      if (leaving) {
        node.close();
      }
    }
    if (!exit) {
      ServeCommand.untilStopped(node);
    }
    return RootCommand.FINE;
  }

  private void bringInWhatIsMissing(
      Node node, String address, String apiKey, Clock clock, PrintWriter out) {
    long known = Node.await(node.stores().customers().count(clock.instant()));
    if (known == 0) {
      out.printf(
          "Simulating %d customers over %d days; they and their business are invented.%n",
          customers, SimulatedPopulation.DAYS);
      out.flush();
      LocalDate lastDay = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      new DemoSender(address, apiKey).send(new SimulatedPopulation(seed, lastDay), customers);
    }
    String rulebase = node.rulebases().defaultName();
    Population population = Node.await(node.stores().latest().population(rulebase));
    if (population.customers() == 0) {
      BulkDeciding.Counts counts = DecideCommand.everybody(node, rulebase, clock.instant());
      out.printf("%d customers decided, %d fallbacks.%n", counts.decided(), counts.fallbacks());
    } else {
      out.printf("Found %d customers with decisions from before.%n", population.customers());
    }
    out.flush();
  }

  private static String freshKey() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return HexFormat.of().formatHex(key);
  }

  private void doors(String address, String apiKey, String customerId, PrintWriter out) {
    out.printf("%nReady at %s   API key %s%n", address, apiKey);
    out.println("Paste one of these:");
    out.printf(
        "  curl -s %s/v1/decisions -H 'Authorization: Bearer %s' -d '{\"customerId\":\"%s\",\"explain\":\"summary\"}'%n",
        address, apiKey, customerId);
    out.printf(
        "  curl -s '%s/v1/customers?segment=churn-risk&level=high&limit=5' -H 'Authorization: Bearer %s'%n",
        address, apiKey);
    out.printf(
        "  curl -s %s/v1/events -H 'Authorization: Bearer %s' -d '{\"events\":[{\"messageId\":\"hello-1\",\"customerId\":\"%s\",\"event\":\"Signed In\",\"occurredAt\":\"%s\"}]}'%n",
        address, apiKey, customerId, LocalDate.now(ZoneOffset.UTC) + "T00:00:00Z");
    if (!exit) {
      out.println("Ctrl-C ends it; the data stay for the next start.");
    }
    out.flush();
  }
}
