package org.rapport.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Clients that send while the service goes away and comes back, and what they lost by it. */
final class Storm implements AutoCloseable {
  /** A client may keep fewer events than this waiting for company before it sends them. */
  private static final int UNSENT = 20;

  private final RunningService service;
  private final List<Client> clients;
  private final Client pace;
  private final long seed;
  private int sent;

  /**
   * Nothing is sent yet.
   *
   * @param clients the first of them sends one event at a time: by it is seen how far the others
   *     are
   */
  Storm(RunningService service, List<Client> clients, long seed) {
    this.service = service;
    this.clients = clients;
    this.pace = clients.get(0);
    this.seed = seed;
  }

  /** Every client sends this many events. */
  void send(int events) {
    int from = sent;
    sent += events;
    for (Client client : clients) {
      client.send(
          IntStream.range(from, sent)
              .mapToObj(number -> SampleEvent.of(client.name(), number, seed))
              .toList());
    }
  }

  /**
   * Takes the service away in the middle of sending, lets the clients send more to where nobody
   * listens, and brings it back.
   *
   * @param events how many each client sends: half before, a quarter in the middle of it, a quarter
   *     while nobody listens
   * @param away takes the service away
   * @param meanwhile waits until it has been away for long enough
   */
  void outage(int events, Runnable away, Runnable meanwhile) {
    send(events / 2);
    for (Client client : clients) {
      client.reports().await(told -> told.told() > sent - UNSENT);
    }
    send(events / 4);
    pace.reports().await(told -> told.told() > sent - events / 8);
    away.run();
    send(events / 4);
    meanwhile.run();
    service.startAgain();
  }

  /**
   * Lets all clients send what they still hold, and says what came of it.
   *
   * @param mayLose the names of those that give up sooner than an outage lasts
   */
  void end(Set<String> mayLose) {
    clients.forEach(Client::noMore);
    clients.forEach(Client::finish);
    for (Client client : clients) {
      judge(client, mayLose.contains(client.name()));
    }
  }

  private void judge(Client client, boolean mayLose) {
    String name = client.name();
    Set<Integer> delivered = client.reports().delivered();
    Set<Integer> failed = client.reports().failed().keySet();
    StoredEvents stored = StoredEvents.of(service, name);
    Set<Integer> lost = new TreeSet<>(failed);
    lost.removeAll(stored.times().keySet());
    long doubled = stored.times().values().stream().filter(times -> times > 1).count();
    System.out.printf(
        "%s: sent %d, reported delivered %d, counted %d, lost %d, doubled %d%n",
        name, sent, delivered.size(), stored.counted(), lost.size(), doubled);
    Set<Integer> told = new TreeSet<>(delivered);
    told.addAll(failed);
    assertThat(told).as("%s tells of every event", name).hasSize(sent);
    assertThat(delivered.size() + failed.size()).as("%s tells of each once", name).isEqualTo(sent);
    assertThat(stored.times().keySet()).as("%s: delivered is stored", name).containsAll(delivered);
    assertThat(stored.times().keySet()).as("%s: nothing else is stored", name).isSubsetOf(told);
    assertThat(doubled).as("%s: stored twice", name).isZero();
    assertThat(stored.counted()).as("%s: counted", name).isEqualTo(stored.times().size());
    assertThat(stored.damaged()).as("%s: damaged", name).isZero();
    if (mayLose) {
      assertThat(lost).as("%s loses what the page says it does", name).isNotEmpty();
    } else {
      assertThat(failed).as("%s gives nothing up", name).isEmpty();
    }
  }

  @Override
  public void close() {
    clients.forEach(Client::abandon);
  }
}
