package org.rapport.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rapport.audit.BundleVerifier;
import org.rapport.store.TestDatabase;
import org.rapport.tree.VerifierKey;

/**
 * What was answered is on record, once, and what was acknowledged is counted, once, however often
 * the service or its database is killed in the middle of it; and the tree verifies.
 */
class NeverLostTest {
  private static final int SENDERS = 6;
  private static final int CUSTOMERS = 20;
  private static final long SEED = 20_260_302;

  @Test
  void throughKillsOfTheService() {
    try (TestDatabase database = TestDatabase.create();
        RunningService service = new RunningService(RunningService.on(database))) {
      new Load(service).through(2, 150, kill -> service.kill());
    }
  }

  @Test
  @Tag("evidence")
  void throughFiftyKillsOfTheServiceAndTwentyOfItsDatabase() throws IOException {
    Path folder = RunningService.emptyFolder("never-lost");
    try (RunningService service = new RunningService(List.of("--data-dir=" + folder))) {
      new Load(service)
          .through(
              70,
              150,
              kill -> {
                if (kill % 7 < 2) {
                  service.killWithDatabase(folder);
                } else {
                  service.kill();
                }
              });
    }
  }

  /** Senders that go on through kills, and what they were told. */
  private static final class Load {
    private final RunningService service;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(SEED);
    private final Queue<String> decided = new ConcurrentLinkedQueue<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> unsure = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final Semaphore answers = new Semaphore(0);
    private volatile boolean going;

    Load(RunningService service) {
      this.service = service;
    }

    /** Lets the senders go until so many answers came, kills, starts again; and so on. */
    void through(int kills, int answersEach, IntConsumer kill) {
      for (int round = 0; round <= kills; round++) {
        int enough = answersEach + random.nextInt(answersEach);
        going = true;
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
          Thread sender = new Thread(this::send, "sender-" + i);
          senders.add(sender);
          sender.start();
        }
        answers.acquireUninterruptibly(enough);
        boolean last = round == kills;
        if (!last) {
          kill.accept(round);
        }
        going = false;
        senders.forEach(Load::join);
        if (!last) {
          service.startAgain();
        }
      }
      judge();
    }

    private static void join(Thread sender) {
      try {
        sender.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    private void send() {
      while (going) {
        int next = number.incrementAndGet();
        String customer = "c" + next % CUSTOMERS;
        String event = event(next, customer);
        if (ok("/v1/events", event) == null) {
          unsure.add(event);
        } else {
          acknowledged.put("m" + next, customer);
        }
        JsonObject answer = ok("/v1/decisions", "{\"customerId\":\"%s\"}".formatted(customer));
        if (answer != null) {
          decided.add(answer.getString("decisionId"));
          answers.release();
        }
      }
    }

    private static String event(int number, String customer) {
      return "{\"events\":[{\"messageId\":\"m%d\",\"customerId\":\"%s\",\"event\":\"Order Completed\",\"occurredAt\":\"2026-03-02T00:00:00Z\"}]}"
          .formatted(number, customer);
    }

    /** The answer; null when none came, or not a good one. */
    private JsonObject ok(String path, String body) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
              .timeout(Duration.ofSeconds(30))
              .header("Authorization", "Bearer " + RunningService.KEY)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        return response.statusCode() == 200 ? new JsonObject(response.body()) : null;
      } catch (IOException e) {
        return null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }

    private void judge() {
      for (String event : unsure) {
        assertThat(ok("/v1/events", event)).as("sent again").isNotNull();
      }
      BundleVerifier.Result result = verified();
      assertThat(result.findings()).isEmpty();
      System.out.printf(
          "%d decisions answered, %d on record; %d events acknowledged at once, %d sent again%n",
          decided.size(), result.decisions(), acknowledged.size(), unsure.size());
      int counted = 0;
      for (int i = 0; i < CUSTOMERS; i++) {
        counted += counted("c" + i);
      }
      assertThat(counted)
          .as("each event counts once")
          .isEqualTo(acknowledged.size() + unsure.size());
    }

    private int counted(String customer) {
      JsonObject activity = new JsonObject(service.get("/v1/customers/" + customer + "/activity"));
      return activity.getJsonArray("activity").stream()
          .map(JsonObject.class::cast)
          .filter(fact -> fact.getString("event").equals("Order Completed"))
          .mapToInt(fact -> fact.getInteger("inAll"))
          .sum();
    }

    private BundleVerifier.Result verified() {
      // The last decisions are brought into the tree within a second or two.
      for (int attempt = 0; ; attempt++) {
        List<String> lines = List.of(service.get("/v1/audit/export").split("\n"));
        Set<String> recorded = new TreeSet<>();
        BundleVerifier verifier =
            new BundleVerifier(
                VerifierKey.parse(new JsonObject(lines.get(0)).getString("key")), List.of());
        for (String line : lines) {
          verifier.line(line.getBytes(StandardCharsets.UTF_8));
          JsonObject json = new JsonObject(line);
          if (json.getString("type").equals("decision")) {
            String id = new JsonObject(json.getString("leaf")).getString("decisionId");
            assertThat(recorded.add(id)).as("twice: " + id).isTrue();
          }
        }
        if (recorded.containsAll(decided) || attempt == 1_000) {
          assertThat(recorded).containsAll(decided);
          return verifier.result();
        }
      }
    }
  }
}
