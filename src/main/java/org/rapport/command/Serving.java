package org.rapport.command;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rapport.decision.Callers;
import org.rapport.decision.Erasing;
import org.rapport.decision.Impacts;
import org.rapport.decision.Keys;
import org.rapport.decision.RulebaseChecking;
import org.rapport.decision.RulebaseFindingsException;
import org.rapport.decision.RulesPool;
import org.rapport.decision.Shadows;
import org.rapport.decision.StepRefusedException;
import org.rapport.http.HttpService;
import org.rapport.http.HttpSettings;
import org.rapport.http.UseCases;
import org.rapport.model.Caller;
import org.rapport.rules.check.RulebaseChecker;
import org.rapport.rules.check.RulebaseSource;
import org.rapport.store.Database;
import org.rapport.store.ErasureStore;
import org.rapport.store.KeyChannel;
import org.rapport.store.KeyStore;
import org.rapport.store.LiveChannel;
import org.rapport.token.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node does while it listens: answers requests, and follows what other nodes do. */
final class Serving {
  /** How often to look for what is live, in case that nobody said so, in milliseconds. */
  private static final long LOOK_AGAIN_MS = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  private final Node node;
  private final OpenDatabase opened;
  private final Vertx vertx;
  private final Database database;
  private final Clock clock;
  private @Nullable KeyChannel keyChannel;
  private @Nullable HttpService http;
  private @Nullable LiveChannel liveChannel;
  private @Nullable Shadows following;
  private @Nullable Impacts measuring;
  private long looking = -1;

  Serving(Node node, OpenDatabase opened, Clock clock) {
    this.node = node;
    this.opened = opened;
    this.vertx = opened.vertx();
    this.database = opened.database();
    this.clock = clock;
  }

  /** Listens; answers the port. */
  int listen(Settings settings, List<RulebaseSource> sources, @Nullable String firstKey) {
    Shadows shadows = node.workshop().shadows(vertx, database, node.rulebases(), clock);
    Impacts impacts =
        node.workshop().impacts(vertx, database, node.stores(), node.rulebases(), clock);
    measuring = impacts;
    node.decider().beside(shadows);
    KeyStore keyStore = new KeyStore(database);
    Tokens tokens = settings.tokens().map(from -> new Tokens(vertx, from, clock)).orElse(null);
    if (tokens != null) {
      // Nobody waits for the issuer: keys open doors without it.
      tokens.start();
    }
    Callers callers = new Callers(keyStore, clock, firstKey, tokens);
    keyChannel = Node.await(KeyChannel.listen(vertx, opened.settings(), callers::forget));
    http =
        new HttpService(
            vertx,
            HttpSettings.of(
                settings.httpHost(),
                settings.httpPort(),
                settings.callsPerSecond(),
                settings.tls()),
            new UseCases(
                node.intake(),
                node.decider(),
                node.reading(),
                node.population(),
                node.rulebases(),
                new RulebaseChecking(
                    new RulesPool(vertx, "checking", 1),
                    new RulebaseChecker(),
                    node.stores().events()),
                callers,
                new Keys(keyStore, callers, clock),
                node.understanding(),
                node.auditing(),
                new Erasing(new ErasureStore(database), clock, shadows::follow),
                node.workshop().drafts(),
                node.workshop().publishing(),
                impacts,
                shadows),
            opened.metrics(),
            new TreeMap<>(Map.of("database", database::ping)),
            clock);
    Node.await(node.decider().warmUp()); // while the service reads its contract
    offerFiles(sources);
    followLive(shadows);
    return Node.await(http.start());
  }

  /** Makes drafts of files that are not what is live: they decide when somebody publishes them. */
  private void offerFiles(List<RulebaseSource> sources) {
    for (RulebaseSource source : sources) {
      try {
        Long id =
            Node.await(
                node.workshop()
                    .drafts()
                    .offer(source, Caller.service(), "Files that came with the start"));
        if (id != null) {
          LOG.warn(
              "The files of {} are not what decides; the draft {} holds them.", source.name(), id);
        }
      } catch (RulebaseFindingsException | StepRefusedException unfit) {
        LOG.warn("The files of {} make no draft: {}", source.name(), unfit.getMessage());
      }
    }
  }

  /** Follows what is published by any node. */
  private void followLive(Shadows shadows) {
    Runnable follow =
        () ->
            node.workshop()
                .publishing()
                .follow()
                .compose(done -> shadows.follow())
                .compose(done -> shadows.flush())
                .onFailure(
                    failure -> LOG.warn("Looking for what is live: {}", failure.getMessage()));
    liveChannel = Node.await(LiveChannel.listen(vertx, opened.settings(), follow));
    looking = vertx.setPeriodic(LOOK_AGAIN_MS, timer -> follow.run());
    following = shadows;
  }

  /** Stops listening, and lets what is under way end. */
  void close() {
    if (http != null) {
      Node.await(http.stop());
    }
    if (keyChannel != null) {
      Node.await(keyChannel.close());
    }
    // Before the threads go: what is begun or told then would find none.
    if (measuring != null) {
      Node.await(measuring.stop());
    }
    vertx.cancelTimer(looking);
    if (liveChannel != null) {
      Node.await(liveChannel.close());
    }
    if (following != null) {
      Node.await(following.stop().otherwiseEmpty());
    }
  }
}
