package org.rapport.clients;

import static org.rapport.clients.RunningService.KEY;

import com.segment.analytics.Analytics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.store.TestDatabase;

/**
 * The clients that people have, as their registries have them, through restarts of the service:
 * what a client says is delivered counts exactly once.
 */
class ClientConformanceTest {
  private static final long SEED = 20_260_301;

  /** All clients as the page sets them up; the first sends one event at a time. */
  private static List<Client> clients(RunningService service, Path drivers) {
    List<Client> clients = new ArrayList<>();
    for (CloudEventsJava.Mode mode : CloudEventsJava.Mode.values()) {
      clients.add(
          new JavaClient(
              "cloudevents-java-" + mode,
              reports -> new CloudEventsJava(service.here(Setups.EVENTS), KEY, mode, reports)));
    }
    clients.add(
        node(service, drivers, "cloudevents-node-BINARY", "cloudevents", Setups.CLOUDEVENTS_NODE));
    clients.add(
        new NodeClient(
            drivers,
            "cloudevents-node-STRUCTURED",
            "cloudevents",
            service
                .here(Setups.line(Setups.CLOUDEVENTS_NODE))
                .replace("'))", "'), {mode: Mode.STRUCTURED})"),
            KEY));
    clients.add(node(service, drivers, "segment-node", "segment", Setups.SEGMENT_NODE));
    clients.add(node(service, drivers, "rudder-node", "rudder", Setups.RUDDER_NODE));
    clients.add(
        new JavaClient(
            "segment-java", reports -> new SegmentJava(Setups.segmentJava(service, KEY), reports)));
    clients.add(
        new JavaClient(
            "rudder-java", reports -> new RudderJava(Setups.rudderJava(service, KEY), reports)));
    return clients;
  }

  private static NodeClient node(
      RunningService service, Path drivers, String name, String driver, String documented) {
    return new NodeClient(drivers, name, driver, service.here(Setups.line(documented)), KEY);
  }

  /** RudderStack's client for Node with its default of 3 retries, over after 1.6 s. */
  private static NodeClient hasty(RunningService service, Path drivers) {
    String setup =
        service.here(Setups.line(Setups.RUDDER_NODE)).replaceFirst("retryCount: [0-9]+, ", "");
    return new NodeClient(drivers, "rudder-node-3-retries", "rudder", setup, KEY);
  }

  private static Runnable untilItLoses(Client client) {
    return () -> {
      int before = client.reports().failed().size();
      Reports unused = client.reports().await(told -> told.failed().size() > before);
    };
  }

  /** With two attempts in vain, 15 to 30 s apart, one retry is used up, and three are not. */
  private static Runnable untilTriedTwice(Client client) {
    return () -> {
      int before = client.reports().triedInVain();
      Reports unused = client.reports().await(told -> told.triedInVain() >= before + 2);
    };
  }

  @Test
  void whatAClientSaysIsDeliveredCountsOnceThroughARestart() throws IOException {
    Path drivers = NodePackages.installed();
    try (TestDatabase database = TestDatabase.create();
        RunningService service = new RunningService(RunningService.on(database))) {
      List<Client> clients = clients(service, drivers);
      Client hasty = hasty(service, drivers);
      clients.add(hasty);
      try (Storm storm = new Storm(service, clients, SEED)) {
        storm.outage(240, service::kill, untilItLoses(hasty));
        storm.send(60);
        storm.end(Set.of(hasty.name()));
      }
    }
  }

  @Test
  @Tag("evidence")
  void whatAClientSaysIsDeliveredCountsOnceThroughManyRestarts() throws IOException {
    Path drivers = NodePackages.installed();
    Path folder = RunningService.emptyFolder("evidence");
    try (RunningService service = new RunningService(List.of("--data-dir=" + folder))) {
      List<Client> clients = clients(service, drivers);
      Client hasty = hasty(service, drivers);
      clients.add(hasty);
      Analytics.Builder oneRetry = Setups.segmentJava(service, KEY).retries(1);
      Client impatient =
          new JavaClient("segment-java-1-retry", reports -> new SegmentJava(oneRetry, reports));
      clients.add(impatient);
      try (Storm storm = new Storm(service, clients, SEED)) {
        storm.outage(2_000, service::stop, untilItLoses(hasty));
        storm.outage(2_000, service::kill, untilItLoses(hasty));
        storm.outage(2_000, () -> service.killWithDatabase(folder), untilItLoses(hasty));
        storm.outage(2_000, service::kill, untilTriedTwice(impatient));
        storm.send(2_000);
        storm.end(Set.of(hasty.name(), impatient.name()));
      }
    }
  }
}
